"""A row of a file, read or refused, and where in the file something is wrong."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .notices import Notice

R = TypeVar("R")


@dataclass(frozen=True)
class CellProblem:
    """A cell that can't be read: `kind` is a key of the cell problems in `messages`, `detail` fills its text.

    `sheet` is "" in a file without sheets; `row` counts as the file does, from 1; `column` is a letter ("D"),
    "" where the whole row is meant; `heading` names the column as the file does.
    """

    sheet: str
    row: int
    column: str
    heading: str
    kind: str
    detail: str = ""


@dataclass
class Row(Generic[R]):
    """A row: its record, or why there is none (`problem` is a key of the room's row problems).

    `cells` tells which cells are to blame for a refusal, `sheet` the sheet that `number` counts in. `given` names
    the fields that the file speaks of, None when it speaks of all: the others stay as they are in a page.
    """

    number: int
    record: R | None = None
    notices: list[Notice] = field(default_factory=list)
    code: str = ""
    problem: str = ""
    detail: str = ""
    sheet: str = ""
    cells: list[CellProblem] = field(default_factory=list)
    given: frozenset[str] | None = None
