"""What a search engine must do. Analysis, plan, ranking and snippets are the same for all and not its business."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..models import IndexedItem
from ..plan import Plan

#: the columns of `IndexedItem` that a candidate begins with, in its order
COLUMNS = ("pk", "type", "facet_set_id", "keys", "title_folded", "title_exact")


@dataclass(frozen=True)
class Candidate:
    """One row that an engine proposes; `body_score` is its BM25 of the whole document, 0 where it wasn't asked.

    `set` is the number of its set of facets; `keys` are those of its own code and number, with a space around each.
    """

    pk: int
    type: str
    set: int
    keys: str
    title_folded: str
    title_exact: str
    body_score: float = 0.0


@dataclass(frozen=True)
class Matches:
    """How many rows hold every group of terms, by set of facets; and which of the rows asked about do."""

    by_set: dict[int, int] = field(default_factory=dict)
    among: frozenset[int] = frozenset()


class Engine(Protocol):
    """Finds rows of `IndexedItem`; every method sees rows with a set of facets only: what everybody may see."""

    @property
    def name(self) -> str:
        """Return the engine's name, as the API tells it."""

    def candidates(self, plan: Plan, limit: int, sets: Collection[int] | None = None) -> list[Candidate]:
        """Return of each type at most `limit` rows by title and as many by body, each row once; of `sets` only.

        Of each type, so that the counts on the type tabs don't depend on which tab is open. Without `sets`: of all.
        """

    def matches(self, plan: Plan, among: Collection[int]) -> Matches:
        """Count the rows that hold every group of the plan, and tell which rows `among` these are in it."""

    def more(
        self, plan: Plan, sets: Collection[int] | None, without: Collection[int], start: int, stop: int
    ) -> list[int]:
        """Return a slice of the rows that hold every group, newest first: of `sets` only, `without` some rows."""


@dataclass(frozen=True)
class Frequencies:
    """Document frequencies of tokens in whole documents and in titles, out of `total` documents."""

    total: int
    body: dict[str, int]
    title: dict[str, int]


class DatabaseEngine(Engine, Protocol):
    """The engine inside the database, which also tells how rare words are and completes them, whichever one answers.

    Who types asks with every key: a lookup in the database takes less time than the way to a server.
    """

    def frequencies(self, tokens: Collection[str]) -> Frequencies:
        """Return in how many documents each token stands."""

    def complete(self, words: Sequence[str], limit: int) -> list[Candidate]:
        """Return rows whose beginnings hold all `words`, the last one perhaps unfinished."""


def joined(rows: Iterable[tuple[Any, ...]]) -> list[Candidate]:
    """Return each row once, with the score of its body where one of `rows` has it."""
    found: dict[int, Candidate] = {}
    for row in rows:
        one = Candidate(*row)
        if one.body_score or one.pk not in found:
            found[one.pk] = one
    return list(found.values())


def candidates_of(pks: Collection[int], body_scores: Mapping[int, float] | None = None) -> list[Candidate]:
    """Return rows as candidates, those only that everybody may see; without scores where none are given. One query."""
    rows = IndexedItem.objects.filter(pk__in=pks, facet_set__isnull=False)
    scores = body_scores or {}
    found: Iterable[tuple[Any, ...]] = rows.values_list(*COLUMNS)
    return [Candidate(*(*row, scores.get(row[0], 0.0))) for row in found]
