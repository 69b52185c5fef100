"""From a file to values: how it is packed and how its rows are written.

The content decides, not the name. A file as a whole that can't be read raises `FileError`; a row that can't be
read is given as `Unread`, and the rest goes on.
"""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

#: a line longer than this is no record
MAX_LINE = 20 * 1024 * 1024
#: a JSON document is read whole; larger ones come as JSON lines
MAX_DOCUMENT = 400 * 1024 * 1024
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
#: how Excel before 2007 packs its files, and any Excel those with a password
_OLE = b"\xd0\xcf\x11\xe0"
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SEPARATORS = "\t;,"


class FileError(Exception):
    """A file that can't be read as a whole; `kind` is a key of `FILE_PROBLEMS` in `messages`."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail


@dataclass(frozen=True)
class Unread:
    """Stands for a row that isn't even a value."""

    problem: str
    detail: str = ""


def is_workbook(head: bytes) -> bool:
    """Return whether a file that begins with `head` is packed as workbooks (.xlsx) are."""
    return head.startswith(_ZIP)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open the file at `path` for reading, unpacked where it is a .gz; what goes wrong is a `FileError`."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
        with cast(IO[bytes], gzip.open(path, "rb")) if packed else path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise FileError("missing", str(path)) from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise FileError("broken_gzip") from None
    except OSError as error:
        raise FileError("unreadable", error.strerror or str(path)) from None


def values(path: Path, *, columns: tuple[str, ...] = (), wrapper: str = "") -> Iterator[tuple[int, Any]]:
    """Yield (number of the line or of the record, value) for each row of a file.

    With `columns` the file may also be a table (.csv, .tsv) whose first line names at least these. A JSON object
    that holds all records under the key `wrapper` is taken apart.
    """
    try:
        with path.open("rb") as file:
            first = file.read(4)
    except FileNotFoundError:
        raise FileError("missing", str(path)) from None
    except OSError as error:
        raise FileError("unreadable", error.strerror or str(path)) from None
    if first.startswith(_ZIP):
        raise FileError("not_supported", path.suffix or ".zip")
    return _unpacked(path, columns, wrapper)


def _unpacked(path: Path, columns: tuple[str, ...], wrapper: str) -> Iterator[tuple[int, Any]]:
    with opened(path) as file:
        yield from _from_bytes(file, columns, wrapper)


def _from_bytes(file: IO[bytes], columns: tuple[str, ...], wrapper: str) -> Iterator[tuple[int, Any]]:
    head = file.read(4096)
    wide = _WIDE.get(head[:2])
    if head.startswith(_OLE):
        raise FileError("old_excel")
    if not wide and (b"\x00" in head or _looks_binary(head)):
        raise FileError("binary")
    file.seek(0)
    if separator := _separator(head.decode(wide or "utf-8-sig", "replace"), columns):
        yield from _table(file, wide or "utf-8-sig", separator)
        return
    if wide or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        yield from _document(file, wide or "utf-8-sig", wrapper)
        return
    first = file.readline(MAX_LINE)
    if _is_record(first, wrapper):
        file.seek(0)
        yield from _lines(file)
        return
    # An object over several lines, or lines of which the first is broken.
    file.seek(0)
    try:
        yield from _document(file, "utf-8-sig", wrapper)
    except FileError as problem:
        if problem.kind == "too_large":
            raise
        file.seek(0)
        yield from _lines(file)


def _looks_binary(head: bytes) -> bool:
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return bool(head) and odd / len(head) > 0.05


def _separator(head: str, columns: tuple[str, ...]) -> str:
    """Return what stands between the cells of a table whose first line names `columns`; "" when it is none."""
    first = head.lstrip("\n\r ").partition("\n")[0]
    for separator in _SEPARATORS if columns else ():
        names = {name.strip().strip('"') for name in first.split(separator)}
        if names.issuperset(columns):
            return separator
    return ""


def _table(file: IO[bytes], encoding: str, separator: str) -> Iterator[tuple[int, Any]]:
    """Yield the rows of a table, numbered as the lines of the file: the head is line 1.

    In a tab-separated file a quotation mark is a character like any other; in a .csv it quotes a cell.
    """
    text = io.TextIOWrapper(file, encoding=encoding, errors="surrogateescape", newline="")
    reader = (
        csv.reader(text, delimiter=separator, quoting=csv.QUOTE_NONE)
        if separator == "\t"
        else csv.reader(text, delimiter=separator)
    )
    names: list[str] = []
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, Unread("broken_row", str(error)[:120])
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if not names:
            names = [cell.strip() for cell in cells]
        elif any("\udc80" <= char <= "\udcff" for cell in cells for char in cell):
            yield number, Unread("encoding")
        elif len(cells) != len(names):
            yield number, Unread("cells", f"{len(cells)}/{len(names)}")
        else:
            yield number, dict(zip(names, cells, strict=True))


def _is_record(line: bytes, wrapper: str) -> bool:
    """Return whether a line is an object of its own, and not one that holds all records."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and not isinstance(value.get(wrapper), list)


def _document(file: IO[bytes], encoding: str, wrapper: str) -> Iterator[tuple[int, Any]]:
    data = file.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        raise FileError("too_large")
    try:
        value = json.loads(data.decode(encoding))
    except UnicodeDecodeError:
        raise FileError("encoding") from None
    except (ValueError, RecursionError) as error:
        raise FileError("broken_json", str(error)) from None
    if isinstance(value, dict) and isinstance(value.get(wrapper), list):
        value = value[wrapper]
    yield from enumerate(value if isinstance(value, list) else [value], 1)


def _lines(file: IO[bytes]) -> Iterator[tuple[int, Any]]:
    number = 0
    while line := file.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            while (more := file.readline(MAX_LINE)) and not more.endswith(b"\n"):
                pass
            yield number, Unread("too_long")
            continue
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield number, _line_value(line)


def _line_value(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unread("encoding")
    except (ValueError, RecursionError) as error:
        return Unread("broken_json", str(error)[:120])
