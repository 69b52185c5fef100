"""From a file to records: what kind of file it is, how it is packed and which shape its rows have.

The content decides, not the name. A file as a whole that can't be read raises `FileError`; a row that can't be
read is given as a row with a `problem`, and the rest goes on.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from portal.text import normalise, parse_code

from ..schema import Procedure, SchemaError
from . import page_text, structured
from .notices import Notice

#: a line longer than this is no record
MAX_LINE = 20 * 1024 * 1024
#: a JSON document is read whole; larger ones come as JSON lines
MAX_DOCUMENT = 400 * 1024 * 1024
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class FileError(Exception):
    """A file that can't be read as a whole; `kind` is a key of `FILE_PROBLEMS` in `messages`."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail


@dataclass
class Row:
    """A row of a file: its record, or why there is none (`problem` is a key of `messages.ROW_PROBLEMS`)."""

    number: int
    record: Procedure | None = None
    notices: list[Notice] = field(default_factory=list)
    code: str = ""
    problem: str = ""
    detail: str = ""


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

#: first bytes of a file → how to take it apart into rows of values; JSON is what is left
Opener = Callable[[Path], Iterator[tuple[int, Any]]]
PACKED: dict[bytes, Opener] = {}


@dataclass(frozen=True)
class Unread:
    """Stands for a row that isn't even a value."""

    problem: str
    detail: str = ""


def read_file(path: Path) -> Iterator[Row]:
    """Yield the rows of the file at `path`. Raise `FileError` when it can't be read at all."""
    rows = values(path)
    found = False
    for number, value in rows:
        found = True
        yield read_row(number, value)
    if not found:
        raise FileError("empty")


def values(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield (number of the line or of the record, value) for each row of a file."""
    try:
        with path.open("rb") as file:
            first = file.read(4)
    except FileNotFoundError:
        raise FileError("missing", str(path)) from None
    except OSError as error:
        raise FileError("unreadable", error.strerror or str(path)) from None
    for magic, opener in PACKED.items():
        if first.startswith(magic):
            return opener(path)
    if first.startswith(_ZIP):
        raise FileError("not_supported", path.suffix or ".zip")
    return _json_values(path, first.startswith(_GZIP))


def _json_values(path: Path, packed: bool) -> Iterator[tuple[int, Any]]:
    try:
        with gzip.open(path, "rb") if packed else path.open("rb") as file:
            yield from _from_bytes(file)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise FileError("broken_gzip") from None
    except OSError as error:
        raise FileError("unreadable", error.strerror or "") from None


def _from_bytes(file: IO[bytes] | gzip.GzipFile) -> Iterator[tuple[int, Any]]:
    head = file.read(4096)
    wide = _WIDE.get(head[:2])
    if not wide and (b"\x00" in head or _looks_binary(head)):
        raise FileError("binary")
    file.seek(0)
    if wide or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        yield from _document(file, wide or "utf-8-sig")
        return
    first = file.readline(MAX_LINE)
    if _is_record(first):
        file.seek(0)
        yield from _lines(file)
        return
    # An object over several lines, or lines of which the first is broken.
    file.seek(0)
    try:
        yield from _document(file, "utf-8-sig")
    except FileError as problem:
        if problem.kind == "too_large":
            raise
        file.seek(0)
        yield from _lines(file)


def _looks_binary(head: bytes) -> bool:
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return bool(head) and odd / len(head) > 0.05


def _is_record(line: bytes) -> bool:
    """Return whether a line is an object of its own, and not one that holds all records."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and not isinstance(value.get("procedures"), list)


def _document(file: IO[bytes] | gzip.GzipFile, encoding: str) -> Iterator[tuple[int, Any]]:
    data = file.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        raise FileError("too_large")
    try:
        value = json.loads(data.decode(encoding))
    except UnicodeDecodeError:
        raise FileError("encoding") from None
    except (ValueError, RecursionError) as error:
        raise FileError("broken_json", str(error)) from None
    if isinstance(value, dict) and isinstance(value.get("procedures"), list):
        value = value["procedures"]
    yield from enumerate(value if isinstance(value, list) else [value], 1)


def _lines(file: IO[bytes] | gzip.GzipFile) -> Iterator[tuple[int, Any]]:
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


def read_row(number: int, value: Any) -> Row:
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
    written = normalise(record.code).strip()
    record.code = parse_code(written) or ""
    record.name = " ".join(normalise(record.name).split())
    if not record.code:
        return Row(
            number, code=written[:40], problem="bad_code" if written else "no_code", detail=written[:40]
        )
    if not any(char.isalnum() for char in record.name):
        return Row(number, code=record.code, problem="no_name")
    return Row(number, record, notices, record.code)
