"""Words as the keys of an input method that didn't compose: "thur tucj" (Telex), "thu3 tuc5" (VNI)."""

import re
import unicodedata

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_CIRCUMFLEX, _HORN, _BREVE = "\u0302", "\u031b", "\u0306"
#: keys of VNI that change a letter → the letters that they change and their mark
_VNI_HATS = {"6": ("aeo", _CIRCUMFLEX), "7": ("uo", _HORN), "8": ("a", _BREVE)}
_TWICE = re.compile(r"([uiy])\1")
_VOWELS = frozenset("aeiouy")
_LONGEST = 12

_INITIAL = r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])"
_NUCLEUS = (
    r"(?:iêu|yêu|ươu|ươi|uôi|uyê|oai|oay|oao|oeo|uây|uyu|iê|yê|ươ|uô|ua|ưa|ia|ya|oa|oă|oe|uâ|uê|uơ|uy|ai|ao|au|ay|âu|ây"
    r"|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|oo|[aăâeêioôơuưy])"
)
_FINAL = r"(?:ch|ng|nh|[cmnpt])"
# c, g, ng stand before other vowels than k, gh, ngh.
_RULES = r"(?!(?:c|ng|g)[eêy]|(?:c|ng)i|(?:ngh|gh|k)[aăâoôơuư])"
_SHAPE = re.compile(rf"{_RULES}{_INITIAL}?{_NUCLEUS}{_FINAL}?")


def is_shaped_like_a_syllable(word: str) -> bool:
    """Return whether a lower-case `word` could be one Vietnamese syllable, its tone left aside."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if char not in _TONES.values())
    return bool(_SHAPE.fullmatch(unicodedata.normalize("NFC", bare)))


def composed(word: str) -> str | None:
    """Return the syllable that a `word` of Telex or VNI keys makes; None when it makes none or needs no composing."""
    word = word.lower()
    if not word.isascii() or not word.isalnum() or not 2 <= len(word) <= _LONGEST:
        return None
    # "thuur": a vowel that has no hat was typed twice as if it had.
    for keys in (word, _TWICE.sub(r"\1", word)):
        letters = _from_vni(keys) if any(char.isdigit() for char in keys) else _from_telex(keys)
        syllable = unicodedata.normalize("NFC", letters or "")
        if syllable not in (word, keys) and is_shaped_like_a_syllable(syllable):
            return syllable
    return None


def _from_telex(word: str) -> str | None:
    letters: list[str] = []
    tone = ""
    for char in word:
        if char in _TONES and any(letter[0] in _VOWELS for letter in letters):
            if tone:
                return None
            tone = _TONES[char]
        elif char == "d" and letters and letters[0] == "d":
            letters[0] = "đ"
        elif char in "aeo" and char in letters and not _is_new_vowel(letters, char):
            letters[_last(letters, char)] += _CIRCUMFLEX
        elif char == "w":
            if not _horned(letters):
                return None
        else:
            letters.append(char)
    return _with_tone(letters, tone)


def _from_vni(word: str) -> str | None:
    letters: list[str] = []
    tone = ""
    for char in word:
        if char in _VNI_TONES:
            if tone or not letters:
                return None
            tone = _VNI_TONES[char]
        elif char in _VNI_HATS:
            changed, mark = _VNI_HATS[char]
            if char == "7" and "u" in letters and "o" in letters:
                letters[_last(letters, "u")] += mark
                letters[_last(letters, "o")] += mark
                continue
            at = max((_last(letters, letter) for letter in changed), default=-1)
            if at < 0:
                return None
            letters[at] += mark
        elif char == "9" and letters and letters[0] == "d":
            letters[0] = "đ"
        elif char.isdigit():
            return None
        else:
            letters.append(char)
    return _with_tone(letters, tone)


def _is_new_vowel(letters: list[str], char: str) -> bool:
    """Whether a second "o" is no hat but a vowel of its own, after another vowel: the "oo" of no Telex word."""
    return letters[-1] in _VOWELS and letters[-1] != char


def _last(letters: list[str], letter: str) -> int:
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] == letter:
            return at
    return -1


def _horned(letters: list[str]) -> bool:
    """Put horn or breve where a "w" means it: "uo" becomes "ươ"; return whether there was a place."""
    at_u, at_o, at_a = _last(letters, "u"), _last(letters, "o"), _last(letters, "a")
    if at_u >= 0 and at_o == at_u + 1:
        letters[at_u] += _HORN
        letters[at_o] += _HORN
    elif at_a >= 0:
        letters[at_a] += _BREVE
    elif max(at_o, at_u) >= 0:
        letters[max(at_o, at_u)] += _HORN
    elif letters and all(letter not in _VOWELS for letter in letters):
        letters.append("u" + _HORN)
    else:
        return False
    return True


def _with_tone(letters: list[str], tone: str) -> str | None:
    """Join `letters` with the tone's mark on the vowel that bears it."""
    if not tone:
        return "".join(letters)
    vowels = [at for at, letter in enumerate(letters) if letter[0] in _VOWELS]
    if len(vowels) > 1 and (
        (letters[0] == "g" and vowels[0] == 1 and letters[1] == "i")
        or (letters[0] == "q" and vowels[0] == 1 and letters[1] == "u")
    ):
        vowels = vowels[1:]
    if not vowels:
        return None
    marked = [at for at in vowels if len(letters[at]) > 1]
    if marked:
        at = marked[-1]
    elif len(vowels) == 1 or (len(vowels) == 2 and vowels[-1] == len(letters) - 1):
        at = vowels[0]
    else:
        at = vowels[1]
    letters[at] += tone
    return "".join(letters)
