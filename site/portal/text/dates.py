"""Dates as Vietnamese texts write them."""

import re
from datetime import date

from .normalising import normalise

_DAY_FIRST = re.compile(r"(?:ngày\s+)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})", re.ASCII)
_WORDS = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+năm\s+(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def parse_vi_date(text: str) -> date | None:
    """Return the day that `text` is, or None: "07/01/2022", "19-06-2015", "ngày 07 tháng 01 năm 2022", ISO.

    The day stands before the month; a day that doesn't exist (31/02/2022) is None.
    """
    text = normalise(text).strip().lower()
    iso = _ISO.fullmatch(text)
    match = iso or _DAY_FIRST.fullmatch(text) or _WORDS.fullmatch(text)
    if not match:
        return None
    first, month, last = (int(part) for part in match.groups())
    try:
        return date(first, month, last) if iso else date(last, month, first)
    except ValueError:
        return None
