"""Filters of the public theme."""

import re
from urllib.parse import unquote

from django import template

register = template.Library()

#: longest text that an address puts into the search box, in characters
WORDS_LIMIT = 100

_NO_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2})*")


@register.filter
def address_words(path: str | None) -> str:
    """Return the words in the path of an address: `/thu-tuc/to-chuc-le-hoi/` gives `thu tuc to chuc le hoi`."""
    return _NO_WORDS.sub(" ", unquote(path or "")).strip()[:WORDS_LIMIT].strip()


@register.filter
def step_number(label: str) -> str:
    """Return the number in the label of a step: "Bước 2.1:" gives "2.1"; nothing where there is none."""
    found = _NUMBER.search(label)
    return found[0] if found else ""
