"""From the rows of a workbook or of a .csv to records: our own sheets, and flat lists as people make them.

A procedure with a cell that can't be read is refused as a whole, with all of its cells that are wrong.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal.core.importing.files import FileError, Unread
from portal.core.importing.notices import Notice
from portal.core.importing.rows import CellProblem, Row
from portal.core.importing.tables import CellValue, TableRow, column_letter
from portal.core.importing.text_tables import HEAD_ROWS
from portal.core.importing.workbooks import Workbook, open_workbook
from portal.text import parse_code

from ..schema import Procedure, SchemaError
from .cells import CellError, from_cell, plain
from .columns import (
    CODE,
    FLAT,
    LOOSE,
    MORE,
    ORDER,
    PARENT,
    REASONS,
    TABLE,
    TABLE_SHEETS,
    Column,
    Sheet,
    child_named,
    heads,
)
from .flat import read_texts
from .joining import Joined, join, whole_limit
from .store import ChildRow, Store
from .words import key

#: what a cell that goes on elsewhere ends with; see `writing`
GOES_ON = re.compile(r"…\[phần tiếp số (\d{1,9})\]\Z")
#: sheets that hold no records, unless they have the headings of some
_ASIDE = {key(title) for title in ("Hướng dẫn", "Danh mục", REASONS, MORE.title)}
_EXAMPLE = "vi du"
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


# Cells


def _read_cells(head: Head, row: TableRow, store: Store | None) -> Found:
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


# Rows of procedures


def _is_note(found: Found, row: TableRow) -> bool:
    """Return whether a row is none of a procedure: a remark, the head of a section, numbers of the columns."""
    code = str(found.values.get("code", ""))
    if key(code).startswith(_EXAMPLE):
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


def _to_row(head: Head, row: TableRow, found: Found, joined: Joined, given: frozenset[str]) -> Row[Procedure]:
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


def _given(head: Head, tables: Iterable[str]) -> frozenset[str]:
    """Return the fields that a table speaks of."""
    names = {column.name for column in head.columns.values()} | set(tables)
    if head.extra:
        names |= {"channels"} if {"time_limit", "fees"} & {c.name for c in head.extra.values()} else set()
    for name, text in (("channels", "channels_text"), ("dossier", "dossier_text")):
        if name in names and name not in tables:
            names.add(text)
    return frozenset(names)


# Text files


def read_lines(rows: Iterable[TableRow | tuple[int, Unread]]) -> Iterator[Row[Procedure]]:
    """Yield the procedures of a text table; rows before its headings say nothing."""
    head: Head | None = None
    for row in rows:
        if not isinstance(row, TableRow):
            if head:
                number, unread = row
                yield Row(number, problem=unread.problem, detail=unread.detail)
        elif head is None:
            head = Head.read("", row, FLAT) if is_head(row.cells) else None
        else:
            cells = tuple(restored(cell) if isinstance(cell, str) else cell for cell in row.cells)
            row = TableRow(row.number, cells)
            found = _read_cells(head, row, None)
            if not _is_note(found, row):
                yield _to_row(head, row, found, Joined(), _given(head, frozenset()))


def restored(text: str) -> str:
    """Return a cell of a .csv without the mark that keeps programs from taking it for a formula."""
    rest = text[1:]
    return rest if text[:1] == "'" and (rest[:1] == "'" or looks_like_formula(rest)) else text


def looks_like_formula(text: str) -> bool:
    """Return whether a program may take `text` for a formula."""
    return text[:1] in FORMULA or text.lstrip()[:1] in FORMULA


#: what a program may take for the beginning of a formula
FORMULA = tuple("=+-@＝＋－＠\t\r")


# Workbooks


@dataclass
class _Plan:
    """Which sheets of a workbook hold what."""

    main: list[Head] = field(default_factory=list)
    children: list[tuple[Sheet, Head]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    more: str = ""


def read_workbook(path: Path) -> Iterator[Row[Procedure]]:
    """Yield the procedures of the workbook at `path`. Raise `FileError` when it can't be read at all."""
    with open_workbook(path) as book, closing(Store()) as store:
        plan = _plan(book)
        if not plan.main:
            raise FileError("no_table", f"{FLAT.columns[0].heading}, {FLAT.columns[1].heading}")
        if plan.more:
            _lay_parts_aside(book, plan.more, store)
        for sheet, head in plan.children:
            _lay_aside(book, sheet, head, store)
        store.ready()
        yield from _procedures(book, plan, store)


def _plan(book: Workbook) -> _Plan:
    plan = _Plan()
    for title in book.titles:
        if key(title) in MORE.keys:
            plan.more = title
        child, found, any_row = child_named(title), False, False
        for row in book.rows(title):
            any_row = True
            if row.number > HEAD_ROWS:
                break
            if child and _is_child_head(row, child):
                plan.children.append((child, Head.read(title, row, child)))
                found = True
            elif is_head(row.cells):
                plan.main.append(Head.read(title, row, FLAT))
                found = True
            if found:
                break
        if any_row and not found and key(title) not in _ASIDE:
            plan.unknown.append(title)
    return plan


def _is_child_head(row: TableRow, sheet: Sheet) -> bool:
    kinds = [column.kind for column in heads([plain(cell) for cell in row.cells], sheet).values()]
    return CODE in kinds and any(kind not in (CODE, ORDER, PARENT) for kind in kinds)


def _lay_aside(book: Workbook, sheet: Sheet, head: Head, store: Store) -> None:
    last = ""
    for row in book.rows(head.sheet):
        if row.number <= head.number:
            continue
        found = _read_cells(head, row, store)
        code = str(found.values.pop("code", ""))
        content = {name for name in found.values if name != "order"}
        if not code and not content and not found.problems:
            continue
        last = code or last
        if key(last).startswith(_EXAMPLE):
            continue
        store.add(last, ChildRow(sheet.name, row.number, found.values, found.problems))


def _lay_parts_aside(book: Workbook, title: str, store: Store) -> None:
    head: Head | None = None
    for row in book.rows(title):
        if head is None:
            head = Head.read(title, row, MORE)
            continue
        # A part may end as if it went on elsewhere; none does.
        values = _read_cells(head, row, None).values
        if "id" in values and "part" in values:
            store.add_more(values["id"], values["part"], values.get("text", ""))


def _procedures(book: Workbook, plan: _Plan, store: Store) -> Iterator[Row[Procedure]]:
    titles = {sheet.name: head.sheet for sheet, head in plan.children}
    places = {sheet.name: head.places() for sheet, head in plan.children}
    filled = store.sheets()
    tables = frozenset(
        name
        for name, sheets in TABLE_SHEETS.items()
        if all(sheet.name in titles for sheet in sheets) and any(sheet.name in filled for sheet in sheets)
    )
    seen: set[str] = set()
    notices = [Notice("", "unknown_sheet", title) for title in plan.unknown]
    for head in plan.main:
        for table_row in book.rows(head.sheet):
            if table_row.number <= head.number:
                continue
            found = _read_cells(head, table_row, store)
            if _is_note(found, table_row):
                continue
            children = store.take(str(found.values.get("code", "")))
            joined = join(children, titles, places)
            row = _to_row(head, table_row, found, joined, _given(head, tables))
            seen.add(row.code)
            row.notices, notices = row.notices + notices, []
            yield row
    for code, rows in store.others(seen):
        problems = [
            CellProblem(titles[row.sheet], row.number, *places[row.sheet]["code"], "no_such_code", code)
            for row in rows
        ]
        yield Row(rows[0].number, code=code[:40], sheet=titles[rows[0].sheet], cells=problems)
