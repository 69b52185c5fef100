"""Rows of tables laid aside until their procedure is read: in a file that SQLite removes by itself."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from typing import Any

from portal.core.importing.rows import CellProblem


@dataclass
class ChildRow:
    """A row of a sheet of tables: `values` by the names of its columns, as the schema has them."""

    sheet: str
    number: int
    values: dict[str, Any]
    problems: list[CellProblem] = field(default_factory=list)


class Store:
    """Keeps rows by the code of their procedure, and the further parts of long texts by their number."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")
        self._database.execute("CREATE TABLE child (code TEXT, sheet TEXT, number INTEGER, content TEXT)")
        self._database.execute("CREATE TABLE more (id INTEGER, part INTEGER, text TEXT)")

    def close(self) -> None:
        """Let go of the rows."""
        self._database.close()

    def add(self, code: str, row: ChildRow) -> None:
        """Lay a row of the procedure `code` aside."""
        content = json.dumps([row.values, [astuple(problem) for problem in row.problems]])
        self._database.execute(
            "INSERT INTO child VALUES (?, ?, ?, ?)", (code, row.sheet, row.number, content)
        )

    def add_more(self, number: int, part: int, text: str) -> None:
        """Lay a further part of a long text aside."""
        self._database.execute("INSERT INTO more VALUES (?, ?, ?)", (number, part, text))

    def ready(self) -> None:
        """Call it once all rows are in."""
        self._database.execute("CREATE INDEX by_code ON child (code, sheet, number)")
        self._database.execute("CREATE INDEX by_id ON more (id, part)")

    def take(self, code: str) -> dict[str, list[ChildRow]]:
        """Return the rows of the procedure `code` by sheet, in the order of the file."""
        found: dict[str, list[ChildRow]] = {}
        query = "SELECT sheet, number, content FROM child WHERE code = ? ORDER BY sheet, number"
        for sheet, number, content in self._database.execute(query, (code,)):
            found.setdefault(sheet, []).append(_row(sheet, number, content))
        return found

    def others(self, codes: set[str]) -> Iterator[tuple[str, list[ChildRow]]]:
        """Yield the codes that are not among `codes`, with their rows."""
        for (code,) in self._database.execute("SELECT DISTINCT code FROM child ORDER BY code").fetchall():
            if code not in codes:
                yield code, [row for rows in self.take(code).values() for row in rows]

    def sheets(self) -> set[str]:
        """Return the sheets that hold a row."""
        return {sheet for (sheet,) in self._database.execute("SELECT DISTINCT sheet FROM child")}

    def more(self, number: int) -> list[tuple[int, str]]:
        """Return the further parts of the long text `number`, each with its number."""
        query = "SELECT part, text FROM more WHERE id = ? ORDER BY part"
        return self._database.execute(query, (number,)).fetchall()


def _row(sheet: str, number: int, content: str) -> ChildRow:
    values, problems = json.loads(content)
    return ChildRow(sheet, number, values, [CellProblem(*problem) for problem in problems])
