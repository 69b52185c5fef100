"""The form that designs are written in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.forms import PageForm

from .words import plain_words

NO_WORDS = _("Write down the whole wording of the design before it is published.")


class PosterForm(PageForm):
    """Refuses to submit or publish a design without words; the rich text field takes an empty paragraph for some."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and not self._has_words():
            self.add_error(None, NO_WORDS)
        return cleaned

    def _has_words(self) -> bool:
        rows = [row for row in self.formsets["wordings"].forms if row.is_valid()]
        kept = [row for row in rows if not row.cleaned_data.get("DELETE")]
        return any(plain_words(row.cleaned_data.get("text")) for row in kept)
