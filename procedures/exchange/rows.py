"""Rows of cells → what they say of a procedure; `reading` takes them from files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from portal.core.importing.notices import Notice
from portal.core.importing.rows import CellProblem, Row
from portal.core.importing.tables import CellValue, TableRow, column_letter
from portal.text import parse_code

from ..schema import Procedure, SchemaError
from .cells import CellError, from_cell, plain
from .columns import FLAT, LOOSE, TABLE, Column, Sheet, heads
from .flat import read_texts
from .joining import Joined, whole_limit
from .store import Store
from .words import key

#: what a cell that goes on elsewhere ends with; see `workbook`
GOES_ON = re.compile(r"…\[phần tiếp số (\d{1,9})\]\Z")
#: what the code of a row says that only shows how to do it
EXAMPLE = "vi du"
_COUNTED = re.compile(r"\(?\d{1,2}\)?")


@dataclass
class Head:
    """The headings of a table: `sheet` as the file names it, "" in a .csv; `extra` are columns of flat lists."""

    sheet: str
    number: int
    columns: dict[int, Column]
    extra: dict[int, Column]
    texts: tuple[str, ...]

    @classmethod
    def read(cls, title: str, row: TableRow, sheet: Sheet) -> "Head":
        """Return the headings that `row` holds of `sheet`."""
        texts = tuple(" ".join(plain(cell).split()) for cell in row.cells)
        columns = heads(texts, sheet)
        extra = heads(texts, LOOSE) if sheet is FLAT else {}
        return cls(title, row.number, columns, {p: c for p, c in extra.items() if p not in columns}, texts)

    def problem(self, row: TableRow, place: int, kind: str, detail: str = "") -> CellProblem:
        """Return what is wrong with a cell."""
        heading = self.texts[place] if place < len(self.texts) else ""
        return CellProblem(self.sheet, row.number, column_letter(place), heading, kind, detail)

    def place(self, name: str) -> int:
        """Return where the column `name` stands."""
        return next(place for place, column in self.columns.items() if column.name == name)

    def places(self) -> dict[str, tuple[str, str]]:
        """Return letter and heading of each column by its name."""
        return {column.name: (column_letter(p), self.texts[p]) for p, column in self.columns.items()}


@dataclass
class Found:
    """What the cells of a row hold: `texts` are tables in the words of people, `loose` columns of flat lists."""

    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    loose: dict[str, str] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def is_head(cells: Iterable[CellValue]) -> bool:
    """Return whether these are the headings of a list of procedures: code and name are among them."""
    names = {column.name for column in heads([plain(cell) for cell in cells], FLAT).values()}
    return {"code", "name"} <= names


def read_cells(head: Head, row: TableRow, store: Store | None) -> Found:
    """Return what `row` holds; `store` has the parts of long texts, None where a cell holds all of its text."""
    found = Found()
    for place, cell in enumerate(row.cells):
        if cell is None:
            continue
        column = head.columns.get(place)
        try:
            cell = _whole_text(cell, store) if store else cell
            if column:
                _take(found, column, cell)
            elif place in head.extra:
                found.loose[head.extra[place].name] = plain(cell)
            elif plain(cell).strip():
                name = head.texts[place] if place < len(head.texts) else ""
                detail = name or column_letter(place)
                found.notices.append(Notice("", "unknown_key", detail[:100]))
        except CellError as error:
            if not (column and column.name == "number" and whole_limit(found.values, plain(cell))):
                found.problems.append(head.problem(row, place, error.kind, error.detail))
    return found


def _take(found: Found, column: Column, cell: CellValue) -> None:
    value = from_cell(column, cell)
    if column.kind == TABLE and isinstance(value, str):
        found.texts[column.name] = value
    elif value is not None:
        # A unit beside "10 ngày làm việc" was read already.
        found.values[column.name] = value


def _whole_text(cell: CellValue, store: Store) -> CellValue:
    """Return the text of a cell with the parts of it that stand elsewhere."""
    if not isinstance(cell, str) or not (mark := GOES_ON.search(cell)):
        return cell
    parts = store.more(int(mark[1]))
    if [part for part, _ in parts] != list(range(2, len(parts) + 2)) or not parts:
        raise CellError("continuation", mark[1])
    return cell[: mark.start()] + "".join(text for _, text in parts)


def is_note(found: Found, row: TableRow) -> bool:
    """Return whether a row is none of a procedure: a remark, the head of a section, numbers of the columns."""
    code = str(found.values.get("code", ""))
    if key(code).startswith(EXAMPLE):
        return True
    cells = [text for cell in row.cells if (text := plain(cell).strip())]
    if len(cells) > 2 and all(_COUNTED.fullmatch(cell) for cell in cells):
        return True
    if code:
        return len(cells) == 1 and " " in code and not parse_code(code)
    if "name" not in found.values:
        return len(cells) <= 2
    number = found.loose.get("order", "").strip(" .)")
    return len(cells) == 1 or (len(cells) == 2 and bool(number) and not number.isdecimal())


def to_row(head: Head, row: TableRow, found: Found, joined: Joined, given: frozenset[str]) -> Row[Procedure]:
    """Return the procedure that a row and the rows of its tables are, or the cells that are to blame."""
    problems = [*found.problems, *joined.problems]
    written = str(found.values.get("code", "")).strip()
    code = parse_code(written) or ""
    if not code:
        kind = "bad_code" if written else "no_code"
        problems.insert(0, head.problem(row, head.place("code"), kind, written[:40]))
    if not any(char.isalnum() for char in found.values.get("name", "")):
        problems.append(head.problem(row, head.place("name"), "no_name"))
    texts, notices = read_texts(found.texts, found.loose.get("time_limit", ""), found.loose.get("fees", ""))
    data = {**texts, **{name: value for name, value in joined.tables.items() if value}}
    for name, value in found.values.items():
        # What a table of people says stands in its text too: both are kept.
        data[name] = f"{data[name]}\n{value}" if data.get(name) and name.endswith("_text") else value
    record = None
    try:
        record = Procedure.from_dict(data)
    except SchemaError as error:
        name = re.split(r"[.\[]", error.path)[0]
        place = next((p for p, column in head.columns.items() if column.name == name), None)
        problems.append(
            CellProblem(head.sheet, row.number, "", "", "broken_cell", str(error)[:200])
            if place is None
            else head.problem(row, place, "broken_cell", str(error)[:200])
        )
    if problems:
        return Row(row.number, code=code or written[:40], sheet=head.sheet, cells=problems)
    return Row(row.number, record, found.notices + notices, code, sheet=head.sheet, given=given)


def given_by(head: Head, tables: Iterable[str]) -> frozenset[str]:
    """Return the fields that a table speaks of."""
    names = {column.name for column in head.columns.values()} | set(tables)
    if head.extra:
        names |= {"channels"} if {"time_limit", "fees"} & {c.name for c in head.extra.values()} else set()
    for name, text in (("channels", "channels_text"), ("dossier", "dossier_text")):
        if name in names and name not in tables:
            names.add(text)
    return frozenset(names)
