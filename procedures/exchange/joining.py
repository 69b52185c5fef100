"""Rows of the sheets of one procedure → the tables of its record, and what can't be placed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.core.importing.rows import CellProblem

from ..importing.amounts import read_time
from .columns import BASES, CHANNELS, FEES, FORMS, GROUPS, PAPERS, RESULTS, STEPS, Sheet
from .store import ChildRow

Rows = dict[str, list[ChildRow]]
#: name of a sheet → name of a column → its letter and heading in the file
Places = dict[str, dict[str, tuple[str, str]]]


@dataclass
class Joined:
    """The tables of a record by their names, and the cells that are wrong."""

    tables: dict[str, Any] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)


class _Joiner:
    def __init__(self, rows: Rows, titles: dict[str, str], places: Places) -> None:
        self.rows = rows
        self.titles = titles
        self.places = places
        self.problems = [problem for sheet in rows.values() for row in sheet for problem in row.problems]

    def of(self, sheet: Sheet) -> list[ChildRow]:
        return self.rows.get(sheet.name, [])

    def blame(self, row: ChildRow, name: str, kind: str, detail: str = "") -> None:
        letter, heading = self.places.get(row.sheet, {}).get(name, ("", ""))
        title = self.titles.get(row.sheet, "")
        self.problems.append(CellProblem(title, row.number, letter, heading, kind, detail))

    def ordered(self, rows: Iterable[ChildRow], *, unique: bool = False) -> Iterator[tuple[int, ChildRow]]:
        """Yield the rows by their order number; one without a number follows the row above it."""
        last, numbered = 0, []
        taken: set[int] = set()
        for row in rows:
            number = row.values.get("order")
            last = last + 1 if number is None else number
            if unique and last in taken:
                self.blame(row, "order", "order_twice", str(last))
            taken.add(last)
            numbered.append((last, row))
        yield from sorted(numbered, key=lambda pair: pair[0])

    def channels(self) -> list[dict[str, Any]]:
        by_number = {
            number: _channel(row.values) for number, row in self.ordered(self.of(CHANNELS), unique=True)
        }
        fees: dict[int, list[ChildRow]] = {}
        for row in self.of(FEES):
            number = self._parent(row, "channel", by_number)
            if number is not None:
                fees.setdefault(number, []).append(row)
        for number, rows in fees.items():
            by_number[number]["fees"] = [_part(row, FEES) for _, row in self.ordered(rows)]
        return list(by_number.values())

    def dossier(self) -> list[dict[str, Any]]:
        groups: dict[int, dict[str, Any]] = {}
        papers: dict[int, list[ChildRow]] = {}
        for number, row in self.ordered(self.of(GROUPS), unique=True):
            groups[number] = _part(row, GROUPS) | {"items": []}
        last = min(groups, default=1)
        for row in self.of(PAPERS):
            stated = row.values.get("group")
            last = last if stated is None else stated
            papers.setdefault(last, []).append(row)
            groups.setdefault(last, {"items": []})
        items: dict[int, dict[int, dict[str, Any]]] = {}
        for number, rows in papers.items():
            items[number] = {
                place: _part(row, PAPERS) | {"forms": []} for place, row in self.ordered(rows, unique=True)
            }
            groups[number]["items"] = list(items[number].values())
        self._forms(items)
        return [groups[number] for number in sorted(groups)]

    def _forms(self, items: dict[int, dict[int, dict[str, Any]]]) -> None:
        forms: dict[tuple[int, int], list[ChildRow]] = {}
        for row in self.of(FORMS):
            group = self._parent(row, "group", items)
            item = None if group is None else self._parent(row, "item", items[group])
            if group is not None and item is not None:
                forms.setdefault((group, item), []).append(row)
        for (group, item), rows in forms.items():
            items[group][item]["forms"] = [_part(row, FORMS) for _, row in self.ordered(rows)]

    def _parent(self, row: ChildRow, name: str, known: dict[int, Any]) -> int | None:
        """Return the number of the row that `row` belongs to; one that says none belongs to the only one."""
        number = row.values.get(name)
        if number is None and len(known) == 1:
            return next(iter(known))
        if number is None:
            self.blame(row, name, "which_parent" if known else "no_parents")
        elif number not in known:
            self.blame(row, name, "no_such_parent", str(number))
        else:
            return int(number)
        return None


def _channel(values: dict[str, Any]) -> dict[str, Any]:
    limit = {name: values[name] for name in ("number", "unit", "text") if name in values}
    rest = {name: values[name] for name in ("method", "method_text", "description") if name in values}
    return rest | {"time_limit": limit, "fees": []}


def _part(row: ChildRow, sheet: Sheet) -> dict[str, Any]:
    skipped = {"code", "order", "channel", "group", "item"}
    names = {column.name for column in sheet.columns} - skipped
    found = {name: value for name, value in row.values.items() if name in names}
    if "result_code" in found:
        found["code"] = found.pop("result_code")
    return found


def whole_limit(values: dict[str, Any], text: str) -> bool:
    """Take "10 ngày làm việc" in the column of numbers for number and unit; tell whether it was that."""
    limit = read_time(text)
    if limit.number is None or values.get("unit"):
        return False
    values |= {"number": limit.number, "unit": limit.unit, "text": values.get("text") or text}
    return True


def join(rows: Rows, titles: dict[str, str], places: Places) -> Joined:
    """Return the tables that `rows` (by sheet) are; `titles` names the sheets as the file does."""
    joiner = _Joiner(rows, titles, places)
    tables: dict[str, Any] = {
        "steps": [_part(row, STEPS) for _, row in joiner.ordered(joiner.of(STEPS))],
        "channels": joiner.channels(),
        "dossier": joiner.dossier(),
        "results": [_part(row, RESULTS) for _, row in joiner.ordered(joiner.of(RESULTS))],
        "legal_bases": [_part(row, BASES) for _, row in joiner.ordered(joiner.of(BASES))],
    }
    return Joined(tables, joiner.problems)
