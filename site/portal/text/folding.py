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
