"""A column that holds a list of short texts, edited one a line."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.text import normalise


def split_lines(text: str) -> list[str]:
    """Return the lines of `text` that say something, each in one piece."""
    return [" ".join(line.split()) for line in normalise(text).split("\n") if line.strip()]


class LinesFormField(forms.CharField):
    """Edits a list of texts as lines."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return split_lines(value) if isinstance(value, str) else value or []

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value or []))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data or "")


class LinesField(models.JSONField):
    """A list of texts (`list[str]`), commas allowed inside each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", _("One a line."))
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value: Any) -> Any:
        return [normalise(str(item)).strip() for item in value or []]

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(
            self, **{"form_class": LinesFormField, "widget": forms.Textarea(attrs={"rows": 3}), **kwargs}
        )
