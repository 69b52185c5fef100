"""What is made from the name and code of a procedure: title, address, place in the alphabet."""

import re
import unicodedata

from portal.core.metadata import first_words
from portal.text import slugify_vi, sort_key

TITLE_LENGTH = 255
_PREFIX = re.compile(r"^(?:thủ tục|tthc)[\s:]+", re.IGNORECASE)
# Marks of tone; the marks of ă, â, ê, ô, ơ, ư stay, since those are letters of their own.
_TONES = {0x300, 0x301, 0x303, 0x309, 0x323}


def short_title(name: str) -> str:
    """Return `name` as a page title: at most 255 characters, cut after a word with "…"."""
    return first_words(name, TITLE_LENGTH)


def page_slug(name: str, code: str | None) -> str:
    """Return the address of the procedure: its name without accents, then the digits of its code."""
    words = slugify_vi(name, 80) or "thu-tuc"
    return f"{words}-{code.replace('.', '')}" if code else words


def sorting_name(name: str) -> str:
    """Return `name` without the "Thủ tục" that a third of the names begin with."""
    return _PREFIX.sub("", name.strip()).strip(" \"'“”‘’(-–") or name


def sort_column(name: str) -> str:
    """Return what the list is ordered by, as long as the column allows."""
    return sort_key(sorting_name(name)[:80])[:255]


def first_letter(name: str) -> str:
    """Return the letter of the Vietnamese alphabet under which `name` stands; "#" when it begins with none."""
    for char in sorting_name(name):
        if not char.isalpha():
            continue
        plain = "".join(part for part in unicodedata.normalize("NFD", char) if ord(part) not in _TONES)
        letter = unicodedata.normalize("NFC", plain).upper()
        return letter if len(letter) == 1 and letter in ALPHABET else "#"
    return "#"


ALPHABET = "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"
