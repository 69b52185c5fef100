"""By which values lists and results of procedures are narrowed: keys made from a record, and nothing guessed.

The same keys stand in the column `facet_keys` of a page, in `search_facets()` and in addresses.
"""

import re
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from portal.text import fold, slugify_vi

from .choices import Level

_LEVELS = (
    ("bo", Level.MINISTRY),
    ("trung uong", Level.MINISTRY),
    ("tinh", Level.PROVINCE),
    ("huyen", Level.DISTRICT),
    ("xa", Level.COMMUNE),
    ("phuong", Level.COMMUNE),
    ("co quan khac", Level.OTHER),
)

#: longest key of an agency or of an audience, in characters
KEY_LENGTH = 80

FREE, PAID, UNKNOWN = "mien-phi", "co-phi", "chua-ro"
#: longest time limit of a bucket in working days → its key; what takes longer is `LONGER`
TIME_BUCKETS = ((1, "1"), (5, "5"), (15, "15"))
LONGER = "hon-15"

#: working days in one unit: eight hours a day, five days a week, the working days of a month and of a year
_WORKING_DAYS = {
    "minute": 1 / 480,
    "working_hour": 1 / 8,
    "hour": 1 / 24,
    "working_day": 1.0,
    "day": 5 / 7,
    "week": 5.0,
    "month": 22.0,
    "year": 250.0,
}

#: groups of people that the catalogue is entered by → the words of an audience that belong to them (folded)
_GROUPS = (
    ("can-bo", re.compile(r"can bo|cong chuc|vien chuc|luc luong vu trang|quan nhan|si quan|cong an")),
    ("doanh-nghiep", re.compile(r"doanh nghiep|hop tac xa|htx|ho kinh doanh|nha dau tu|thuong nhan")),
    ("nguoi-dan", re.compile(r"cong dan|nguoi viet nam|nguoi nuoc ngoai|ca nhan|ho gia dinh|nguoi dan")),
    ("to-chuc", re.compile(r"to chuc|co quan|don vi|hoi |cong dong|hiep hoi")),
)
_BRACKETS = re.compile(r"\([^)]*\)")
_AGENCIES = re.compile(r"[;\n]")
_NOTHING = "khong-co-thong-tin"


def level_keys(levels: list[str]) -> list[str]:
    """Return the keys of `Level` that the words of a record mean: "Cấp Bộ" and "cấp bộ" are one."""
    found = []
    for level in levels:
        words = fold(level).removeprefix("cap ").strip()
        found += [key.value for word, key in _LEVELS if words == word]
    return list(dict.fromkeys(found))


def audience_keys(audiences: list[str]) -> list[str]:
    """Return the addresses of `audiences`: "Công dân Việt Nam" → "cong-dan-viet-nam"."""
    return list(dict.fromkeys(key for audience in audiences if (key := slugify_vi(audience, KEY_LENGTH))))


def group_keys(audiences: list[str]) -> list[str]:
    """Return which groups `audiences` belong to: citizens, businesses, organisations, officials.

    What stands in brackets excludes ("Tổ chức (không bao gồm doanh nghiệp, HTX)") and doesn't count.
    """
    words = [_BRACKETS.sub("", fold(audience)) for audience in audiences]
    return [key for key, pattern in _GROUPS if any(pattern.search(text) for text in words)]


def agencies(text: str) -> dict[str, str]:
    """Return the agencies that `text` names, by key: one a line or after a semicolon.

    Commas stand inside names ("Sở Tài chính các tỉnh, thành phố") and part nothing.
    """
    named = (" ".join(name.split()).strip(" .-") for name in _AGENCIES.split(text))
    found = {_agency_key(name): name for name in named if name}
    return {key: name for key, name in found.items() if key and key != _NOTHING}


def _agency_key(name: str) -> str:
    whole = slugify_vi(name, 500)
    if len(whole) <= KEY_LENGTH:
        return whole
    # Long names that begin alike stay apart.
    return f"{slugify_vi(name, KEY_LENGTH)}-{crc32(whole.encode()):08x}"


def time_key(limit: dict[str, Any]) -> str:
    """Return the bucket of a time limit (a dictionary of the schema), counted in working days; "" if uncertain."""
    number, unit = limit.get("number"), limit.get("unit")
    if number is None or unit not in _WORKING_DAYS:
        return ""
    days = round(float(number) * _WORKING_DAYS[unit], 6)
    return next((key for most, key in TIME_BUCKETS if days <= most), LONGER)


def time_keys(channels: list[dict[str, Any]]) -> list[str]:
    """Return the buckets of the channels' time limits: a procedure is in each; unknown when none is certain."""
    found = {key for channel in channels if (key := time_key(channel.get("time_limit") or {}))}
    order = [key for _most, key in TIME_BUCKETS] + [LONGER]
    return [key for key in order if key in found] or [UNKNOWN]


def fee_keys(channels: list[dict[str, Any]]) -> list[str]:
    """Return whether there is something to pay: free only when every fee that is named is none for certain."""
    fees = [fee for channel in channels for fee in channel.get("fees") or []]
    if any(fee.get("amount") for fee in fees):
        return [PAID]
    if fees and all(fee.get("free") or fee.get("amount") == 0 for fee in fees):
        return [FREE]
    return [UNKNOWN]


def channel_keys(channels: list[dict[str, Any]]) -> list[str]:
    """Return the ways to submit (`schema.METHODS`)."""
    return _distinct(channel.get("method") or "" for channel in channels)


def facet_keys(
    *,
    levels: list[str],
    audiences: list[str],
    agency: str,
    channels: list[dict[str, Any]],
    online_level: str,
) -> dict[str, list[str]]:
    """Return the keys of a record by facet, facets without any left out; `channels` are the schema's dictionaries."""
    found = {
        "level": level_keys(levels),
        "audience": audience_keys(audiences),
        "group": group_keys(audiences),
        "agency": list(agencies(agency)),
        "channel": channel_keys(channels),
        "online": [online_level] if online_level else [],
        "fee": fee_keys(channels),
        "time": time_keys(channels),
    }
    return {name: keys for name, keys in found.items() if keys}


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def joined(keys: list[str]) -> str:
    """Return `keys` as one column that a filter can look into: "|bo|tinh|"."""
    return f"|{'|'.join(keys)}|" if keys else ""
