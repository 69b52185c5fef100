"""The search page, its feed and the suggestions. All of them only read."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from portal.core.visitors import within_bounds

from . import feeds, filters, silent_queries
from .labels import Names, lists_to_browse
from .numbers import LAST_PAGE, number
from .plan import MAX_QUERY, MAX_SYLLABLES, read
from .service import SearchResults, search
from .suggestions import suggest

PAGE_SIZE = 10
#: characters of a query that are told again in sentences; the box keeps all of it
SHOWN = 80
#: lists that are offered where nothing was found
MOST_LISTS = 24
#: searches without result of one address that are noted within an hour
MOST_NOTED = 60
#: Vietnamese letters as they are: shorter on weak lines, and readable
_READABLE = {"ensure_ascii": False}


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show results with tabs and filters; works without JavaScript."""
    asked = filters.read(request.GET)
    page = number(request.GET.get(filters.PAGE), 1, LAST_PAGE)
    found = search(
        asked.query,
        types=asked.types,
        facets=asked.chosen,
        page=page,
        page_size=PAGE_SIZE,
        request=request,
        as_typed=asked.as_typed,
    )
    if page > max(found.pages, 1):
        return HttpResponseRedirect(_at_page(request, found.pages))
    if silent_queries.is_silent(found) and within_bounds(request, "search.silent", MOST_NOTED):
        silent_queries.note(found.question.text)
    context = {
        "query": found.question.text,
        "shown": Truncator(found.question.text).chars(SHOWN),
        "found": found,
        "asked": asked,
        "longest": MAX_QUERY,
        "most_words": MAX_SYLLABLES,
        "pages": Paginator(range(found.count), PAGE_SIZE).get_page(page),
        "hide_search": True,
        **(_around(asked, found) if found.question else {}),
    }
    if not found.count:
        context["fields"] = lists_to_browse("procedure", "field")[:MOST_LISTS]
    return render(request, "search/search.html", context)


def _around(asked: filters.Selection, found: SearchResults) -> dict[str, Any]:
    """Return what stands around the results: tabs, filters, chips, or ways out where there are none."""
    names = Names({*asked.facets, *asked.chosen}, asked.types)
    around: dict[str, Any] = {
        "tabs": filters.tabs(asked, found.histogram),
        "filters": list(filters.filters(asked, found.facets, names)),
        "chips": filters.chips(asked, names),
        "corrected": _corrected(asked, found),
        "hidden": asked.form_pairs(),
        "feed": asked.address(),
    }
    if not found.count:
        around["everywhere"] = sum(found.histogram.values())
    return around


def _corrected(asked: filters.Selection, found: SearchResults) -> dict[str, str] | None:
    """Return the words that were probably meant, with the addresses of both ways; None where nothing was repaired."""
    question = read(asked.query) if asked.as_typed else found.question
    if question.corrected is None:
        return None
    words = question.corrected.shown_as
    return {
        "words": Truncator(words).chars(SHOWN),
        "address": replace(asked, query=words, as_typed=False).address(),
        "as_typed": replace(asked, as_typed=True).address(),
    }


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """Serve what is new of a search as RSS."""
    return feeds.answer(request, filters.read(request.GET))


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer what completes `q`, procedures first."""
    found = suggest(request.GET.get(filters.QUERY, ""), request=request)
    return JsonResponse(
        {
            "suggestions": [
                {"title": one.title, "url": one.url, "type": one.type}
                | ({"code": one.code} if one.code else {})
                | ({"sample": True, "notice": gettext("Sample data")} if one.is_sample else {})
                for one in found
            ]
        },
        json_dumps_params=_READABLE,
    )


def _at_page(request: HttpRequest, page: int) -> str:
    values = request.GET.copy()
    if page > 1:
        values[filters.PAGE] = str(page)
    else:
        values.pop(filters.PAGE, None)
    return f"{request.path}?{values.urlencode()}" if values else request.path
