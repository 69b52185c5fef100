"""Reading of workbooks (.xlsx): judged before anything of them is opened, then row by row."""

import gzip
import re
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from portal.files.checks import Refused, documents
from portal.files.messages import explain

from .files import FileError
from .tables import CellValue, ErrorValue, TableRow, unescape_text

#: columns further right hold nothing of a table; reading them would fill rows up to 16,384 cells
MAX_COLUMNS = 200
#: columns up to BZ: each row is filled up, so few are faster
FEW_COLUMNS = 78
#: largest workbook in bytes, as it lies on the disk
MAX_BYTES = 100 * 1024 * 1024
_STEP = 1024 * 1024
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,100}?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_WIDE = re.compile(rb'\sr="(?:[C-Z][A-Z]|[A-Z]{3})\d')

# What openpyxl can't do with a file (extensions of validations, headers) concerns nothing that is read here.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")


class Workbook:
    """An open workbook; `titles` are those of its sheets, in their order."""

    def __init__(self, book: Any, file: BinaryIO) -> None:
        self._book = book
        self._file = file
        self._known: dict[str, _Layout] = {}
        self.titles: list[str] = [sheet.title for sheet in book.worksheets]

    def rows(self, title: str) -> Iterator[TableRow]:
        """Yield the rows of a sheet that hold something, with the value of a merged cell in each of its rows.

        Raise `FileError` when the sheet is damaged.
        """
        try:
            yield from self._rows(self._book[title])
        except FileError:
            raise
        except Exception as error:  # openpyxl meets what strangers wrote: any of its errors is the file's
            raise FileError("broken_sheet") from error

    def _rows(self, sheet: Any) -> Iterator[TableRow]:
        sheet.reset_dimensions()  # some programs write them wrong, and rows would be left out
        if sheet.title not in self._known:
            self._known[sheet.title] = self._look(sheet)
        layout = self._known[sheet.title]
        carried: dict[int, tuple[int, CellValue]] = {}
        gap: Any = None
        for number, cells in enumerate(sheet.iter_rows(max_col=layout.columns), 1):
            # Rows that aren't in the file are one and the same object; a stray cell far below makes a million.
            if cells is gap:
                continue
            gap = cells
            width = len(cells)
            while width and cells[width - 1].value is None:
                width -= 1
            if not width:
                continue
            values = [_value(cell) for cell in cells[:width]]
            if carried or number in layout.merged:
                values = _fill(values, number, layout, carried)
            yield TableRow(number, tuple(values))

    def _look(self, sheet: Any) -> "_Layout":
        """Return what openpyxl doesn't tell while it reads row by row."""
        layout = _Layout()
        self._file.seek(0)
        with zipfile.ZipFile(self._file) as archive, archive.open(sheet._worksheet_path) as part:
            rest = b""
            while piece := part.read(_STEP):
                text = rest + piece
                if _WIDE.search(text):
                    layout.columns = MAX_COLUMNS
                for match in _MERGED.finditer(text):
                    left, top, _, bottom = range_boundaries(match[1].decode())
                    if bottom > top and left <= MAX_COLUMNS:
                        layout.merged.setdefault(top, []).append((left - 1, bottom))
                # A mark that is cut in two stands whole in the next piece.
                rest = text[text.rfind(b"<", -300) :] if b"<" in text[-300:] else b""
        return layout


@dataclass
class _Layout:
    """How many columns a sheet uses at most; row → (place, last row) of cells that are merged downwards."""

    columns: int = FEW_COLUMNS
    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)


def _fill(
    values: list[CellValue], number: int, layout: _Layout, carried: dict[int, tuple[int, CellValue]]
) -> list[CellValue]:
    """Return the cells of a row with what stands in cells above that are merged with them."""
    values = values + [None] * (layout.columns - len(values))
    for place, (last, value) in list(carried.items()):
        if number > last:
            del carried[place]
        elif values[place] is None:
            values[place] = value
    for place, last in layout.merged.get(number, ()):
        if place < len(values):
            carried[place] = (last, values[place])
    while values and values[-1] is None:
        values.pop()
    return values


def _value(cell: Any) -> CellValue:
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "e":
        return ErrorValue(str(value))
    if isinstance(value, str):
        return unescape_text(value)
    if isinstance(value, (bool, int, float, datetime, date, time)):
        return value
    return str(value)


@contextmanager
def open_workbook(path: Path) -> Iterator[Workbook]:
    """Open the workbook at `path`, also packed as .gz. Raise `FileError` for bombs, macros, damage, passwords."""
    with _unpacked(path) as file:
        try:
            documents.inspect(file, "xlsx")
        except Refused as refused:
            raise FileError("harmful", " ".join(explain(refused).messages)) from None
        file.seek(0)
        try:
            book = load_workbook(file, read_only=True, data_only=True)
        except Exception as error:  # as above
            raise FileError("broken_sheet") from error
        try:
            yield Workbook(book, file)
        finally:
            book.close()


@contextmanager
def _unpacked(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            if file.read(2) != b"\x1f\x8b":
                if path.stat().st_size > MAX_BYTES:
                    raise FileError("too_large_book")
                yield file
                return
        with tempfile.TemporaryFile() as copy:
            with gzip.open(path, "rb") as packed:
                _copy(packed, copy)
            yield cast(BinaryIO, copy)
    except OSError as error:
        raise FileError("unreadable", error.strerror or "") from None


def _copy(packed: gzip.GzipFile, copy: IO[bytes]) -> None:
    left = MAX_BYTES
    try:
        while piece := packed.read(_STEP):
            left -= len(piece)
            if left < 0:
                raise FileError("too_large_book")
            copy.write(piece)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise FileError("broken_gzip") from None
    copy.seek(0)
