"""Counts and filters by sets of facets: one number for each combination of a type and its facets' values.

An engine only tells how many rows of each set match. Tabs, facets and what a filter leaves follow from that alone,
so every count is exactly what a click shows, on every engine.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Sum

from .kinds import FACETS, TYPES
from .models import FacetSet

Facets = Mapping[str, tuple[str, ...]]

#: sets that a process keeps; a number always means the same, so nothing is ever out of date
_KEPT_MOST = 50_000
_kept: dict[int, "FacetsOfSet"] = {}
#: (facet, value) → the sets kept that have it; ("type", type) as well
_having: dict[tuple[str, str], set[int]] = {}


@dataclass(frozen=True)
class FacetsOfSet:
    """A type and the values of its facets."""

    type: str
    facets: Facets
    #: the same as (facet, value)
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FacetValue:
    """A value with the number of results that choosing it shows."""

    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """One way to narrow results; its values with the most results first."""

    name: str
    values: list[FacetValue] = field(default_factory=list)


def facets_of(kind: str, facets: Mapping[str, Iterable[str]], day: date | None) -> dict[str, list[str]]:
    """Return those facets of a row of type `kind` by which results are narrowed, empty ones left out."""
    chosen = {}
    for name in FACETS.get(kind, ()):
        values = sorted({str(value) for value in facets.get(name) or () if value})
        if not values and name == "year" and day:
            values = [str(day.year)]
        if values:
            chosen[name] = values
    return chosen


def number_of(kind: str, facets: Mapping[str, list[str]]) -> int:
    """Return the number of a set: 48 bits of a hash, so that JSON and every engine hold it exactly."""
    text = json.dumps([kind, facets], sort_keys=True, ensure_ascii=False)
    return int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12], 16)


def known(numbers: Collection[int]) -> dict[int, FacetsOfSet]:
    """Return the sets of `numbers`; one query for those that this process hasn't seen yet."""
    if missing := [number for number in numbers if number not in _kept]:
        if len(_kept) > _KEPT_MOST:
            _kept.clear()
            _having.clear()
            missing = list(numbers)
        # All of them at once where many are missing: an IN of thousands is no faster.
        rows = FacetSet.objects.all() if len(missing) > 500 else FacetSet.objects.filter(pk__in=missing)
        for number, kind, facets in rows.values_list("pk", "type", "facets"):
            if kind in TYPES:
                values = {name: tuple(values) for name, values in facets.items()}
                pairs = tuple((name, value) for name, of_facet in values.items() for value in of_facet)
                _kept[number] = FacetsOfSet(kind, values, pairs)
                for pair in (("type", kind), *pairs):
                    _having.setdefault(pair, set()).add(number)
    return {number: _kept[number] for number in numbers if number in _kept}


class _Everything:
    """All sets that there are, as this process last read them."""

    mark: dict[str, int | None] | None = None
    numbers: frozenset[int] = frozenset()

    def read(self) -> frozenset[int]:
        """Return their numbers; one query while they are the same as before."""
        # Numbers are hashes: other sets have another sum.
        mark = FacetSet.objects.aggregate(count=Count("pk"), sum=Sum(F("pk") % 1_000_003))
        if mark != self.mark:
            self.numbers = frozenset(known(FacetSet.objects.values_list("pk", flat=True)))
            self.mark = mark
        elif not self.numbers <= _kept.keys():
            known(self.numbers)
        return self.numbers


_everything = _Everything()


def sets_with(types: Collection[str], chosen: Mapping[str, Collection[str]]) -> list[int]:
    """Return every set that filters leave, whatever matches; one query, two more after new sets came up."""
    left = _everything.read()
    wanted = {"type": types, **chosen}
    for name, values in wanted.items():
        if values:
            left &= frozenset().union(*(_having.get((name, value), ()) for value in values))
    return sorted(left)


class Narrowing:
    """A histogram {set: results} under filters: types (none: all) and values by facet (one of each facet is enough).

    A filter by a facet leaves only what has one of its values.
    """

    def __init__(
        self, histogram: Mapping[int, int], types: Collection[str], chosen: Mapping[str, Collection[str]]
    ) -> None:
        self._types = frozenset(types)
        self._chosen = {name: frozenset(values) for name, values in chosen.items() if values}
        #: the sets that the filters leave
        self.sets: list[int] = []
        self._by_type = dict.fromkeys(TYPES, 0)
        self._by_value: dict[tuple[str, str], int] = {}
        self._add(histogram)

    def __bool__(self) -> bool:
        return bool(self._types or self._chosen)

    def counts(self) -> dict[str, int]:
        """Return the results of each type under the facets' filters, whatever types were asked for; none left out."""
        return {kind: count for kind, count in self._by_type.items() if count}

    def facets(self) -> list[Facet]:
        """Return each facet with its values. Its own choice doesn't shrink a facet's counts: more may be chosen."""
        counts: dict[str, dict[str, int]] = {}
        for (name, value), count in self._by_value.items():
            counts.setdefault(name, {})[value] = count
        for name, values_chosen in self._chosen.items():
            for value in values_chosen:  # what was chosen can be taken back, even where nothing has it
                counts.setdefault(name, {}).setdefault(value, 0)
        return [self._facet(name, counts[name]) for name in _NAMES if name in counts]

    def _add(self, histogram: Mapping[int, int]) -> None:
        # Thousands of sets at most, in each search: plain loops.
        by_type, by_value = self._by_type, self._by_value
        narrowed = bool(self)
        for number, one in known(histogram).items():
            count = histogram[number]
            misses = self._misses(one) if narrowed else _NONE
            if not misses:
                self.sets.append(number)
                by_type[one.type] += count
                for pair in one.pairs:
                    by_value[pair] = by_value.get(pair, 0) + count
            elif len(misses) == 1:
                (missed,) = misses
                if missed == "type":
                    by_type[one.type] += count
                for pair in one.pairs:
                    if pair[0] == missed:
                        by_value[pair] = by_value.get(pair, 0) + count

    def _facet(self, name: str, counts: dict[str, int]) -> Facet:
        chosen = self._chosen.get(name, ())
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return Facet(name, [FacetValue(value, count, value in chosen) for value, count in ordered])

    def _misses(self, one: "FacetsOfSet") -> Collection[str]:
        """Return the filters that a set doesn't satisfy, by facet; "type" for the types."""
        missed = {
            name for name, values in self._chosen.items() if values.isdisjoint(one.facets.get(name, ()))
        }
        if self._types and one.type not in self._types:
            missed.add("type")
        return missed


_NONE: tuple[str, ...] = ()
_NAMES = tuple(dict.fromkeys(name for names in FACETS.values() for name in names))
