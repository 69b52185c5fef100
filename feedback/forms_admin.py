"""The form in which the Office answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminModelForm

from portal.text.personal_data import find

from .choices import QuestionState


class QuestionForm(WagtailAdminModelForm):
    """Asks for what the chosen state needs; a draft of an answer may be kept while the question is only received."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "state" in self.fields:
            self.fields["state"].widget = forms.RadioSelect(choices=QuestionState.choices)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        state = data.get("state")
        if state in (QuestionState.ANSWERED, QuestionState.PUBLISHED) and not data.get("answer"):
            self.add_error("answer", gettext("Write the answer before you mark the question as answered."))
        if state == QuestionState.PUBLISHED:
            self._check_wording(data.get("public_text") or "")
        if state == QuestionState.DECLINED and not data.get("decline_reason"):
            self.add_error("decline_reason", gettext("Choose why it is not answered here."))
        return data

    def _check_wording(self, text: str) -> None:
        if not text:
            self.add_error("public_text", gettext("Write the wording that the public reads."))
        elif found := find(text):
            seen = ", ".join(text[one.start : one.end] for one in found)
            message = gettext("This looks like personal data; leave it out before you publish: %(seen)s.")
            self.add_error("public_text", message % {"seen": seen})

    def save(self, commit: bool = True) -> Any:
        if self.instance.state != QuestionState.RECEIVED and "state" in self.changed_data:
            self.instance.answered_by = self.for_user
        return super().save(commit)
