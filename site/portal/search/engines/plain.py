"""A plain engine for databases without full-text tables of their own here: looks for syllables in titles.

Right, if coarse and unindexed: enough for a small site until its database has an engine.
"""

from collections.abc import Collection, Sequence
from functools import reduce
from operator import and_, or_

from django.db.models import Count, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from ..models import IndexedItem
from ..plan import Plan
from .base import COLUMNS, Candidate, Frequencies, Matches


class PlainEngine:
    """See `Engine`. It counts and lists what has every weighty syllable in its title."""

    name = "database"

    def frequencies(self, tokens: Collection[str]) -> Frequencies:
        """Take every token for rare."""
        return Frequencies(IndexedItem.objects.count(), dict.fromkeys(tokens, 1), dict.fromkeys(tokens, 1))

    def candidates(self, plan: Plan, limit: int, sets: Collection[int] | None = None) -> list[Candidate]:
        """Return rows with any weighty syllable or code."""
        rows = _shown(sets).filter(reduce(or_, (_has(token) for group in plan.every for token in group)))
        return [Candidate(*row) for row in rows.order_by("-pk").values_list(*COLUMNS)[: 3 * limit]]

    def matches(self, plan: Plan, among: Collection[int]) -> Matches:
        """Count rows with every weighty syllable."""
        rows = _shown().filter(_all(plan))
        by_set = rows.values_list("facet_set").annotate(count=Count("pk"))
        return Matches(dict(by_set), frozenset(rows.filter(pk__in=among).values_list("pk", flat=True)))

    def more(
        self, plan: Plan, sets: Collection[int] | None, without: Collection[int], start: int, stop: int
    ) -> list[int]:
        """Return further rows with every weighty syllable, newest first."""
        rows = _shown(sets).filter(_all(plan)).exclude(pk__in=without).order_by("-pk")
        return list(rows.values_list("pk", flat=True)[start:stop])

    def complete(self, words: Sequence[str], limit: int) -> list[Candidate]:
        """Return rows whose title has the words."""
        *whole, last = words
        rows = _shown().filter(*(_has(word) for word in whole), Q(("spaced__contains", f" {last}")))
        return [Candidate(*row) for row in rows.values_list(*COLUMNS)[:limit]]


def _shown(sets: Collection[int] | None = None) -> QuerySet[IndexedItem]:
    rows = IndexedItem.objects.filter(facet_set__isnull=False)
    rows = rows.annotate(spaced=Concat(Value(" "), "title_folded", Value(" "), output_field=TextField()))
    return rows if sets is None else rows.filter(facet_set__in=sets)


def _has(term: str) -> Q:
    if term.startswith("#"):
        return Q(keys__contains=f" {term[1:].removeprefix('=')} ")
    return Q(spaced__contains=f" {term} ")


def _all(plan: Plan) -> Q:
    return reduce(and_, (reduce(or_, map(_has, group)) for group in plan.every))
