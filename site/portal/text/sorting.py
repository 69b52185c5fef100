"""Vietnamese order: a ă â b c d đ e ê …, and only between equal letters the tones ngang huyền hỏi ngã sắc nặng."""

import unicodedata

from .normalising import normalise
from .tones import TONES

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# The order of the alphabet as code points above the digits, so that keys are plain strings.
_PLACES = {ord(letter): chr(0x100 + place) for place, letter in enumerate(_ALPHABET)}


def sort_key(text: str) -> str:
    """Return a string by which texts sort as in Vietnamese (CLDR's order): áo before ba, đ after d.

    Letters decide first over the whole text, then tones, then capitals.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", normalise(text).lower()):
        if char in TONES:
            if tones:
                tones[-1] = str(TONES[char])
            continue
        letters.append(char)
        if not unicodedata.combining(char):
            tones.append("0")
    primary = unicodedata.normalize("NFC", "".join(letters)).translate(_PLACES)
    return "\x01".join((primary, "".join(tones), text.swapcase()))
