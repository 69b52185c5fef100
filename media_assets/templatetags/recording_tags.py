"""Recordings in templates: how long they are."""

from django import template

from ..durations import in_words, iso_8601

register = template.Library()


@register.filter
def duration_words(seconds: float | None) -> str:
    """Return a duration as people say it: "3 minutes 20 seconds"; "" for none."""
    return in_words(seconds)


@register.filter
def duration_iso(seconds: float | None) -> str:
    """Return a duration for `<time datetime>`: "PT3M20S"; "" for none."""
    return iso_8601(seconds)
