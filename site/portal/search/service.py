"""The one search of the portal: page, suggestions and API ask here, whichever engine answers."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page

from .engines import current_engine
from .engines.base import Candidate, Engine
from .kinds import DATED, TYPES
from .models import IndexedItem
from .plan import Plan, Question, plan, read
from .ranking import rank
from .snippets import Marker
from .unfinished import read_unfinished

#: candidates of each type that are ranked, by title and by whole document each
CANDIDATES = 40
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
    """One page of results. `counts` holds how many there are of each type, whatever `types` was asked for."""

    question: Question
    types: tuple[str, ...] = ()
    page: int = 1
    page_size: int = 10
    counts: dict[str, int] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)
    engine: str = ""
    degraded: bool = False

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


def search(
    query: str,
    *,
    types: Collection[str] = (),
    page: int = 1,
    page_size: int = 10,
    request: HttpRequest | None = None,
) -> SearchResults:
    """Return page number `page` (from 1) of what answers `query`, of the given `types` (none: of all).

    A page beyond the last one is empty. At most seven SQL statements and no write, however the query
    is made; `request` only spares looking up the site for addresses.
    """
    question = read(query)
    engine = current_engine()
    found = SearchResults(
        question,
        types=tuple(kind for kind in TYPES if kind in types),
        page=max(page, 1),
        page_size=min(max(page_size, 1), MAX_PAGE_SIZE),
        engine=engine.name,
    )
    if not question or (types and not found.types):
        return found
    known = engine.frequencies(question.tokens)
    terms = plan(question, known.total, known.body, known.title)
    listed = [one.candidate for one in rank(terms, engine.candidates(terms, CANDIDATES))]
    found.counts = _counts(engine, terms, listed)
    pks = _slice(engine, terms, listed, found)
    found.results = _shown(pks, Marker(question), request)
    return found


def _counts(engine: Engine, terms: Plan, listed: list[Candidate]) -> dict[str, int]:
    """Return how many results there are of each type: what holds every weighty term, and what ranks without."""
    matches = engine.matches(terms, [candidate.pk for candidate in listed])
    counts = dict.fromkeys(TYPES, 0)
    for kind, number in matches.total.items():
        counts[kind] = number - matches.among.get(kind, 0)
    for candidate in listed:
        counts[candidate.type] += 1
    return {kind: number for kind, number in counts.items() if number}


def _slice(engine: Engine, terms: Plan, listed: list[Candidate], found: SearchResults) -> list[int]:
    """Return the rows of the page that is asked for: ranked ones first, then the rest of the matches."""
    ranked = [one.pk for one in listed if not found.types or one.type in found.types]
    start = (found.page - 1) * found.page_size
    stop = min(start + found.page_size, found.count)
    pks = ranked[start:stop]
    if len(pks) < stop - start:
        first = max(start - len(ranked), 0)
        pks += engine.more(terms, found.types, ranked, first, first + stop - start - len(pks))
    return pks


def _shown(pks: list[int], marker: Marker, request: HttpRequest | None) -> list[Result]:
    """Return the rows as they are shown; what the database no longer shows everybody is left out."""
    rows = IndexedItem.objects.select_related("text").in_bulk(pks)
    pages = _public_pages([row.object_id for row in rows.values()])
    return [
        Result(
            type=row.type,
            title=row.title,
            title_marked=marker.mark(row.title),
            url=pages[row.object_id].get_url(request) or "",
            code=row.code,
            number=row.number,
            snippet=marker.snippet(row.text.body),
            date=row.date,
            is_sample=row.is_sample,
            duration=" ".join(row.facets.get("duration", ())),
            notice=" ".join(row.facets.get("notice", ())),
        )
        for row in (rows[pk] for pk in pks if pk in rows)
        if row.object_id in pages
    ]


def _public_pages(keys: Collection[str]) -> dict[str, Page]:
    pages = Page.objects.filter(pk__in=[int(key) for key in keys]).live().public()
    return {
        str(page.pk): page for page in pages.only("pk", "url_path", "locale_id", "content_type_id", "live")
    }


def suggest(query: str, limit: int = 8, *, request: HttpRequest | None = None) -> list[Suggestion]:
    """Return at most `limit` completions of `query`, whose last word may be unfinished.

    What it names by code or number comes first, then titles that begin with it, then those that hold it
    side by side, then any order; a code or a law number
    may be typed in part, with its dot or without.
    """
    words, keys = read_unfinished(query[:MAX_TYPED])
    if sum(map(len, words + keys)) < 2:
        return []
    limit = min(max(limit, 1), MAX_SUGGESTIONS)
    engine = current_engine()
    found = engine.complete(words + keys, limit * 6)
    if keys and words and not found:
        # "số 63/2010/NĐ-CP ngày …": the number alone names it.
        found = engine.complete(keys, limit * 6)
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
    rows = IndexedItem.objects.in_bulk([one.pk for one in found[:limit]])
    pages = _public_pages([row.object_id for row in rows.values()])
    return [
        Suggestion(row.title, pages[row.object_id].get_url(request) or "", row.type, row.is_sample)
        for row in (rows[one.pk] for one in found[:limit] if one.pk in rows)
        if row.object_id in pages
    ]
