"""The one search of the portal: page, feed and API ask here, whichever engine answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import F
from django.http import HttpRequest

from .absent import absent
from .asking import ask
from .engines import current_engine
from .engines.base import Candidate, Engine
from .engines.failover import is_degraded, on_one_engine
from .expired import Without, expired
from .facet_sets import Facet, Narrowing, sets_with
from .kinds import TYPES
from .models import IndexedItem
from .pinned import pinned_and_expired
from .plan import Plan, Question
from .ranking import Ranked, scored, worth_showing
from .results import Result, public_rows, shown
from .snippets import Marker

#: candidates of each type that are ranked, by title and by whole document each
CANDIDATES = 40
#: rows that hold every group and are listed by their scores, though these are low; further ones come by their age
BY_SCORE = 50
#: rows that hold every word of which a feed takes those that were published last
NEWEST_OF = 500
MAX_PAGE_SIZE = 50


@dataclass
class SearchResults:
    """One page of results.

    `counts` holds how many there are of each type under the facets that were chosen, whatever `types` was asked for;
    `facets` how many each value of a facet would show.
    """

    question: Question
    types: tuple[str, ...] = ()
    page: int = 1
    page_size: int = 10
    counts: dict[str, int] = field(default_factory=dict)
    facets: list[Facet] = field(default_factory=list)
    #: results without any filter, by the number of their set of facets
    histogram: dict[int, int] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)
    #: by row, the scores of those that are listed by them, on whatever page
    ranked: dict[int, Ranked] = field(default_factory=dict)
    #: words that none of the results on this page holds, as they were typed
    absent: list[str] = field(default_factory=list)
    engine: str = ""
    #: the engine of this deployment didn't answer, the database's did
    degraded: bool = False

    @property
    def pinned(self) -> list[Result]:
        """Those on this page that editors put above the others."""
        return [result for result in self.results if result.is_pinned]

    @property
    def count(self) -> int:
        """How many results there are of the types that were asked for."""
        return sum(number for kind, number in self.counts.items() if not self.types or kind in self.types)

    @property
    def count_all(self) -> int:
        """How many results there are of all types."""
        return sum(self.counts.values())

    @property
    def pages(self) -> int:
        """How many pages they fill."""
        return -(-self.count // self.page_size)


@dataclass(frozen=True)
class _Listing:
    """What an engine answers to a question: counts, and the rows of the page."""

    counts: dict[str, int]
    facets: list[Facet]
    histogram: dict[int, int]
    pks: list[int]
    ranked: dict[int, Ranked]


def search(
    query: str,
    *,
    types: Collection[str] = (),
    facets: Mapping[str, Collection[str]] | None = None,
    page: int = 1,
    page_size: int = 10,
    request: HttpRequest | None = None,
    as_typed: bool = False,
) -> SearchResults:
    """Return page number `page` (from 1) of what answers `query`, of the given `types` (none: of all).

    `facets` narrows it to rows that have, of each facet named, one of its values. A page beyond the last one is
    empty. A fixed number of SQL statements and no write, however the query is made; `request` only spares looking up
    the site for addresses. `as_typed` takes every word as it stands.
    """
    asked, engine = ask(query, as_typed=as_typed), current_engine()
    found = SearchResults(
        asked.question,
        types=tuple(kind for kind in TYPES if kind in types),
        page=max(page, 1),
        page_size=min(max(page_size, 1), MAX_PAGE_SIZE),
        engine=engine.name,
    )
    if not asked.question or (types and not found.types):
        return found
    on_top, gone = pinned_and_expired(asked.question.text)
    listing = on_one_engine(
        engine, lambda one: _listing(Without(one, gone), asked.plan, on_top, found, facets or {})
    )
    found.engine, found.degraded = engine.name, is_degraded(engine)
    found.counts, found.facets, found.histogram = listing.counts, listing.facets, listing.histogram
    found.ranked = listing.ranked
    rows = public_rows(listing.pks)
    found.results = shown(rows, Marker(asked.question), {one.pk for one in on_top}, request)
    found.absent = absent(asked.question, (text for row, _ in rows for text in (row.title, row.text.body)))
    return found


def newest(
    query: str,
    limit: int,
    *,
    types: Collection[str] = (),
    facets: Mapping[str, Collection[str]] | None = None,
    request: HttpRequest | None = None,
    as_typed: bool = False,
) -> list[Result]:
    """Return at most `limit` of the rows that hold every word of `query`, under these filters; newest pages first.

    By the day of publication: a draft may have waited for long. Of more than `NEWEST_OF` rows the latest are looked at.
    """
    asked = ask(query, as_typed=as_typed)
    if not asked.question:
        return []
    gone = expired()

    def listed(engine: Engine) -> list[int]:
        narrowing = Narrowing(engine.matches(asked.plan, []).by_set, types, facets or {})
        return engine.more(asked.plan, narrowing.sets, (), 0, NEWEST_OF)

    latest = on_one_engine(current_engine(), lambda one: listed(Without(one, gone)))
    by_day = IndexedItem.objects.filter(pk__in=latest).order_by(F("date").desc(nulls_last=True), "-pk")
    rows = public_rows(list(by_day.values_list("pk", flat=True)[:limit]))
    return shown(rows, Marker(asked.question), (), request)


def _listing(
    engine: Engine,
    terms: Plan,
    on_top: list[Candidate],
    found: SearchResults,
    facets: Mapping[str, Collection[str]],
) -> _Listing:
    """Return counts and rows; everything that is asked of the engine is asked here.

    The results are the rows that hold every group of terms, and those that rank well without. Filters only choose
    among them: so each count is exactly what a click shows.
    """
    ranked = scored(terms, engine.candidates(terms, CANDIDATES))
    best = worth_showing(ranked)
    listed = _each_once([*on_top, *(one.candidate for one in best)])
    if any(facets.values()):
        # The best of what a facet leaves may be too far behind to be among the best of all.
        ranked = scored(terms, engine.candidates(terms, CANDIDATES, sets_with(found.types, facets)))
    further = _further(ranked, listed, found.types)
    matches = engine.matches(terms, [one.pk for one in (*listed, *further)])
    histogram = dict(matches.by_set)
    for one in listed:
        if one.pk not in matches.among:
            histogram[one.set] = histogram.get(one.set, 0) + 1
    narrowing = Narrowing(histogram, found.types, facets)
    counts = narrowing.counts()
    total = sum(number for kind, number in counts.items() if not found.types or kind in found.types)
    sets = narrowing.sets if narrowing else None
    left = None if sets is None else frozenset(sets)
    listed += [one for one in further if one.pk in matches.among]
    kept = [one.pk for one in listed if left is None or one.set in left]
    start = (found.page - 1) * found.page_size
    stop = min(start + found.page_size, total)
    pks = kept[start:stop]
    if len(pks) < stop - start:
        first = max(start - len(kept), 0)
        pks += engine.more(terms, sets, kept, first, first + stop - start - len(pks))
    by_score = {one.candidate.pk: one for one in (*ranked, *best)}
    of_listed = {one.pk: by_score[one.pk] for one in listed if one.pk in by_score}
    return _Listing(counts, narrowing.facets(), histogram, pks, of_listed)


def _each_once(candidates: list[Candidate]) -> list[Candidate]:
    return list({one.pk: one for one in candidates}.values())


def _further(ranked: list[Ranked], listed: list[Candidate], types: Collection[str]) -> list[Candidate]:
    """Return the next best of some types after those that are `listed`."""
    known = {one.pk for one in listed}
    following = (one.candidate for one in ranked if one.candidate.pk not in known)
    return [one for one in following if not types or one.type in types][:BY_SCORE]
