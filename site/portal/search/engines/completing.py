"""In which order the engines of a database gather completions, so that no kind of page crowds out the others."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from .base import Candidate

T = TypeVar("T")

#: rows that are looked through for procedures, or for other pages, where the first ones were all of the other kind
LOOKED_AT = 4_000
#: as many as can be suggested; with so many of either kind none is looked for any more
ENOUGH = 10
#: procedures, then what is none, as conditions on the type
_KINDS = ("= 'procedure'", "<> 'procedure'")


def completed(
    asked: Sequence[T],
    limit: int,
    rows: Callable[[T, int], list[Candidate]],
    rows_of_kind: Callable[[T, int, str], list[Candidate]],
) -> list[Candidate]:
    """Return `limit` of the rows that answer one of `asked`, each once; those of the first question first.

    Where these leave no place, up to `ENOUGH` procedures follow, or as many others, whichever there are fewer of.
    """
    found: dict[int, Candidate] = {}
    for one in asked:
        if len(found) >= limit:
            break
        found |= {row.pk: row for row in rows(one, limit) if row.pk not in found}
    if len(found) < limit:
        return list(found.values())
    for kind in _KINDS:
        for one in asked:
            there = sum((row.type == "procedure") == (kind == _KINDS[0]) for row in found.values())
            if there >= ENOUGH:
                break
            found |= {row.pk: row for row in rows_of_kind(one, ENOUGH, kind) if row.pk not in found}
    return list(found.values())
