"""A Vietnamese syllable with its tone apart from its letters, so that the place of the mark doesn't matter."""

import re
import unicodedata
from functools import lru_cache

from .folding import fold
from .normalising import normalise

#: combining mark of each tone, in the order of the dictionary; the level tone has none
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

# kỹ and kĩ, lý and lí are one word in two spellings; after other letters, or in "uy", they are not.
_I_SOUND = re.compile(r"(?<=[hklmstv])y(?![a-zà-ỹ])")


def split_tone(syllable: str) -> tuple[str, int]:
    """Return the letters of a `syllable` in lower case with their hats, and its tone from 0 to 5."""
    tone = 0
    letters = []
    for char in unicodedata.normalize("NFD", normalise(syllable).lower()):
        if char in TONES:
            tone = TONES[char]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def tone_key(syllable: str) -> str:
    """Return the exact form of a `syllable` that ignores where its tone stands: hòa and hoà → "hoa1"."""
    letters, tone = split_tone(syllable)
    return f"{letters}{tone}" if tone else letters


@lru_cache(maxsize=50_000)
def search_syllable(syllable: str) -> tuple[str, str]:
    """Return the folded and the exact search key of a `syllable`; y counts as i where both are written.

    The keys are for comparing only, never for showing. The cache holds the syllables of the language
    (about 7,000) many times over: it makes the analysis of a page five times as fast.
    """
    letters, tone = split_tone(syllable)
    exact = _I_SOUND.sub("i", letters)
    folded = fold(syllable)
    if not folded.isalnum():
        # One character may stand for words: ﷺ.
        folded = "".join(filter(str.isalnum, folded)) or syllable
    return _I_SOUND.sub("i", folded), f"{exact}{tone}" if tone else exact
