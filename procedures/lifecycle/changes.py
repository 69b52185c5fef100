"""What changed between two versions: field by field, row by row, word by word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .diff import SAME, RowChange, row_diff


@dataclass(frozen=True)
class FieldChange:
    """A field that changed: all its rows, and how many of them changed."""

    name: str
    rows: list[RowChange]

    @property
    def count(self) -> int:
        """How many rows changed."""
        return sum(row.kind != SAME for row in self.rows)

    @property
    def shown(self) -> list[RowChange | int]:
        """Its rows with those that didn't change counted: `[3, RowChange, 1]`."""
        found: list[RowChange | int] = []
        for row in self.rows:
            if row.kind != SAME:
                found.append(row)
            elif found and isinstance(found[-1], int):
                found[-1] += 1
            else:
                found.append(1)
        return found


def changes(
    names: Iterable[str], old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]
) -> list[FieldChange]:
    """Return the fields of `names` whose rows differ, in that order."""
    return [
        FieldChange(name, row_diff(old[name], new[name]))
        for name in names
        if list(old[name]) != list(new[name])
    ]
