"""The form of a posting set: its procedures one by one, or all of a field and level at once."""

from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from ..choices import Level


class PostingSetForm(WagtailAdminModelForm):
    """Adds the procedures of the chosen field and level that are missing, after those that are there."""

    add_field: Any = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Add all procedures of a field"),
        help_text=_("When you save, those that are in force and not in the list yet come after the others."),
    )
    add_level = forms.ChoiceField(
        required=False,
        choices=[("", _("Every level")), *Level.choices],
        label=_("Add only those of a level"),
        help_text=_("Without a field: all procedures of the level."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("add_field"):
            # Models know this form: it asks for theirs only now.
            field.queryset = apps.get_model("procedures", "ProcedureField").objects.all()

    def save(self, commit: bool = True) -> Any:
        posting_set = super().save(commit=commit)
        for entry in self._missing(posting_set):
            posting_set.entries.add(entry)
        if commit:
            posting_set.entries.commit()
        return posting_set

    def _missing(self, posting_set: Any) -> list[Any]:
        field, level = self.cleaned_data.get("add_field"), self.cleaned_data.get("add_level")
        if not field and not level:
            return []
        found = apps.get_model("procedures", "ProcedurePage").objects.listed()
        if field:
            found = found.filter(procedure_field=field)
        if level:
            found = found.filter(level_index__contains=f"|{level}|")
        entries = list(posting_set.entries.all())
        have = {entry.procedure_id for entry in entries}
        last = max((entry.sort_order or 0 for entry in entries), default=-1)
        wanted = [page for page in found if page.pk not in have]
        model = apps.get_model("procedures", "PostingEntry")
        return [model(procedure=page, sort_order=last + place) for place, page in enumerate(wanted, start=1)]
