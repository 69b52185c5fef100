"""The data dictionary: every field of the .json, the .csv and the .xlsx, with its meaning and its choices."""

import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from .. import schema
from ..exchange.columns import SHEETS, Column
from ..exchange.words import CHOICES
from .meanings import meaning

#: heading of each column of the dictionary
HEADINGS = ("Trường trong .json", "Ý nghĩa", "Kiểu", "Giá trị", "Trang tính và cột trong .xlsx")
#: field of the schema → its choice in `words.CHOICES`
_CHOICES = {"state": "state", "online_level": "online_level", "channels[].method": "method"} | {
    "channels[].time_limit.unit": "unit",
    "channels[].fees[].kind": "fee_kind",
}


def rows() -> Iterator[tuple[str, ...]]:
    """Yield a row for each field: path, meaning, kind, choices, place in the workbook."""
    yield from _rows(schema.Procedure, "")


def _rows(cls: Any, path: str) -> Iterator[tuple[str, ...]]:
    hints = typing.get_type_hints(cls)
    for item in fields(cls):
        hint, here = hints[item.name], f"{path}{item.name}"
        yield here, meaning(cls, item.name), _kind(hint), _choices(here), _place(here)
        inner = next(iter(typing.get_args(hint)), None) if typing.get_origin(hint) is list else hint
        if is_dataclass(inner):
            yield from _rows(inner, f"{here}[]." if inner is not hint else f"{here}.")


def _kind(hint: Any) -> str:
    if hint == (date | None):
        return "ngày (YYYY-MM-DD), rỗng khi không rõ"
    if typing.get_origin(hint) is list:
        (inner,) = typing.get_args(hint)
        return "danh sách đối tượng" if is_dataclass(inner) else "danh sách chữ"
    if is_dataclass(hint):
        return "đối tượng"
    if hint is bool:
        return "đúng hoặc sai"
    return "chữ" if hint is str else "số, không có giá trị khi không rõ"


def _choices(path: str) -> str:
    words = CHOICES.get(_CHOICES.get(path, ""), {})
    return "; ".join(f"{value} = {text}" for value, text in words.items())


def _place(path: str) -> str:
    table, _dot, name = path.replace("[]", "").rpartition(".")
    table = table.removesuffix(".time_limit")
    found = [
        f"{sheet.title}: {column.heading}"
        for sheet in SHEETS
        if sheet.name == table
        for column in sheet.columns
        if _names(column) == name
    ]
    return "; ".join(found)


def _names(column: Column) -> str:
    return "code" if column.name == "result_code" else column.name
