"""Pages whose time is past, though the scheduler hasn't come by to say so: they are neither listed nor counted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from .engines.base import Candidate, Engine, Matches
from .models import IndexedItem
from .plan import Plan


def expired_rows() -> QuerySet[IndexedItem]:
    """Return what is over and public as far as the index knows; few at any time."""
    return IndexedItem.objects.filter(facet_set__isnull=False, expires_at__lte=timezone.now())


def expired() -> dict[int, int]:
    """Return {row: its set of facets} of `expired_rows`. One query."""
    return dict(expired_rows().values_list("pk", "facet_set_id"))


@dataclass(frozen=True)
class Without:
    """See `Engine`: an engine that neither lists nor counts the rows `gone` {row: its set of facets}."""

    engine: Engine
    gone: Mapping[int, int]

    @property
    def name(self) -> str:
        return self.engine.name

    def candidates(self, plan: Plan, limit: int, sets: Collection[int] | None = None) -> list[Candidate]:
        return [one for one in self.engine.candidates(plan, limit, sets) if one.pk not in self.gone]

    def matches(self, plan: Plan, among: Collection[int]) -> Matches:
        matches = self.engine.matches(plan, [*among, *self.gone])
        by_set = dict(matches.by_set)
        for pk in matches.among & self.gone.keys():
            left = by_set.pop(self.gone[pk], 0) - 1
            if left > 0:
                by_set[self.gone[pk]] = left
        return Matches(by_set, matches.among - self.gone.keys())

    def more(
        self, plan: Plan, sets: Collection[int] | None, without: Collection[int], start: int, stop: int
    ) -> list[int]:
        return self.engine.more(plan, sets, [*without, *self.gone], start, stop)
