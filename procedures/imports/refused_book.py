"""The refused procedures of a file as a workbook to mend and upload again: their cells marked, the reason beside them.

Sheets, headings and rows are those of the uploaded file, without the procedures that were accepted; row by row, so
that a large file takes no more memory than a small one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from portal.core.importing.files import is_workbook, opened
from portal.core.importing.report import REFUSED
from portal.core.importing.rows import CellProblem
from portal.core.importing.tables import CellValue, ErrorValue, TableRow, column_letter, escape_text
from portal.core.importing.text_tables import HEAD_ROWS, find_dialect, rows_of
from portal.core.importing.workbooks import open_workbook
from portal.text import parse_code

from ..exchange.cells import plain
from ..exchange.columns import CHOICE, FLAT, MORE, REASONS, Sheet, child_named, heads
from ..exchange.reading import is_head, restored
from ..exchange.words import CHOICES, key
from ..importing.messages import WORDING
from ..models import ImportRun

_HEAD = 64 * 1024
_HEAD_FONT = Font(bold=True, color="FFFFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="FF7A1F1F")
_WRONG = PatternFill("solid", fgColor="FFFFC7CE")
_ROW = PatternFill("solid", fgColor="FFFFEB9C")
_WRAP = Alignment(wrap_text=True, vertical="top")
_WIDTH = 28
_AUTHOR = "Cổng thông tin"


@dataclass
class _Refused:
    """What was refused, by sheet ("" in a .csv): `rows` of it, cells with what is wrong in them, and codes."""

    codes: set[str] = field(default_factory=set)
    rows: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    cells: dict[tuple[str, int], dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )


def write_refused(run: ImportRun, file: BinaryIO) -> None:
    """Write the refused procedures of `run` into `file`. Raise `FileError` when the upload can't be read."""
    refused = _collect(run)
    path = Path(str(run.file.path))
    book = Workbook(write_only=True)
    with opened(path) as upload:
        head = upload.read(_HEAD)
    if is_workbook(head):
        with open_workbook(path) as source:
            for title in source.titles:
                _copy_sheet(book, title, title, source.rows(title), refused)
    elif dialect := find_dialect(head, is_head):
        with opened(path) as upload:
            rows = (_restored(row) for row in rows_of(upload, dialect) if isinstance(row, TableRow))
            _copy_sheet(book, FLAT.title, "", rows, refused)
    _add_reasons(book, run)
    book.save(file)


def _collect(run: ImportRun) -> _Refused:
    refused = _Refused()
    for row in run.rows.filter(outcome=REFUSED).only("row", "sheet", "code", "cells", "messages"):
        refused.rows[row.sheet].add(row.row)
        if row.code:
            refused.codes.add(row.code)
        for values in row.cells:
            cell = CellProblem(**values)
            refused.cells[cell.sheet, cell.row][cell.column].append(WORDING.cell_reason(cell))
        if not row.cells:
            refused.cells[row.sheet, row.row][""] += row.messages
    return refused


def _restored(row: TableRow) -> TableRow:
    return TableRow(
        row.number, tuple(restored(cell) if isinstance(cell, str) else cell for cell in row.cells)
    )


def _copy_sheet(book: Any, title: str, name: str, rows: Iterable[TableRow], refused: _Refused) -> None:
    """Copy the headings of a sheet and the rows of refused procedures; other sheets are left out."""
    child = child_named(title) if name else None
    is_more = bool(name) and key(title) in MORE.keys
    sheet: Any = None
    last, code_place, columns = "", None, {}
    for row in rows:
        if sheet is None:
            if row.number > HEAD_ROWS:
                return
            kind = MORE if is_more else child or FLAT
            columns = heads([plain(cell) for cell in row.cells], kind)
            code_place = next((place for place, column in columns.items() if column.name == "code"), None)
            if is_more or (child and code_place is not None) or is_head(row.cells):
                sheet = book.create_sheet(title)
                for place in range(len(row.cells)):
                    sheet.column_dimensions[get_column_letter(place + 1)].width = _WIDTH
                sheet.freeze_panes = "A2"
                sheet.append([_cell(sheet, value, _HEAD_FONT, _HEAD_FILL) for value in row.cells])
            continue
        code = plain(row.cells[code_place]) if code_place is not None and code_place < len(row.cells) else ""
        last = (parse_code(code) or code.strip()[:40]) or (last if child else "")
        wrong = refused.cells.get((name, row.number), {})
        wanted = (last in refused.codes) if child else row.number in refused.rows.get(name, ())
        if is_more or wanted or wrong:
            sheet.append(list(_marked(sheet, row, wrong, child or FLAT, columns)))


def _marked(
    sheet: Any, row: TableRow, wrong: dict[str, list[str]], kind: Sheet, columns: dict[int, Any]
) -> Iterator[Any]:
    letters = {column_letter(place): place for place in range(max(len(row.cells), 200))}
    width = max([len(row.cells), *(letters.get(letter, 0) + 1 for letter in wrong)])
    for place in range(width):
        value = row.cells[place] if place < len(row.cells) else None
        reasons = wrong.get(column_letter(place), []) + (wrong.get("", []) if place == 0 else [])
        cell = _cell(sheet, value, None, _WRONG if reasons else _ROW if wrong and place == 0 else None)
        if reasons:
            column = columns.get(place)
            if column is not None and column.kind == CHOICE:
                offered = "; ".join(CHOICES[column.choice].values())
                reasons = [*reasons, gettext("The values of this column: %(values)s.") % {"values": offered}]
            cell.comment = Comment("\n".join(reasons)[:2000], _AUTHOR, height=140, width=320)
        yield cell


def _cell(sheet: Any, value: CellValue, font: Font | None, fill: PatternFill | None) -> Any:
    if isinstance(value, ErrorValue):
        value = value.text
    cell = WriteOnlyCell(sheet, escape_text(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # also what begins with "=", which would be a formula
        cell.quotePrefix = True
    cell.alignment = _WRAP
    if font:
        cell.font = font
    if fill:
        cell.fill = fill
    return cell


def _add_reasons(book: Any, run: ImportRun) -> None:
    """Add a sheet that lists all reasons, for files without cells and for reading in one go; no import reads it."""
    sheet = book.create_sheet(REASONS)
    for letter, width in zip("ABCD", (24, 10, 16, 100), strict=True):
        sheet.column_dimensions[letter].width = width
    titles = (gettext("Sheet"), gettext("Line"), gettext("Procedure code"), gettext("Why it was refused"))
    sheet.append([_cell(sheet, title, _HEAD_FONT, _HEAD_FILL) for title in titles])
    for row in run.rows.filter(outcome=REFUSED).only("row", "sheet", "code", "messages").iterator():
        values = (row.sheet, row.row, row.code, "\n".join(row.messages))
        sheet.append([_cell(sheet, value, None, None) for value in values])
