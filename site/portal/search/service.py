"""The one search of the portal: page, suggestions and API ask here, whichever engine answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.models import Page

from .absent import absent
from .asking import ask
from .engines import current_engine, database_engine
from .engines.base import Candidate, Engine
from .engines.failover import is_degraded, on_one_engine
from .expired import Without, expired
from .facet_sets import Facet, Narrowing, sets_with
from .hits import passage
from .kinds import DATED, TYPES
from .models import HiddenPage, IndexedItem
from .pinned import pinned_and_expired
from .plan import Plan, Question
from .ranking import Ranked, scored, worth_showing
from .snippets import Marker
from .unfinished import read_unfinished

#: candidates of each type that are ranked, by title and by whole document each
CANDIDATES = 40
#: rows that hold every group and are listed by their scores, though these are low; further ones come by their age
BY_SCORE = 50
#: rows that hold every word of which a feed takes those that were published last
NEWEST_OF = 500
MAX_PAGE_SIZE = 50
MAX_SUGGESTIONS = 10
#: characters of a suggestion query that are read
MAX_TYPED = 120


@dataclass(frozen=True)
class Result:
    """One result as it is shown. `title_marked` and `snippet` are escaped HTML with mark elements."""

    type: str
    title: str
    title_marked: SafeString
    url: str
    code: str
    number: str
    snippet: SafeString
    date: date | None
    is_sample: bool
    #: how long its recording is, in words ("3 phút 12 giây")
    duration: str = ""
    #: what a reader must know first ("Đã bãi bỏ")
    notice: str = ""
    #: where the snippet stands, in words, unless in the page's own text ("Trong tệp “Mẫu số 01”")
    hit_in: str = ""
    #: editors put it above the results
    is_pinned: bool = False
    #: the row of the index, for whoever asks why it stands here
    pk: int = 0

    @property
    def shows_date(self) -> bool:
        """Whether its day is one of the facts that matter for its type: news and documents are of a day."""
        return self.type in DATED

    @property
    def label(self) -> str:
        """The name of its type."""
        return str(TYPES[self.type])


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
class Suggestion:
    """One completion of what is being typed."""

    title: str
    url: str
    type: str
    is_sample: bool
    code: str = ""


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
    rows = _public_rows(listing.pks)
    found.results = _shown(rows, Marker(asked.question), {one.pk for one in on_top}, request)
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
    rows = _public_rows(list(by_day.values_list("pk", flat=True)[:limit]))
    return _shown(rows, Marker(asked.question), (), request)


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


def _public_rows(pks: list[int]) -> list[tuple[IndexedItem, Page]]:
    """Return the rows in this order, with their pages; what the database no longer shows everybody is left out."""
    rows = IndexedItem.objects.select_related("text").in_bulk(pks)
    pages = _public_pages([row.object_id for row in rows.values()])
    return [(rows[pk], pages[rows[pk].object_id]) for pk in pks if pk in rows and rows[pk].object_id in pages]


def _shown(
    rows: list[tuple[IndexedItem, Page]], marker: Marker, on_top: Collection[int], request: HttpRequest | None
) -> list[Result]:
    return [_result(row, _address(page, request), marker, row.pk in on_top) for row, page in rows]


def _result(row: IndexedItem, url: str, marker: Marker, is_pinned: bool) -> Result:
    snippet, hit_in = passage(marker, row.title, row.text.body, row.text.parts)
    return Result(
        type=row.type,
        title=row.title,
        title_marked=marker.mark(row.title),
        url=url,
        code=row.code,
        number=row.number,
        snippet=snippet,
        date=row.date,
        is_sample=row.is_sample,
        duration=" ".join(row.facets.get("duration", ())),
        notice=" ".join(row.facets.get("notice", ())),
        hit_in=hit_in,
        is_pinned=is_pinned,
        pk=row.pk,
    )


def _public_pages(keys: Collection[str]) -> dict[str, Page]:
    """Return what everybody may see and editors didn't hide; what has expired is gone before the scheduler comes by."""
    pages = Page.objects.filter(pk__in=[int(key) for key in keys]).live().public()
    pages = pages.exclude(expire_at__lte=timezone.now()).exclude(pk__in=HiddenPage.objects.values("page_id"))
    return {
        str(page.pk): page for page in pages.only("pk", "url_path", "locale_id", "content_type_id", "live")
    }


def _address(page: Page, request: HttpRequest | None) -> str:
    """Return the path of a page; `get_url` would look up the site of the request first, and there is one only."""
    _, _, path = page.get_url_parts(request) or ("", "", "")
    return str(path or "")


def suggest(query: str, limit: int = 8, *, request: HttpRequest | None = None) -> list[Suggestion]:
    """Return at most `limit` completions of `query`, whose last word may be unfinished.

    What it names by code or number comes first, then titles that begin with it, then those that hold it
    side by side, then any order; a code or a law number
    may be typed in part, with its dot or without. Procedures stand together before everything else; where there is
    something else, it has a place.
    """
    words, keys = read_unfinished(query[:MAX_TYPED])
    if sum(map(len, words + keys)) < 2:
        return []
    limit = min(max(limit, 1), MAX_SUGGESTIONS)
    found = _completions(words, keys, limit * 6)
    if not found and keys:
        # No number that is known: its words then.
        words, keys = read_unfinished(query[:MAX_TYPED], guess=False)
        found = _completions(words, keys, limit * 6)
    start = " ".join(words)
    found.sort(
        key=lambda one: (
            not any(f" {key} " in one.keys for key in keys),
            not one.title_folded.startswith(start),
            start not in one.title_folded,
            len(one.title_folded),
            one.pk,
        )
    )
    gone = expired() if found else {}
    found = _grouped([one for one in found if one.pk not in gone], limit)
    items = IndexedItem.objects.filter(pk__in=[one.pk for one in found])
    rows = {row[0]: row[1:] for row in items.values_list("pk", "object_id", "title", "is_sample", "code")}
    pages = _public_pages([row[0] for row in rows.values()])
    suggestions = []
    for one in found:
        key, title, is_sample, code = rows.get(one.pk, ("", "", False, ""))
        if key in pages:
            suggestions.append(Suggestion(title, _address(pages[key], request), one.type, is_sample, code))
    return suggestions


def _grouped(found: list[Candidate], limit: int) -> list[Candidate]:
    """Return the first `limit`, procedures before the others; a third of the places is for others, if there are any."""
    procedures = [one for one in found if one.type == "procedure"]
    others = [one for one in found if one.type != "procedure"]
    most = max(limit - len(others), limit - limit // 3)
    procedures = procedures[:most]
    return [*procedures, *others[: limit - len(procedures)]]


def _completions(words: list[str], keys: list[str], limit: int) -> list[Candidate]:
    engine = database_engine()
    found = engine.complete(words + keys, limit)
    if keys and words and not found:
        # "số 63/2010/NĐ-CP ngày …": the number alone names it.
        found = engine.complete(keys, limit)
    return found
