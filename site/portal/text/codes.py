"""Codes of administrative procedures: 1.003838, however a person or a system writes them."""

import re
import unicodedata

from .normalising import normalise

# 1.003838 · 1003838 · 1.003838.000.00.00.H14 · 1.012753.H19
_SUFFIX = r"(?:\.\d{3}\.\d{2}\.\d{2})?(?:\.[Hh]\d{1,3})?"
_CODE = re.compile(rf"\s*(\d)\s?[.,\-]?\s?(\d{{6}}){_SUFFIX}\.?\s*", re.ASCII)
_IN_TEXT, _IN_QUESTION = (
    re.compile(rf"(?<![\w.,/\-])(\d){between}(\d{{6}}){_SUFFIX}(?![\w/\-])(?![.,]\d)", re.ASCII)
    for between in ("[.,]", r"\s?[.,\-]?\s?")
)


def parse_code(text: str) -> str | None:
    """Return the code that `text` is, as `1.003838`; None when it is none.

    A province's suffix is left out; the dot may be missing.
    """
    match = _CODE.fullmatch(unicodedata.normalize("NFKC", normalise(text)))
    return f"{match[1]}.{match[2]}" if match else None


def find_codes(text: str, *, bare: bool = False) -> list[tuple[int, int, str]]:
    """Return (start, end, code) of each code in `text`.

    With `bare`, seven digits without a dot, or with a space in its place, count too: right for a question, where a
    person types them, and wrong for a text, where they are an amount.
    """
    form = _IN_QUESTION if bare else _IN_TEXT
    return [(match.start(), match.end(), f"{match[1]}.{match[2]}") for match in form.finditer(text)]
