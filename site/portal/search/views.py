"""The search page, the suggestions and the search API. All of them only read."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from .kinds import TYPES
from .plan import MAX_QUERY
from .service import MAX_PAGE_SIZE, SearchResults, search, suggest

PAGE_SIZE = 10
#: no result list is longer, and a database's OFFSET must not overflow
_LAST_PAGE = 100_000
#: Vietnamese letters as they are: shorter on weak lines, and readable
_READABLE = {"ensure_ascii": False}


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show results with a tab for each type that has any; works without JavaScript."""
    query = request.GET.get("q", "").strip()
    kind = request.GET.get("loai", "")
    kind = kind if kind in TYPES else ""
    page = _number(request.GET.get("page"), 1, _LAST_PAGE)
    found = search(query, types=[kind] if kind else [], page=page, page_size=PAGE_SIZE, request=request)
    if page > max(found.pages, 1):
        return HttpResponseRedirect(_at_page(request, found.pages))
    context = {
        "query": found.question.text,
        "found": found,
        "kind": kind,
        "tabs": _tabs(found, kind),
        "longest": MAX_QUERY,
        "pages": Paginator(range(found.count), PAGE_SIZE).get_page(page),
        "hide_search": True,
    }
    return render(request, "search/search.html", context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer what completes `q`."""
    found = suggest(request.GET.get("q", ""), request=request)
    return JsonResponse(
        {
            "suggestions": [
                {"title": one.title, "url": one.url, "type": one.type} | _sample_mark(one.is_sample)
                for one in found
            ]
        },
        json_dumps_params=_READABLE,
    )


@require_safe
def api(request: HttpRequest) -> JsonResponse:
    """Answer one page of results as JSON. `snippet` is escaped HTML with mark elements.

    A `page` beyond the last one has no results; numbers that are none or out of bounds count as the
    nearest that is (`page_size` 1 to 50).
    """
    kinds = [kind for value in request.GET.getlist("type") for kind in value.split(",") if kind]
    found = search(
        request.GET.get("q", ""),
        types=kinds,
        page=_number(request.GET.get("page"), 1, _LAST_PAGE),
        page_size=_number(request.GET.get("page_size"), PAGE_SIZE, MAX_PAGE_SIZE),
        request=request,
    )
    return JsonResponse(
        {
            "count": found.count,
            "engine": found.engine,
            "degraded": found.degraded,
            "facets": {
                "type": [
                    {"value": kind, "label": str(TYPES[kind]), "count": count}
                    for kind, count in found.counts.items()
                ]
            },
            "results": [
                {
                    "type": result.type,
                    "title": result.title,
                    "url": result.url,
                    "code": result.code,
                    "number": result.number,
                    "snippet": result.snippet,
                }
                | _sample_mark(result.is_sample)
                for result in found.results
            ],
        },
        json_dumps_params=_READABLE,
    )


def _sample_mark(is_sample: bool) -> dict[str, Any]:
    return {"sample": True, "notice": gettext("Sample data")} if is_sample else {}


def _tabs(found: SearchResults, kind: str) -> list[dict[str, object]]:
    """Return a tab for each type with results, and for the one that is open."""
    return [
        {"value": value, "label": label, "count": found.counts.get(value, 0), "open": value == kind}
        for value, label in TYPES.items()
        if value in found.counts or value == kind
    ]


def _number(text: str | None, default: int, most: int) -> int:
    """Return the number that `text` is, within 1 and `most`; `default` when it is none."""
    if not text or len(text) > 20 or not text.lstrip("+-").isdecimal():
        return default
    try:
        return min(max(int(text), 1), most)
    except ValueError:
        return default


def _at_page(request: HttpRequest, page: int) -> str:
    values = request.GET.copy()
    if page > 1:
        values["page"] = str(page)
    else:
        values.pop("page", None)
    return f"{request.path}?{values.urlencode()}" if values else request.path
