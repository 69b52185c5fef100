"""Reading of tables in text files (.csv, .tsv): encoding and separator are found by the headings."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from .files import MAX_LINE, Unread
from .tables import TableRow

#: rows at the beginning among which the headings may stand
HEAD_ROWS = 30
_SEPARATORS = ",;\t|"
_UNDECODED = re.compile("[\udc80-\udcff]")
#: what old Vietnamese programs write: tone marks stand behind their letters
_COMBINING = "cp1258"
_WIDE = (b"\xff\xfe", b"\xfe\xff")

# A table of a procedure in one cell is longer than the 128 KB that Python allows by itself.
csv.field_size_limit(MAX_LINE)


@dataclass(frozen=True)
class Dialect:
    """How a table is written: `ascii_head` when its headings tell nothing of the encoding."""

    encoding: str
    separator: str
    ascii_head: bool = False


def find_dialect(head: bytes, is_head: Callable[[list[str]], bool]) -> Dialect | None:
    """Return how the table is written that begins with the bytes `head`; None when no row of it `is_head`."""
    encodings = ("utf-16",) if head[:2] in _WIDE else ("utf-8-sig", _COMBINING)
    for encoding in encodings:
        text = head.decode(encoding, "replace")
        if text.lstrip()[:1] in ("{", "["):
            return None
        for separator in _SEPARATORS:
            for cells in _first_rows(text, separator):
                if is_head(cells):
                    return Dialect(encoding, separator, all(cell.isascii() for cell in cells))
    return None


def _first_rows(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for _ in range(HEAD_ROWS):
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue


def is_utf8(file: IO[bytes]) -> bool:
    """Return whether all of `file` is UTF-8; it is left at its beginning."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig")
    try:
        while text.read(1024 * 1024):
            pass
    except UnicodeDecodeError:
        return False
    finally:
        text.detach()
        file.seek(0)
    return True


def rows_of(file: IO[bytes], dialect: Dialect) -> Iterator[TableRow | tuple[int, Unread]]:
    """Yield the rows of the table in `file`, numbered as its lines; (line, `Unread`) for one that can't be read.

    Blank rows are left out, and a first line "sep=;" as Excel takes it.
    """
    encoding = dialect.encoding
    if dialect.ascii_head and encoding == "utf-8-sig" and not is_utf8(file):
        encoding = _COMBINING
    text = io.TextIOWrapper(file, encoding=encoding, errors="surrogateescape", newline="")
    reader = csv.reader(text, delimiter=dialect.separator)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield number, Unread("broken_row", str(error)[:120])
            continue
        if number == 1 and len(cells) <= 2 and cells and cells[0].lower().startswith("sep="):
            continue
        if any(map(_UNDECODED.search, cells)):
            yield number, Unread("encoding")
        elif any(cell.strip() for cell in cells):
            if encoding == _COMBINING:
                cells = [unicodedata.normalize("NFC", cell) for cell in cells]
            yield TableRow(number, tuple(cell or None for cell in cells))
    text.detach()
