"""The form in which editors keep a procedure."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from portal.core.forms import PublicationForm
from portal.core.importing.panels import CheckedPanel, ImportWarningsPanel
from portal.core.models import BasePage
from portal.text import normalise, parse_code

from .completeness_panel import CompletenessPanel
from .importing.messages import WORDING
from .life_admin.panels import VersionsPanel
from .names import page_slug


class ProcedureForm(PublicationForm):
    """Refuses a code that is none, or that another procedure has, in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # Made from name and code, which stand on another tab.
            self.fields["slug"].required = False

    def clean_code(self) -> str | None:
        text = self.cleaned_data["code"] or ""
        if not text.strip():
            return None  # a draft may wait for its code; to publish, the field is required
        code = parse_code(text)
        if not code:
            raise forms.ValidationError(
                gettext("A code is one digit, a dot and six digits, for example 1.003838.")
            )
        return code

    def clean_full_name(self) -> str:
        return " ".join(normalise(self.cleaned_data["full_name"]).split())

    def clean(self) -> dict[str, Any]:
        if "slug" in self.cleaned_data and not self.cleaned_data["slug"]:
            name, code = self.cleaned_data.get("full_name", ""), self.cleaned_data.get("code")
            self.cleaned_data["slug"] = page_slug(name, code)
        data = super().clean()
        start, end = data.get("effective_from"), data.get("effective_to")
        if start and end and end < start:
            self.add_error("effective_to", gettext("This day lies before the first day in force."))
        return data


def _tables(table: str, rest: str) -> list[Panel]:
    return [FieldPanel(table), FieldPanel(rest, help_text=_("What the import could not split for certain."))]


edit_handler = TabbedInterface(
    [
        ObjectList(
            [
                VersionsPanel(),
                ImportWarningsPanel(WORDING),
                CheckedPanel("import_checked"),
                CompletenessPanel(),
                FieldPanel("full_name", required_on_save=True),
                FieldRowPanel([FieldPanel("code"), FieldPanel("procedure_field")]),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("levels")]),
                FieldPanel("audiences"),
                MultiFieldPanel(
                    [
                        FieldPanel("implementing_agency"),
                        FieldPanel("competent_agency"),
                        FieldPanel("receiving_address"),
                        FieldPanel("delegated_agency"),
                        FieldPanel("coordinating_agency"),
                    ],
                    heading=_("Agencies"),
                ),
                FieldPanel("general_description"),
                FieldPanel("keywords"),
            ],
            heading=_("Main facts"),
        ),
        ObjectList(
            [
                *_tables("channels", "channels_text"),
                MultiFieldPanel(
                    [FieldPanel("online_level"), FieldPanel("partial_reason"), FieldPanel("submission_url")],
                    heading=_("Online service"),
                ),
                FieldPanel("counters", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Ways to submit"),
        ),
        ObjectList([*_tables("dossier", "dossier_text"), FieldPanel("dossier_sets")], heading=_("Dossier")),
        ObjectList(
            [FieldPanel("steps"), *_tables("results", "results_text"), FieldPanel("conditions")],
            heading=_("Order of work and results"),
        ),
        ObjectList(
            [*_tables("legal_bases", "legal_bases_text"), *_tables("related", "related_text")],
            heading=_("Law"),
        ),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("decision_number"), FieldPanel("announced_on")]),
                FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_to")]),
                FieldRowPanel([FieldPanel("state"), FieldPanel("reviewed_on")]),
                FieldPanel("responsible"),
                FieldPanel("source_url"),
                *BasePage.promote_panels,
                *BasePage.settings_panels,
            ],
            heading=_("Announcement and publication"),
        ),
    ]
)
