"""Text without accents, as most people type it."""

import unicodedata

from .normalising import normalise

_D = str.maketrans({"đ": "d", "Đ": "D"})


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(
        char for char in decomposed if not unicodedata.combining(char) and unicodedata.category(char) != "Mn"
    )


def fold(text: str) -> str:
    """Return `text` in lower case without accents, đ as d: "Đăng ký" → "dang ky".

    Other letters lose their marks too (é → e); what has no plain letter stays as it is.
    """
    text = normalise(text)
    if text.isascii():
        return text.lower()
    return _bare(_bare(text).translate(_D).casefold()).translate(_D)


class _OneForOne(dict[int, str]):
    """Table for `str.translate` that folds each character to exactly one; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = fold(char)
        self[code] = folded if len(folded) == 1 else char
        return self[code]


_IN_PLACE = _OneForOne()


def fold_in_place(text: str) -> str:
    """Return NFC `text` folded so that each character keeps its place, to look for something in it quickly."""
    return text.lower() if text.isascii() else text.translate(_IN_PLACE)
