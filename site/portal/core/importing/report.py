"""What an import did, record by record."""

from dataclasses import dataclass, field
from typing import Any

from .rows import CellProblem

CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"

#: field → (value on the page, value in the file), as JSON values
Differences = dict[str, tuple[Any, Any]]


@dataclass
class Outcome:
    """What became of one row; `warnings` counts what was not certain in it, `cells` are those to blame.

    `page` is the primary key of its page, where there is one. `changes` are the fields that were taken over and
    `kept` those left as an editor changed them: field → (value on the page before, value in the file).
    """

    row: int
    code: str
    outcome: str
    messages: list[str] = field(default_factory=list)
    warnings: int = 0
    sheet: str = ""
    cells: list[CellProblem] = field(default_factory=list)
    page: int | None = None
    changes: Differences = field(default_factory=dict)
    kept: Differences = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {"row": self.row, "code": self.code, "outcome": self.outcome, "messages": self.messages}


@dataclass
class Report:
    """The outcomes of an import, in the order of the file."""

    outcomes: list[Outcome] = field(default_factory=list)

    def count(self, outcome: str) -> int:
        """Return how many rows had this `outcome`."""
        return sum(row.outcome == outcome for row in self.outcomes)

    @property
    def warnings(self) -> int:
        """How many things were not certain, over all rows."""
        return sum(row.warnings for row in self.outcomes)

    def as_dict(self) -> dict[str, Any]:
        """Return the report in the fixed form that scripts rely on."""
        return {
            "read": len(self.outcomes),
            **{name: self.count(name) for name in (CREATED, UPDATED, UNCHANGED, REFUSED)},
            "warnings": self.warnings,
            "records": [row.as_dict() for row in self.outcomes],
        }
