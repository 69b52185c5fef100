"""Numbers of a source, read only where they can mean one thing."""

import re

from ..schema import Fee, TimeLimit

#: words of a unit, as sources print them → unit of the schema
UNITS = {
    "phút": "minute",
    "giờ làm việc": "working_hour",
    "giờ": "hour",
    "ngày làm việc": "working_day",
    "ngày": "day",
    "tuần": "week",
    "tháng": "month",
    "năm": "year",
}
UNIT_WORDS = "|".join(sorted(UNITS, key=len, reverse=True))
CURRENCY = r"(?:Việt Nam Đồng|VNĐ|VND|Đồng|đồng)"
#: currencies in which no amount in đồng is read
OTHER_CURRENCY = r"(?:USD|EUR|Đô la Mỹ)"

_TIME = re.compile(rf"(\d{{1,4}}(?:[.,]\d{{1,2}})?)\s*({UNIT_WORDS})", re.IGNORECASE)
_PLAIN = re.compile(r"\d{1,15}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+")
_MONEY = re.compile(rf"([\d.,]+)\s*{CURRENCY}")
_AMOUNT_IN_NOTE = re.compile(r"\d[\d.,]*\s*(?:triệu|nghìn|ngàn|đồng|Đồng|vnđ|VNĐ|VND|đ\s?/|Đ\s?/|%)")
#: below this an amount in đồng is more likely a slip of the source (20 for 20.000) than a fee
SMALL = 1000


def read_number(text: str) -> int | None:
    """Return the whole number that `text` is ("120,000", "1.500.000", "830"); None when it could be another."""
    if _PLAIN.fullmatch(text) and (text == "0" or text[0] != "0"):
        return int(text)
    return int(re.sub(r"[.,]", "", text)) if _GROUPED.fullmatch(text) else None


def read_money(text: str) -> int | None:
    """Return the amount in đồng that the whole of `text` is ("120,000 VNĐ"), or None."""
    match = _MONEY.fullmatch(text.strip())
    return read_number(match[1]) if match else None


def read_time(text: str) -> TimeLimit:
    """Return the time limit that a cell holds; number and unit only when the whole cell is one."""
    match = _TIME.fullmatch(text.strip())
    if not match:
        return TimeLimit(text=text)
    value = float(match[1].replace(",", "."))
    return TimeLimit(int(value) if value == int(value) else value, UNITS[match[2].lower()], text)


def free_is_doubtful(note: str) -> bool:
    """Return whether a note beside "free" names an amount, so that "free" can't be certain."""
    return bool(_AMOUNT_IN_NOTE.search(note))


def money_fee(text: str, note: str = "", kind: str = "") -> Fee:
    """Return the fee that the printed amount `text` is; 0 đồng is free."""
    amount = read_money(text)
    return Fee(
        kind=kind, amount=amount, free=amount == 0 and not free_is_doubtful(note), text=text, note=note
    )
