"""The table of papers, whose cells stand in page text without separators.

A row is: paper, file names of its forms, "1 bản chính" or "0 bản chính,1 bản sao". The last cell ends each row
and is always written the same way, while papers speak of copies in other words ("gồm 01 bản chính; …").
The name of a case stands before the head of its table. Only digits at the end of a name can run into the count.
"""

import re

from portal.core.importing.notices import Notice

from ..schema import DossierGroup, DossierItem
from .forms import split_forms
from .furniture import DOSSIER_HEAD, NO_CASE

_COUNT = re.compile(r"(\d+) bản chính(?:,(\d+) bản sao)?")
# What may follow a count inside a sentence: "01 bản chính và …", "2 bản chính, có dấu".
_SENTENCE = re.compile(r" [a-zà-ỹđ]|[,;] ?[a-zà-ỹđ\d]|[)”\"]")
_YEAR_BEFORE = re.compile(r"(?:/|năm |\s)(?:19|20)\d\d")
_WORD_BEFORE = re.compile(r"(?:\.(?:docx?|xlsx?|pdf)|[^\W\d_]{2}[)\]”\"]?[;:.,)]+)")


def parse_dossier(text: str) -> tuple[list[DossierGroup], str, list[Notice]]:
    """Return the cases with their papers, the text that is no such table, and what is not certain."""
    text = text.strip()
    if DOSSIER_HEAD not in text:
        if not text.strip("-") or text == "Không có thông tin":
            return [], "", []
        return [], text, [Notice("dossier", "dossier_not_split")]
    heading, *tables = text.split(DOSSIER_HEAD)
    groups: list[DossierGroup] = []
    notices: list[Notice] = []
    for place, table in enumerate(tables):
        items, rest, found = _read_rows(table)
        name = "" if heading.strip() == NO_CASE else heading.strip()
        group = DossierGroup(name, items)
        groups.append(group)
        notices += found
        if place < len(tables) - 1:
            heading = rest
        elif rest.strip().strip("-"):
            group.text = rest.strip()
            notices.append(Notice("dossier", "dossier_text_left", _start(group.text)))
    return groups, "", notices


def _read_rows(table: str) -> tuple[list[DossierItem], str, list[Notice]]:
    """Return the papers of a table and the words after its last row (the name of the next case)."""
    items: list[DossierItem] = []
    notices: list[Notice] = []
    start = 0
    for match in _COUNT.finditer(table):
        if not _ends_a_row(table, start, match):
            continue
        before = table[start : match.start()]
        if not before.strip() and items and items[-1].originals is not None:
            notices.append(_repeat_count(items[-1], match))
        else:
            item, found = _read_item(before, match)
            items.append(item)
            notices += found
        start = match.end()
    return items, table[start:], notices


def _repeat_count(item: DossierItem, match: re.Match[str]) -> Notice:
    """Keep a second count of the same paper: the first one becomes its note."""
    first = f"{item.originals} bản chính" + ("" if item.copies is None else f",{item.copies} bản sao")
    item.note += first
    item.originals = int(match[1])
    item.copies = int(match[2]) if match[2] is not None else None
    return Notice("dossier", "count_repeated", _end(item.name))


def _ends_a_row(table: str, start: int, match: re.Match[str]) -> bool:
    """Return whether a count is the last cell of a row, and not words of the paper's name."""
    digits, before, after = match[1], table[start : match.start()], table[match.end() :]
    if len(digits) == 2 and digits[0] == "0":
        return False
    if not before:
        return not after.startswith(" ")
    if len(digits) == 1 and before[-1] in " (":
        # Cells are trimmed: a count that follows a space is one only where a row ends beyond doubt.
        return before[-1] == " " and (not after or not re.match(r"[\s,;.)a-zà-ỹđ]", after))
    return not (match[2] is None and _SENTENCE.match(after) and (before[-1] in " (" or after[0] == " "))


def _read_item(before: str, match: re.Match[str]) -> tuple[DossierItem, list[Notice]]:
    digits = match[1]
    count = _certain_count(before, digits)
    if count is None:
        name = (before + match[0]).strip()
        return DossierItem(name), [Notice("dossier", "count_glued", _end(name))]
    before += digits[: len(digits) - len(count)]
    name, forms, certain = split_forms(before.strip())
    notices = [] if certain else [Notice("dossier", "form_not_split", _end(before.strip()))]
    copies = int(match[2]) if match[2] is not None else None
    return DossierItem(name, forms, int(count), copies), notices


def _certain_count(before: str, digits: str) -> str | None:
    """Return the digits of the count at the end of `digits`; None when a name may end in some of them.

    A count has no leading zero. Years have four digits, so that "năm 20241" is 2024 and 1.
    """
    suffixes = [
        digits[place:] for place in range(len(digits)) if digits[place] != "0" or place == len(digits) - 1
    ]
    if len(suffixes) == 1:
        return suffixes[0]
    if len(digits) == 5 and re.search(_YEAR_BEFORE.pattern + r"$", before[-6:] + digits[:4]):
        return digits[4]
    if len(digits) == 2 and re.search(_WORD_BEFORE.pattern + r"$", before):
        return digits
    return None


def _start(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def _end(text: str) -> str:
    return text if len(text) <= 80 else "…" + text[-79:]


_ORIGINALS_AND_COPIES = re.compile(r"Bản chính\s*:\s*(\d{1,4})\s*(?:Bản sao\s*:\s*(\d{1,4}))?")


def parse_item_row(row: dict[str, str]) -> tuple[DossierItem, list[Notice]]:
    """Return the paper that a row of the structured shape is: forms stand in `so_luong`, counts in `ghi_chu`."""
    item = DossierItem(row.get("ten_giay_to", ""))
    names = row.get("so_luong", "").split("\n")
    item.forms = [form for name in names if name.strip() for form in split_forms(name.strip(), alone=True)[1]]
    note = row.get("ghi_chu", "").strip()
    match = _ORIGINALS_AND_COPIES.fullmatch(note)
    if match:
        item.originals = int(match[1])
        item.copies = int(match[2]) if match[2] is not None else None
        return item, []
    item.note = note
    return item, [Notice("dossier", "count_not_read", note)] if note else []
