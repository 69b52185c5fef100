"""Filters of the public theme: sizes of files, the words of an address."""

import re
from urllib.parse import unquote

from django import template

register = template.Library()

#: longest text that an address puts into the search box, in characters
WORDS_LIMIT = 100

_NO_WORDS = re.compile(r"[\W_]+")


@register.filter
def file_size(octets: int | None) -> str:
    """Return a size in octets the way a person reads it: `34 KB`, `1,4 MB`; nothing when unknown.

    Units are decimal (1 KB is 1,000 octets), a file that isn't empty has at least 1 KB.
    """
    if not octets:
        return ""
    if octets < 999_500:
        return f"{max(1, round(octets / 1000))} KB"
    return f"{octets / 1_000_000:.1f}".replace(".", ",").removesuffix(",0") + " MB"


@register.filter
def address_words(path: str | None) -> str:
    """Return the words in the path of an address: `/thu-tuc/to-chuc-le-hoi/` gives `thu tuc to chuc le hoi`."""
    return _NO_WORDS.sub(" ", unquote(path or "")).strip()[:WORDS_LIMIT].strip()
