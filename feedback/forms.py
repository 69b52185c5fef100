"""The form in which a citizen asks. No name, no address: a code leads to the answer."""

import re
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.text import normalise
from portal.text.personal_data import find

from .models.question import LONGEST

#: nobody reads the hints and writes a question in less
LEAST_SECONDS = 3
#: how long an open form may wait to be sent
MOST_SECONDS = 24 * 3600
SHORTEST = 10

_signer = signing.TimestampSigner(salt="feedback.ask")
#: characters that turn the order of what follows them
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def new_stamp() -> str:
    """Return what a form carries to tell when it was opened."""
    return _signer.sign("ask")


class PlainTextField(forms.CharField):
    """Text as people type it: NFC, one kind of line end, nothing that turns the order of letters."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(normalise(_TURNING.sub("", text)))


class AskForm(forms.Form):
    """A question; `comes_back_for_personal_data` tells that it holds what would have to be masked."""

    question = PlainTextField(
        label=_("Your question"),
        min_length=SHORTEST,
        max_length=LONGEST,
        error_messages={"required": _("Write your question first.")},
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False)
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    masked = forms.BooleanField(
        label=_("Send it all the same; the numbers will be hidden from the public"), required=False
    )

    comes_back_for_personal_data = False

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            # Said aloud: a browser that fills forms in by itself must not cost anybody his question.
            raise forms.ValidationError(gettext("Leave this field empty; it is there to stop machines."))
        return ""

    def clean_stamp(self) -> str:
        stamp = self.cleaned_data["stamp"]
        try:
            _signer.unsign(stamp, max_age=MOST_SECONDS)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                gettext("The form was open for too long. Your question is still here: send it again.")
            ) from error
        try:
            _signer.unsign(stamp, max_age=LEAST_SECONDS)
        except signing.SignatureExpired:
            return str(stamp)
        raise forms.ValidationError(
            gettext("That was very quick. Read your question once more, then send it again.")
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        text = data.get("question", "")
        if text and not data.get("masked") and (found := find(text)):
            self.comes_back_for_personal_data = True
            seen = ", ".join(text[one.start : one.end] for one in found)
            message = ngettext(
                "This looks like personal data: %(seen)s. Take it out, or tick the box below.",
                "These look like personal data: %(seen)s. Take them out, or tick the box below.",
                len(found),
            )
            self.add_error("question", message % {"seen": seen})
        return data
