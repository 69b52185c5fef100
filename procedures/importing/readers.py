"""From a file to records: which shape its rows have. A row that can't be read is given with a `problem`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.core.importing.files import FileError, Unread, is_workbook, opened, values
from portal.core.importing.notices import Notice
from portal.core.importing.rows import Row
from portal.core.importing.text_tables import find_dialect, rows_of
from portal.text import normalise, parse_code

from ..exchange.columns import FLAT
from ..exchange.reading import is_head, read_lines, read_workbook
from ..schema import Procedure, SchemaError
from . import page_text, structured

ProcedureRow = Row[Procedure]

#: bytes among which the headings of a table are looked for
_HEAD = 64 * 1024
_TABLES = (".csv", ".tsv")


@dataclass(frozen=True)
class Shape:
    """A shape of rows: how to know it and how to read a row of it."""

    name: str
    recognises: Callable[[dict[str, Any]], bool]
    read: Callable[[dict[str, Any]], tuple[Procedure, list[Notice]]]


def _read_canonical(row: dict[str, Any]) -> tuple[Procedure, list[Notice]]:
    return Procedure.from_dict(row), []


SHAPES = (
    Shape("page text", page_text.recognises, page_text.read),
    Shape("structured", structured.recognises, structured.read),
    Shape("canonical", lambda row: "code" in row and "name" in row, _read_canonical),
)


def read_file(path: Path) -> Iterator[ProcedureRow]:
    """Yield the rows of the file at `path`. Raise `FileError` when it can't be read at all."""
    found = False
    for row in _rows(path):
        found = True
        yield row
    if not found:
        raise FileError("empty")


def _rows(path: Path) -> Iterator[ProcedureRow]:
    with opened(path) as file:
        head = file.read(_HEAD)
    if is_workbook(head):
        yield from map(checked, read_workbook(path))
    elif dialect := find_dialect(head, is_head):
        with opened(path) as file:
            yield from map(checked, read_lines(rows_of(file, dialect)))
    elif any(suffix in _TABLES for suffix in path.suffixes):
        raise FileError("no_table", f"{FLAT.columns[0].heading}, {FLAT.columns[1].heading}")
    else:
        for number, value in values(path, wrapper="procedures"):
            yield read_row(number, value)


def read_row(number: int, value: Any) -> ProcedureRow:
    """Return the row that `value` is: a record with a valid code and a name, or the reason why not."""
    if isinstance(value, Unread):
        return Row(number, problem=value.problem, detail=value.detail)
    if not isinstance(value, dict):
        return Row(number, problem="no_object")
    shape = next((shape for shape in SHAPES if shape.recognises(value)), None)
    if shape is None:
        return Row(number, problem="unknown_shape", detail=", ".join(map(str, list(value)[:5])))
    try:
        record, notices = shape.read(value)
    except SchemaError as error:
        return Row(number, code=str(value.get("code", ""))[:40], problem="schema", detail=str(error)[:200])
    return checked(Row(number, record, notices, record.code))


def checked(row: ProcedureRow) -> ProcedureRow:
    """Return `row` with its code and name in their one spelling, refused without them."""
    if row.record is None:
        return row
    number, record = row.number, row.record
    written = normalise(record.code).strip()
    record.code = parse_code(written) or ""
    record.name = " ".join(normalise(record.name).split())
    if not record.code:
        return Row(
            number, code=written[:40], problem="bad_code" if written else "no_code", detail=written[:40]
        )
    if not any(char.isalnum() for char in record.name):
        return Row(number, code=record.code, problem="no_name")
    row.code = record.code
    return row
