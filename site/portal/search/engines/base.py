"""What a search engine must do. Analysis, plan, ranking and snippets are the same for all and not its business."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..plan import Plan


@dataclass(frozen=True)
class Candidate:
    """One row that an engine proposes; scores are the engine's own, higher is better.

    `keys` are those of its own code and number, with a space around each.
    """

    pk: int
    type: str
    keys: str
    title_folded: str
    title_exact: str
    title_score: float = 0.0
    body_score: float = 0.0


@dataclass(frozen=True)
class Matches:
    """How many rows hold every weighty term, and how many of those the candidates were, by type."""

    total: dict[str, int] = field(default_factory=dict)
    among: dict[str, int] = field(default_factory=dict)


class Engine(Protocol):
    """Finds rows of `IndexedItem`; every method sees live, unrestricted, typed rows only."""

    name: str

    def frequencies(self, tokens: Collection[str]) -> "Frequencies":
        """Return in how many documents each token stands."""

    def candidates(self, plan: Plan, limit: int) -> list[Candidate]:
        """Return of each type at most `limit` rows by title and as many by body, each row once.

        Of each type, so that the counts on the type tabs don't depend on which tab is open.
        """

    def matches(self, plan: Plan, among: Collection[int]) -> Matches:
        """Count the rows that hold every weighty term."""

    def more(
        self, plan: Plan, types: Collection[str], without: Collection[int], start: int, stop: int
    ) -> list[int]:
        """Return a slice of the rows that hold every weighty term, `without` those already listed."""

    def complete(self, words: Sequence[str], limit: int) -> list[Candidate]:
        """Return rows whose beginnings hold all `words`, the last one perhaps unfinished."""


@dataclass(frozen=True)
class Frequencies:
    """Document frequencies of tokens in whole documents and in titles, out of `total` documents."""

    total: int
    body: dict[str, int]
    title: dict[str, int]
