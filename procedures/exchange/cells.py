"""A value of the schema ↔ what stands in a cell.

Writing gives text, numbers and dates; reading takes whatever people and programs put into a cell, also dates and
numbers as text, codes as numbers, choices in any spelling.
"""

import json
from datetime import date, datetime, time
from typing import Any

from portal.core.importing.tables import CellValue, ErrorValue
from portal.text import normalise, parse_code, parse_vi_date

from ..importing.amounts import read_money, read_number
from . import words
from .columns import CHOICE, CODE, DAY, LIST, NUMBER, ORDER, PARENT, TABLE, WHOLE, YES, Column

#: numbers of more digits than Excel keeps stand as text
_EXACT = 10**15


class CellError(ValueError):
    """A cell that can't be read; `kind` and `detail` as in `CellProblem`."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = " ".join(detail.split())[:120]


def to_cell(column: Column, value: Any) -> CellValue:
    """Return what stands in the cell of `column` for `value` of the schema; None for an empty cell."""
    if value is None or value == "" or value == [] or value is False:
        return None
    if column.kind == CHOICE:
        return words.CHOICES[column.choice][value]
    if column.kind == YES:
        return words.YES
    if column.kind == DAY:
        return date.fromisoformat(value)
    if column.kind == LIST:
        return _join(value)
    if column.kind == TABLE:
        return compact(value)
    if isinstance(value, (int, float)) and (abs(value) >= _EXACT or float(f"{value:.15g}") != value):
        return str(value)
    return value


def from_cell(column: Column, cell: CellValue) -> Any:
    """Return the value of the schema in `cell`. Raise `CellError` when it is none.

    Text is given as it stands; "table" gives the rows when the cell holds JSON, else the text.
    """
    if isinstance(cell, ErrorValue):
        raise CellError("formula_error", cell.text)
    if column.kind == NUMBER:
        return _number(cell)
    if column.kind in (WHOLE, ORDER, PARENT):
        return _whole(cell, "order" if column.kind == ORDER else "whole_number")
    if column.kind == DAY:
        return _day(cell)
    if column.kind == CODE and isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _code_of_number(cell)
    text = plain(cell)
    if column.kind == CODE:
        return parse_code(text) or text.strip()
    if column.kind == CHOICE:
        return _choice(column, text)
    if column.kind == YES:
        return _yes(text)
    if column.kind == LIST:
        return _split(text)
    if column.kind == TABLE:
        rows = _rows(text)
        return text if rows is None else rows
    return text


def plain(cell: CellValue) -> str:
    """Return a cell as text: 3 for 3.0, 31/12/2026 for a date, Có for true."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, ErrorValue):
        return cell.text
    if isinstance(cell, bool):
        return words.YES if cell else words.NO
    if isinstance(cell, (datetime, date)):
        return f"{cell.day:02}/{cell.month:02}/{cell.year:04}"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, time) else str(cell)


def compact(value: Any) -> str:
    """Return JSON without what is empty: a key that is missing means empty."""
    return json.dumps(_filled(value), ensure_ascii=False, separators=(",", ":"))


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _filled(inner) for key, inner in value.items()}
        return {key: inner for key, inner in found.items() if inner or (inner == 0 and inner is not False)}
    return [_filled(item) for item in value] if isinstance(value, list) else value


# Lists: one a line; as JSON where that would read otherwise


def _join(values: list[str]) -> str:
    text = "\n".join(values)
    return text if _split(text) == values else json.dumps(values, ensure_ascii=False)


def _split(text: str) -> list[str]:
    if text.lstrip().startswith("["):
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            values = None
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return values
    return [value for line in text.splitlines() for part in line.split(";") if (value := part.strip())]


def _rows(text: str) -> list[Any] | None:
    if not text.lstrip().startswith("["):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) and all(isinstance(row, dict) for row in value) else None


# Numbers


def _number(cell: CellValue) -> int | float | None:
    if isinstance(cell, (bool, datetime, date, time)):
        raise CellError("number", plain(cell))
    if isinstance(cell, (int, float)):
        number: int | float | None = cell
    else:
        text = normalise(plain(cell)).strip()
        if not text:
            return None
        number = int(text) if text.isdecimal() and len(text) < 400 else _decimal(text)
    if number is None or number != number or number in (float("inf"), float("-inf")) or number < 0:
        raise CellError("number", plain(cell))
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _decimal(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _whole(cell: CellValue, problem: str) -> int | None:
    if isinstance(cell, str):
        text = normalise(cell).strip()
        if not text:
            return None
        number = int(text) if text.isdecimal() and len(text) < 400 else read_number(text)
        number = read_money(text) if number is None else number
        number = _whole_part(text) if number is None else number
    else:
        number = _whole_number(cell)
    if number is None:
        raise CellError(problem, plain(cell))
    return number


def _whole_number(cell: CellValue) -> int | None:
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return None
    whole = isinstance(cell, int) or cell.is_integer()
    return int(cell) if whole and cell >= 0 else None


def _whole_part(text: str) -> int | None:
    """Return the number of "2.", "(2)", "3.0", "02"."""
    text = text.strip("().").removesuffix(".0").removesuffix(",0")
    return int(text) if text.isdecimal() and len(text) < 400 else None


def _code_of_number(number: float) -> str:
    """Return the code that a cell holds as a number: 1003838, or 1.00384 for 1.003840."""
    text = plain(number)
    return parse_code(text) or (parse_code(f"{number:.6f}") if round(number, 6) == number else None) or text


# Days and choices


def _day(cell: CellValue) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = normalise(plain(cell)).strip()
    if not text:
        return ""
    day = parse_vi_date(text.partition(" 00:00")[0])
    if day is None or not isinstance(cell, str):
        raise CellError("date", text)
    return day.isoformat()


def _choice(column: Column, text: str) -> str:
    if not text.strip():
        return ""
    value = words.read_choice(column.choice, text)
    if value is None:
        raise CellError("choice", text)
    return value


def _yes(text: str) -> bool:
    if not text.strip():
        return False
    answer = words.read_yes(text)
    if answer is None:
        raise CellError("yes_no", text)
    return answer
