"""Filters for what citizens wrote; Django's templates escape it."""

from django import template

from portal.core.metadata import first_words

register = template.Library()

#: characters of a question that fit the line that opens it
SHORT = 180


@register.filter
def in_short(text: str) -> str:
    """Return the first words of a question, in one line."""
    return first_words(" ".join(text.split()), SHORT)


@register.filter
def is_cut(text: str) -> bool:
    """Tell whether `in_short` leaves something out."""
    return in_short(text) != text
