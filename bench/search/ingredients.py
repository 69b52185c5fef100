"""What the search can do without, to see what it pays: each ingredient and what stands in for it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

#: module, name there, what stands in for it
Change = tuple[Any, str, Any]

_NO_BOUND = 10**9


@contextmanager
def replaced(module: Any, name: str, other: Any) -> Iterator[None]:
    """Put another function or value in a module's place for a while."""
    before = getattr(module, name)
    setattr(module, name, other)
    try:
        yield
    finally:
        setattr(module, name, before)


@contextmanager
def without(ingredient: str) -> Iterator[None]:
    """Switch one ingredient off."""
    with ExitStack() as changes:
        for change in ingredients()[ingredient]:
            changes.enter_context(replaced(*change))
        yield


def ingredients() -> dict[str, list[Change]]:
    """Return what can be switched off. What is made with the index, such as its sections and parts, can't."""
    from portal.search import asking, plan, ranking, service
    from portal.search.engines import sqlite
    from portal.search.understanding import reading, tables

    no_exact_tokens = (plan, "_subject_exact", lambda question: [])
    return {
        # Reading
        "telex": [(reading, "decoded", lambda words, vocabulary: list(words))],
        "typos": [(reading, "repaired", lambda syllables, vocabulary: {})],
        "synonyms": [(tables, "table", tables.Table)],
        "also written": [(reading, "also_written", lambda *of: [])],
        "initials": [(reading, "initials", lambda *of: [])],
        "question words": [(reading, "question_words", lambda folded, exact: [False] * len(folded))],
        "identifiers": [(reading, "identifiers_of", lambda text, **how: (text, []))],
        # Candidates
        "title table": [(asking, "plan", _planned(title=()))],
        "body": [(asking, "plan", _planned(body=())), (ranking, "BODY", 0.0)],
        "bigrams": [(plan, "_subject_bigrams", lambda question: [])],
        "exact tokens": [no_exact_tokens],
        "pruning": [
            (plan, "_within_budget", _all_known),
            (plan, "BODY_TERMS", _NO_BOUND),
            (plan, "COMMON", _NO_BOUND),
            (sqlite, "MOST_ROWS", _NO_BOUND),
            (sqlite, "_BEST", _NO_BOUND),
        ],
        # Ranking
        "re-ranking": [(service, "scored", _by_the_engine)],
        "near": [(ranking, "NEAR", 0.0)],
        "tight": [(ranking, "TIGHT", 0.0)],
        "exact": [(ranking, "EXACT", 0.0), no_exact_tokens],
        "titles' BM25": [(ranking, "TITLE", 0.0)],
        "begins": [(ranking, "BEGINS", 0.0)],
        "law": [(ranking, "LAW", 0.0)],
        "matter": [(ranking, "OTHER_MATTER", 0.0)],
    }


def _planned(**changes: Any) -> Callable[..., Any]:
    from portal.search.plan import plan

    return lambda *of: replace(plan(*of), **changes)


def _all_known(tokens: Any, frequencies: dict[str, int], budget: int) -> tuple[str, ...]:
    return tuple(token for token in tokens if frequencies.get(token))


def _by_the_engine(plan: Any, candidates: list[Any]) -> list[Any]:
    """Return the candidates in the order of the engine's own score of whole documents."""
    from portal.search.ranking import Ranked

    ranked = [Ranked(one, {"body": one.body_score}, one.body_score) for one in candidates]
    return sorted(ranked, key=lambda one: (-one.score, -one.candidate.pk))
