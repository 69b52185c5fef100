"""Numbers of documents as this room reads them: those of old and odd spellings too, and those in addresses."""

import re

from portal.text import LawNumber, fold, normalise, parse_law_number, slugify_vi

# 63-2010-nd-cp: the address of a document
_ADDRESS = re.compile(r"(\d{1,5})-((?:19|20)\d\d)-(\D.*)")
# 73-CP, 619/TTg: before 1997 a number had only its issuer
_OLD = re.compile(r"(\d{1,5})[/-]([a-z]{2,12})")
# "… ngày 08/6/2010", "… của Chính phủ", "… về kiểm soát": what may follow a number in a question
_REST = re.compile(r"\s(?:ngay|cua|ve)\s.*", re.DOTALL)
_DASHES = re.compile("[‐‑‒–—―−－﹣]")
_BRACKETS = re.compile(r"\([^)]*\)")


def read_number(text: str) -> LawNumber | None:
    """Return the number that `text` is, in any spelling, or None.

    Beyond `parse_law_number` it reads `50/2022/NĐ_CP`, `02/2002/TT-BGD&ĐT`, `11/2020/TT-`,
    `04/TT-BCA(X13)`, `73-CP` and the address `63-2010-nd-cp`.
    """
    text = " ".join(normalise(text).split())
    if found := parse_law_number(text):
        return found
    folded = fold(text)
    if (rest := _REST.search(folded)) and (found := parse_law_number(folded[: rest.start()])):
        return found
    plain = _DASHES.sub("-", _BRACKETS.sub("", folded)).replace("_", "-").replace("&", "").strip(" \"'-/.,;")
    if address := _ADDRESS.fullmatch(plain):
        plain = "/".join(address.groups())
    if found := parse_law_number(plain):
        return found
    old = _OLD.fullmatch(plain)
    return LawNumber(int(old[1]), issuer=old[2]) if old else None


def number_key(text: str) -> str:
    """Return the key under which documents name each other: `63/2010/nd-cp`.

    A number that can't be read has its letters and digits as its key; "" has none.
    """
    number = read_number(text)
    return (number.key if number else slugify_vi(text))[:100]


def number_slug(text: str, year: int | None = None) -> str:
    """Return a number as an address: `63-2010-nd-cp`; `year` is added to one that has none of its own."""
    slug = slugify_vi(text, 80)
    number = read_number(text)
    return f"{slug}-{year}" if slug and year and not (number and number.year) else slug
