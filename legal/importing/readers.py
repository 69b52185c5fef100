"""From a file to records of legal documents: a table (.csv, .tsv) or JSON, also packed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.core.importing.files import FileError, Unread, values
from portal.core.importing.notices import Notice
from portal.core.importing.rows import Row
from portal.core.metadata import first_words
from portal.text import normalise, parse_law_number

from ..models import LegalDocumentPage
from ..records import LegalRecord
from .cells import read_day, read_issuer, read_kind, read_number
from .duplicates import join_rows
from .subjects import subject_name

COLUMNS = ("loai", "so_ky_hieu", "trich_yeu", "ngay_ban_hanh", "co_quan", "ngay_hieu_luc", "chu_de")
#: without these a row is none of a list of legal documents
NEEDED = ("so_ky_hieu", "trich_yeu")


def read_file(path: Path) -> Iterator[Row[LegalRecord]]:
    """Yield the rows of the file at `path`, those of one document joined. Raise `FileError` when it can't be read.

    The file is read whole before the first row is given: a document may stand under its second subject at the end.
    """
    rows = [read_row(number, value) for number, value in values(path, columns=NEEDED, wrapper="documents")]
    if not rows:
        raise FileError("empty")
    yield from join_rows(rows)


def read_row(number: int, value: Any) -> Row[LegalRecord]:
    """Return the row that `value` is: a record with a number and a title, or the reason why not."""
    if isinstance(value, Unread):
        return Row(number, problem=value.problem, detail=value.detail)
    if not isinstance(value, dict):
        return Row(number, problem="no_object")
    if not any(name in value for name in NEEDED):
        return Row(
            number, problem="unknown_shape", detail=", ".join(str(key)[:40] for key in list(value)[:5])
        )
    cells, notices = _cells(value)
    sign, title, found = read_number(cells["so_ky_hieu"], cells["trich_yeu"])
    notices += found
    if not any(char.isdigit() for char in sign):
        return Row(number, code=sign[:100], problem="no_number")
    if not any(char.isalnum() for char in title):
        return Row(number, code=sign[:100], problem="no_title")
    record = LegalRecord(number=sign, title=title, subjects=_subjects(value.get("chu_de")))
    record.kind, found = read_kind(cells["loai"])
    notices += found
    record.issuer, found = read_issuer(cells["co_quan"])
    notices += found
    record.issued_on, found = read_day("issued_on", cells["ngay_ban_hanh"])
    notices += found
    record.effective_from, found = read_day("effective_from", cells["ngay_hieu_luc"])
    notices += found + _contradictions(record)
    return Row(number, record, notices + _cut(record), record.number)


def _cells(value: dict[str, Any]) -> tuple[dict[str, str], list[Notice]]:
    notices = [
        Notice("", "unknown_key", str(key)[:100])
        for key, cell in value.items()
        if key not in COLUMNS and cell
    ]
    cells = {}
    for name in COLUMNS:
        cell = value.get(name)
        if isinstance(cell, str):
            cells[name] = " ".join(normalise(cell).split())
        else:
            cells[name] = str(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else ""
            if cell and not cells[name] and name != "chu_de":
                notices.append(Notice("", "value_not_read", f"{name}: {normalise(str(cell))[:100]}"))
    return cells, notices


def _subjects(cell: Any) -> list[str]:
    """Return the names of the subjects in a cell: a list, or a text with semicolons between them."""
    parts = cell if isinstance(cell, list) else str(cell or "").split(";")
    texts = (" ".join(normalise(part).split()) for part in parts if isinstance(part, str))
    names = (subject_name(text)[:255] for text in texts if any(char.isalnum() for char in text))
    return list(dict.fromkeys(names))


def _contradictions(record: LegalRecord) -> list[Notice]:
    notices = []
    number = parse_law_number(record.number)
    issued, effective = record.issued_on, record.effective_from
    if number and number.year and issued and number.year != issued.year:
        notices.append(Notice("issued_on", "year_differs", f"{record.number}, {issued:%d/%m/%Y}"))
    if issued and effective and effective < issued:
        detail = f"{effective:%d/%m/%Y}, {issued:%d/%m/%Y}"
        notices.append(Notice("effective_from", "effective_before_issue", detail))
    return notices


def _cut(record: LegalRecord) -> list[Notice]:
    """Cut what is too long for its column; the notice keeps all its words."""
    notices = []
    for name in ("kind", "number", "issuer"):
        text, limit = getattr(record, name), LegalDocumentPage._meta.get_field(name).max_length
        if len(text) > limit:
            notices.append(Notice(name, "too_long", text))
            setattr(record, name, first_words(text, limit))
    return notices
