"""What stands in the cells of a list of legal documents."""

import re
from datetime import date

from portal.core.importing.notices import Notice
from portal.text import fold, parse_law_number, parse_vi_date

from ..kinds import KNOWN, known_kind

# A number torn at its last sign, and what of it stands before the title: "11/2020/TT-" + "BGTVT Quy định …"
_TORN = re.compile(r".*[-/]")
_TORN_END = re.compile(r"((?:/?[A-ZĐ&]+TTg|/?[A-ZĐ&]{2,}\d{0,2}|TTg)(?:-[A-ZĐ&]{2,}\d{0,2})*)\s+(?=\S)")
# An issuer names a body; a day or the words of a title in it come from a row that was cut in the wrong place.
_ODD_ISSUER = re.compile(r"\d|\bngày\b|\bquy định\b|\bhướng dẫn\b", re.IGNORECASE)
_KINDS = sorted(KNOWN, key=len, reverse=True)


def read_number(text: str, title: str) -> tuple[str, str, list[Notice]]:
    """Return number and title as they belong, and what is not certain of the number."""
    if parse_law_number(text) and not title.startswith("/"):
        return text, title, []
    end = _TORN_END.match(title)
    if end and (_TORN.fullmatch(text) or title.startswith("/")):
        joined = text + end[1]
        if parse_law_number(joined):
            return joined, title[end.end() :], [Notice("number", "number_joined", f"{text} | {end[1]}")]
    cleaned = text.strip(" \"'“”‘’.,;:*")
    if cleaned != text and parse_law_number(cleaned):
        return cleaned, title, [Notice("number", "number_cleaned", text)]
    if parse_law_number(text):
        return text, title, []
    return text, title, [Notice("number", "number_not_read", text)]


def read_kind(text: str) -> tuple[str, list[Notice]]:
    """Return the kind that `text` is; one that begins with a known kind and goes on with a number is that kind."""
    if not text:
        return "", [Notice("kind", "kind_missing")]
    kind = known_kind(text)
    if kind in KNOWN or not any(char.isdigit() for char in text):
        return kind, []
    folded = fold(text)
    for known in _KINDS:
        if folded.startswith(f"{fold(known)} "):
            return known, [Notice("kind", "kind_mended", text)]
    return kind, []


def read_issuer(text: str) -> tuple[str, list[Notice]]:
    """Return the issuer, without a mark behind it."""
    issuer = text.strip(" .,;:")
    if not issuer:
        return "", [Notice("issuer", "issuer_missing")]
    return issuer, [Notice("issuer", "issuer_odd", issuer)] if _ODD_ISSUER.search(issuer) else []


def read_day(name: str, text: str) -> tuple[date | None, list[Notice]]:
    """Return the day in the cell of the field `name`."""
    if not text:
        return None, [Notice(name, "date_missing")] if name == "issued_on" else []
    day = parse_vi_date(text)
    return day, [] if day else [Notice(name, "date_not_read", text)]
