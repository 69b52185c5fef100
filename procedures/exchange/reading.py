"""From a workbook or a .csv to records: our own sheets, and flat lists as people make them.

A procedure with a cell that can't be read is refused as a whole, with all of its cells that are wrong.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from portal.core.importing.files import FileError, Unread
from portal.core.importing.notices import Notice
from portal.core.importing.rows import CellProblem, Row
from portal.core.importing.tables import TableRow
from portal.core.importing.text_tables import HEAD_ROWS
from portal.core.importing.workbooks import Workbook, open_workbook

from ..schema import Procedure
from .cells import plain
from .columns import CODE, FLAT, MORE, ORDER, PARENT, REASONS, TABLE_SHEETS, Sheet, child_named, heads
from .joining import Joined, join
from .rows import EXAMPLE, Head, given_by, is_head, is_note, read_cells, to_row
from .store import ChildRow, Store
from .words import key

#: sheets that hold no records, unless they have the headings of some
_ASIDE = {key(title) for title in ("Hướng dẫn", "Danh mục", REASONS, MORE.title)}


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
            found = read_cells(head, row, None)
            if not is_note(found, row):
                yield to_row(head, row, found, Joined(), given_by(head, frozenset()))


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
        found = read_cells(head, row, store)
        code = str(found.values.pop("code", ""))
        content = {name for name in found.values if name != "order"}
        if not code and not content and not found.problems:
            continue
        last = code or last
        if key(last).startswith(EXAMPLE):
            continue
        store.add(last, ChildRow(sheet.name, row.number, found.values, found.problems))


def _lay_parts_aside(book: Workbook, title: str, store: Store) -> None:
    head: Head | None = None
    for row in book.rows(title):
        if head is None:
            head = Head.read(title, row, MORE)
            continue
        # A part may end as if it went on elsewhere; none does.
        values = read_cells(head, row, None).values
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
            found = read_cells(head, table_row, store)
            if is_note(found, table_row):
                continue
            children = store.take(str(found.values.get("code", "")))
            joined = join(children, titles, places)
            row = to_row(head, table_row, found, joined, given_by(head, tables))
            seen.add(row.code)
            row.notices, notices = row.notices + notices, []
            yield row
    for code, rows in store.others(seen):
        problems = [
            CellProblem(titles[row.sheet], row.number, *places[row.sheet]["code"], "no_such_code", code)
            for row in rows
        ]
        yield Row(rows[0].number, code=code[:40], sheet=titles[rows[0].sheet], cells=problems)
