"""Rows of cells, as they stand in a workbook (.xlsx) or in lines of text (.csv); what they mean is the room's."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True)
class ErrorValue:
    """What a formula gives that fails: "#REF!"."""

    text: str


CellValue = str | int | float | bool | date | datetime | time | ErrorValue | None


@dataclass(frozen=True)
class TableRow:
    """A row of a table; `number` counts as the file does, from 1."""

    number: int
    cells: tuple[CellValue, ...]


def column_letter(place: int) -> str:
    """Return the letter of the column at `place`, from 0: A, B … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


# Characters that XML can't hold are written as _xHHHH_ (ECMA-376 part 1, 22.9.2.19), so the marks themselves too.

_MARK = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: openpyxl has taken these marks out of shared strings already
_ESCAPED_MARK = "_x005F_"


def escape_text(text: str) -> str:
    """Return `text` as it is written into a cell of a workbook."""
    return _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescape_text(text: str) -> str:
    """Return what was written as `text` by us or by Excel.

    Excel escapes control characters and the marks themselves; a mark of anything else was written by a person.
    """
    if "_x" not in text:
        return text
    if _ESCAPED_MARK in text:
        return _MARK.sub(lambda match: chr(int(match[1], 16)), text)

    def control(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if _TO_ESCAPE.fullmatch(char) and char != "_" else match[0]

    return _MARK.sub(control, text)
