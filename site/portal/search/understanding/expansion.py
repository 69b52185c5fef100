"""What abbreviations and everyday words mean: by the editors' table, or by the initials of a common term."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log
from typing import Protocol

from portal.text.tokens import analyse

from .tables import LIKE, MEANT, TYPED, Entry, Table
from .telex import is_shaped_like_a_syllable
from .vocabulary import Vocabulary

#: letters of an abbreviation that is looked up by initials
SHORTEST, LONGEST = 2, 6
#: how often a term of two words must stand in titles to be meant by its two initials
COMMON_PAIR = 15
#: how often two neighbours stand in the corpus that are a term
IN_A_TERM = 5
#: meanings of one abbreviation that are looked for
MOST_MEANINGS = 3


class Typed(Protocol):
    """A word of a query."""

    @property
    def typed(self) -> str: ...
    @property
    def folded(self) -> str: ...
    @property
    def exact(self) -> str: ...


@dataclass(frozen=True)
class Other:
    """Another way to say a meaning, and what it is worth."""

    folded: tuple[str, ...]
    exact: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Meaning:
    """What stands in the place of the words from `start` to `end`, and what else may."""

    start: int
    end: int
    shown: str
    folded: tuple[str, ...]
    exact: tuple[str, ...]
    others: tuple[Other, ...]
    share: float = 1.0


def meanings(words: Sequence[Typed], known: Table, today: date, vocabulary: Vocabulary) -> list[Meaning]:
    """Return what stands for parts of `words` by the table, the longest first, none overlapping.

    A single everyday word inside a term of the corpus is left alone: "thuyền" in "thuyền viên". A row with the very
    accents goes before one that was written without any.
    """
    accented = any(word.exact != word.folded for word in words)
    folded = tuple(word.folded for word in words)
    found: list[Meaning] = []
    at = 0
    while at < len(words):
        entries = [
            entry
            for entry in known.entries.get(folded[at], ())
            if entry.leads
            and folded[at : at + len(entry.words)] == entry.words
            and entry.counts_on(today)
            and _is_written_so(words[at : at + len(entry.words)], entry, accented)
        ]
        if not entries:
            at += 1
            continue
        size = len(entries[0].words)
        if (
            size == 1
            and is_shaped_like_a_syllable(words[at].typed.lower())
            and _in_a_term(folded, at, vocabulary)
        ):
            at += 1
            continue
        typed = words[at : at + size]
        entries = [one for one in entries if len(one.words) == size]
        if accented and size > 1:
            entries = [one for one in entries if _is_exact(typed, one)] or entries
        found.append(_meaning(at, typed, entries))
        at += size
    return found


def also_written(
    folded: tuple[str, ...], exact: tuple[str, ...], known: Table, today: date
) -> list[tuple[int, int, Other]]:
    """Return how else texts write parts of what is looked for: the abbreviations of its terms, by place."""
    accented = folded != exact
    found: list[tuple[int, int, Other]] = []
    for at, first in enumerate(folded):
        for entry in known.entries.get(first, ()):
            end = at + len(entry.words)
            if entry.leads or folded[at:end] != entry.words or not entry.counts_on(today):
                continue
            if not accented or entry.any_accents or exact[at:end] == entry.exact:
                found.append((at, end, Other(entry.analysis.folded, entry.analysis.exact, MEANT)))
    return found


def _in_a_term(folded: tuple[str, ...], at: int, vocabulary: Vocabulary) -> bool:
    """Whether a syllable makes a term of the corpus with a neighbour."""
    return any(
        vocabulary.pairs.get(pair, 0) >= IN_A_TERM for pair in pairwise(folded[max(at - 1, 0) : at + 2])
    )


def _is_written_so(words: Sequence[Typed], entry: Entry, accented: bool) -> bool:
    """Whether the accents that were typed are those of the row; an abbreviation needs none."""
    if not accented or (len(words) == 1 and not is_shaped_like_a_syllable(words[0].typed.lower())):
        return True
    return entry.any_accents or _is_exact(words, entry)


def _is_exact(words: Sequence[Typed], entry: Entry) -> bool:
    return tuple(word.exact for word in words) == entry.exact


def _meaning(at: int, words: Sequence[Typed], entries: list[Entry]) -> Meaning:
    typed = Other(tuple(word.folded for word in words), tuple(word.exact for word in words), TYPED)
    short = len(words) == 1 and not is_shaped_like_a_syllable(words[0].folded)
    leading, *rest = entries
    weight = MEANT if short else LIKE
    others = [Other(one.analysis.folded, one.analysis.exact, weight) for one in rest]
    meant = leading.analysis
    share = 1.0 if short else min(1.0, (len(words) + 1) / len(meant.folded))
    return Meaning(at, at + len(words), leading.meaning, meant.folded, meant.exact, (typed, *others), share)


def initials(words: Sequence[Typed], vocabulary: Vocabulary, taken: Sequence[Meaning]) -> list[Meaning]:
    """Return the common terms that unknown abbreviations among `words` are the initials of."""
    found = []
    inside = {at for meaning in taken for at in range(meaning.start, meaning.end)}
    for at, word in enumerate(words):
        if at in inside or not SHORTEST <= len(word.folded) <= LONGEST or not word.folded.isalpha():
            continue
        if is_shaped_like_a_syllable(word.typed.lower()):
            continue
        terms = vocabulary.initials.get(word.folded, ())
        if len(word.folded) == SHORTEST:
            terms = [term for term in terms if term[1] >= COMMON_PAIR]
        if not terms:
            continue
        before, after = (
            words[at - 1].folded if at else "",
            words[at + 1].folded if at + 1 < len(words) else "",
        )
        scored = [
            (_likely(analyse(phrase).folded, count, before, after, vocabulary), phrase)
            for phrase, count in terms
        ]
        best, *rest = [analyse(phrase) for _, phrase in sorted(scored, reverse=True)[:MOST_MEANINGS]]
        shown = sorted(scored, reverse=True)[0][1]
        typed = Other((word.folded,), (word.exact,), TYPED)
        others = (typed, *(Other(one.folded, one.exact, LIKE) for one in rest))
        found.append(Meaning(at, at + 1, shown, best.folded, best.exact, others))
    return found


def _likely(term: tuple[str, ...], count: int, before: str, after: str, vocabulary: Vocabulary) -> float:
    """Return how likely a term is meant between its neighbours."""
    left, right = vocabulary.pairs.get((before, term[0]), 0), vocabulary.pairs.get((term[-1], after), 0)
    return log(count) + log(1 + left) + log(1 + right)
