"""Records as a workbook (.xlsx) of several sheets, and the empty template; written row by row.

Text stays text: a cell that begins with "=" is no formula. Text that is longer than a cell may be goes on in the
sheet `columns.MORE`; the cell ends with a mark that names its further parts.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from portal.core.importing.tables import CellValue, escape_text

from . import guide, words
from .cells import to_cell
from .columns import CHOICE, CODE, DAY, MAIN, MORE, SHEETS, WHOLE, YES, Column, Sheet
from .rows import GOES_ON
from .splitting import parts_of
from .writing import Record, leaving

#: Excel keeps 32,767 UTF-16 units a cell; the mark of what goes on elsewhere needs a few of them
LIMIT = 32_000
#: the same where characters may take several: those beyond the first plane two, escaped ones seven
NARROW_LIMIT = 4_000
#: days before it are other days in Excel, which takes 1900 for a leap year
FIRST_DAY = date(1900, 3, 1)
LISTS = "Danh mục"
LAST_ROW = 1_048_576

_HEAD_FONT = Font(bold=True, color="FFFFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="FF7A1F1F")
_WRAP = Alignment(wrap_text=True, vertical="top")
_EXAMPLE_FONT = Font(italic=True, color="FF767676")
_FORMATS = {DAY: "dd/mm/yyyy", CODE: "@", WHOLE: "#,##0"}


class Book:
    """A workbook that is being written: its sheets with their headings, and the choices that cells offer."""

    def __init__(self, choices: dict[str, list[str]]) -> None:
        self._book = Workbook(write_only=True)
        self._choices = choices
        self._sheets: dict[str, _SheetWriter] = {}
        self._continued = 0

    def add_page(self, title: str, widths: tuple[int, ...], rows: Iterable[tuple[CellValue, ...]]) -> None:
        """Add a sheet of text for people; the first row of `rows` is its title."""
        sheet = self._book.create_sheet(title)
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        for number, row in enumerate(rows):
            cells = []
            for value in row:
                cell = _text_cell(sheet, value)
                cell.alignment = _WRAP
                cell.font = Font(bold=True, size=14) if number == 0 else Font(bold=len(row) == 1)
                cells.append(cell)
            sheet.append(cells)

    def add_tables(self) -> None:
        """Add the sheets of records, then those that they need."""
        for sheet in (*SHEETS, MORE):
            self._sheets[sheet.name] = _SheetWriter(self._book.create_sheet(sheet.title), sheet)
        lists = self._book.create_sheet(LISTS)
        lists.append(list(self._choices))
        longest = max(map(len, self._choices.values()), default=0)
        for place in range(longest):
            row = [values[place] if place < len(values) else None for values in self._choices.values()]
            lists.append([_text_cell(lists, value) for value in row])
        for sheet in SHEETS:
            for place, column in enumerate(sheet.columns, 1):
                self._offer(sheet, column, get_column_letter(place))

    def _offer(self, sheet: Sheet, column: Column, letter: str) -> None:
        heading = column.heading
        values = self._choices.get(heading)
        if not values:
            return
        strict = column.kind in (CHOICE, YES)
        place = get_column_letter(list(self._choices).index(heading) + 1)
        rule = DataValidation(
            type="list",
            formula1=f"'{LISTS}'!${place}$2:${place}${len(values) + 1}",
            allow_blank=True,
            showErrorMessage=strict,
            errorTitle=heading,
            error=gettext("Choose one of the values in the list."),
        )
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        self._sheets[sheet.name].sheet.data_validations.append(rule)

    def add(self, record: Record) -> None:
        """Add the rows of one record."""
        for sheet, values in parts_of(record):
            self._add_row(sheet, values)

    def add_example(self, sheet: Sheet, values: dict[str, Any]) -> None:
        """Add a row that shows how to fill the sheet in; an import leaves it out."""
        cells = {column.name: to_cell(column, values.get(column.name)) for column in sheet.columns}
        self._sheets[sheet.name].append(cells | {"code": guide.EXAMPLE}, font=_EXAMPLE_FONT)

    def _add_row(self, sheet: Sheet, values: dict[str, Any]) -> None:
        cells = {}
        for column in sheet.columns:
            cell = to_cell(column, values.get(column.name))
            cells[column.name] = self._short(cell) if isinstance(cell, str) else cell
        self._sheets[sheet.name].append(cells)

    def _short(self, text: str) -> str:
        """Return what of `text` goes into its cell; the rest goes on in the sheet for it."""
        escaped = escape_text(text)
        if len(text) < NARROW_LIMIT and not GOES_ON.search(text):
            return escaped
        plain = escaped == text and max(text) <= "\uffff"
        if plain and len(text) <= LIMIT and not GOES_ON.search(text):
            return text
        pieces = list(_pieces(text, LIMIT if plain else NARROW_LIMIT))
        if len(pieces) == 1 and not GOES_ON.search(text):
            return escaped
        self._continued += 1
        for number, piece in enumerate(pieces[1:] or [""], 2):
            row: dict[str, CellValue] = {"id": self._continued, "part": number, "text": escape_text(piece)}
            self._sheets[MORE.name].append(row)
        return f"{escape_text(pieces[0])}…[phần tiếp số {self._continued}]"

    def save(self, file: BinaryIO) -> None:
        """Write the workbook into `file`."""
        for writer in self._sheets.values():
            writer.finish()
        self._book.save(file)


class _SheetWriter:
    """Writes the rows of a sheet with one cell a column that is used again: 2,149 records have a million."""

    def __init__(self, sheet: Any, columns: Sheet) -> None:
        self.sheet = sheet
        self.columns = columns.columns
        self.rows = 1
        for place, column in enumerate(self.columns, 1):
            dimension = sheet.column_dimensions[get_column_letter(place)]
            dimension.width = column.width
            if column.kind in _FORMATS:
                dimension.number_format = _FORMATS[column.kind]
        sheet.freeze_panes = "C2" if columns is MAIN else "B2"
        sheet.append([_head_cell(sheet, column.heading) for column in self.columns])
        self._cells = [self._cell(column) for column in self.columns]

    def _cell(self, column: Column) -> Any:
        cell = WriteOnlyCell(self.sheet)
        cell.alignment = _WRAP
        if column.kind in _FORMATS:
            cell.number_format = _FORMATS[column.kind]
        elif column.kind not in (WHOLE,):
            cell.quotePrefix = True
        return cell

    def append(self, values: dict[str, CellValue], font: Font | None = None) -> None:
        """Write a row: `values` by the names of the columns."""
        row: list[Any] = []
        for column, cell in zip(self.columns, self._cells, strict=True):
            value = values.get(column.name)
            if value is None:
                row.append(None)
                continue
            if isinstance(value, date) and value < FIRST_DAY:
                value = value.isoformat()
            if font is not None:
                cell = self._cell(column)
                cell.font = font
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # also what begins with "=", which would be a formula
            row.append(cell)
        self.sheet.append(row)
        self.rows += 1

    def finish(self) -> None:
        """Let the headings filter the rows."""
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.columns))}{self.rows}"


def _head_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD_FILL, _WRAP
    return cell


def _text_cell(sheet: Any, value: CellValue) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _pieces(text: str, size: int) -> Iterator[str]:
    for start in range(0, len(text), size):
        yield text[start : start + size]


def choices_of(
    fields: Iterable[str] = (), levels: Iterable[str] = (), audiences: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Return heading → the values that cells of its columns offer."""
    found = {"Lĩnh vực": list(fields), "Cấp thực hiện": list(levels), "Đối tượng thực hiện": list(audiences)}
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.kind == CHOICE:
                found[column.heading] = list(words.CHOICES[column.choice].values())
            elif column.kind == YES:
                found[column.heading] = [words.YES, words.NO]
    return {heading: values for heading, values in found.items() if values}


def write_xlsx(records: Iterable[Record], file: BinaryIO) -> int:
    """Write `records` (as `writing` takes them) and return their number."""
    book = Book(choices_of())
    book.add_tables()
    count = 0
    for record in records:
        book.add(leaving(record))
        count += 1
    book.save(file)
    return count


def write_template(
    file: BinaryIO, fields: Iterable[str], levels: Iterable[str], audiences: Iterable[str]
) -> None:
    """Write an empty workbook to fill in: instructions, examples, and cells that offer their choices."""
    book = Book(choices_of(fields, levels, audiences))
    book.add_page(guide.TITLE, (32, 110), guide.rows())
    book.add_tables()
    for sheet, values in guide.EXAMPLES:
        book.add_example(sheet, values)
    book.save(file)
