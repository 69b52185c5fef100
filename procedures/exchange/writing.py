"""Records as files. Each function takes the dictionaries of records, sorted by code, and gives their number.

What a file holds depends on the records alone: the same records give the same .json and .csv, byte for byte.
"""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO

from portal.core.importing.tables import CellValue

from ..schema import FIELD_NAMES
from .cells import plain, to_cell
from .columns import FLAT
from .reading import looks_like_formula

#: what a .json says of itself
SCHEMA = "thu-tuc-hanh-chinh/1"

Record = dict[str, Any]


def leaving(record: Record) -> Record:
    """Return `record` in the order of its fields, without what means nothing elsewhere: ids of documents."""
    groups = [
        group
        | {
            "items": [
                item | {"forms": [form | {"document": None} for form in item["forms"]]}
                for item in group["items"]
            ]
        }
        for group in record["dossier"]
    ]
    return {name: groups if name == "dossier" else record[name] for name in FIELD_NAMES}


def write_json(records: Iterable[Record], file: BinaryIO) -> int:
    """Write an object with all records under "procedures", one a line."""
    count = 0
    file.write(f'{{"schema": {json.dumps(SCHEMA)}, "procedures": ['.encode())
    for record in records:
        text = json.dumps(leaving(record), ensure_ascii=False)
        file.write(f"{',' if count else ''}\n{text}".encode())
        count += 1
    file.write(b"\n]}\n")
    return count


def write_csv(records: Iterable[Record], file: BinaryIO) -> int:
    """Write a row for each record, its tables as JSON; with a byte order mark, by which Excel knows UTF-8."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.heading for column in FLAT.columns])
    count = 0
    for record in records:
        leaves = leaving(record)
        writer.writerow([_text(to_cell(column, leaves[column.name])) for column in FLAT.columns])
        count += 1
    text.flush()
    text.detach()
    return count


def _text(cell: CellValue) -> str:
    return cell.isoformat() if isinstance(cell, date) else harmless(plain(cell))


def harmless(text: str) -> str:
    """Return `text` so that no program takes it for a formula; `reading.restored` takes the mark off again."""
    return f"'{text}" if text[:1] == "'" or looks_like_formula(text) else text
