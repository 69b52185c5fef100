"""The screen "why this result": what answers a query, step by step, from the code that answers citizens."""

from itertools import accumulate
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from ..explaining import Placed, explain
from ..plan import MAX_QUERY, MAX_SYLLABLES
from .viewsets import SynonymViewSet, may_rule

#: parts of a score → what they say of a result; `ranking` weighs them
PARTS = {
    "named": _("Has the code or number of the query itself"),
    "covered": _("How much of the query its title holds"),
    "near": _("Words side by side, in order"),
    "tight": _("Little else in the title"),
    "exact": _("Same accents as typed"),
    "title": _("Rare words in its title"),
    "body": _("Rare words in its whole text"),
    "begins": _("Its title begins with the whole query"),
    "matter": _("Its title is of a change, a renewal or an end that the query doesn’t speak of"),
    "law": _("A legal document, though the query doesn’t ask for one"),
}


def explained(request: HttpRequest) -> HttpResponse:
    """Show for `?q=` what was understood, which terms counted and why each result stands where it stands."""
    if not may_rule(request):
        raise PermissionDenied
    query = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "header_title": _("Why this result?"),
        "page_title": _("Why this result?"),
        "header_icon": "help",
        "query": query,
        "longest": MAX_QUERY,
        "most_words": MAX_SYLLABLES,
        "synonym_add": SynonymViewSet().get_url_name("add"),
        "synonym_query": urlencode({"words": query[:120]}),
    }
    if query:
        explanation = explain(query, request)
        context |= {"explained": explanation, "placed": list(map(_row, explanation.placed))}
    return render(request, "search/admin/explained.html", context)


def _row(placed: Placed) -> dict[str, Any]:
    parts = placed.ranked.parts if placed.ranked else {}
    shown, score = [], 0
    # Rounded as they are summed up: the points that are shown make up the score that is shown.
    for label, so_far in zip(PARTS.values(), accumulate(parts.get(name, 0) for name in PARTS), strict=True):
        shown.append((label, round(100 * so_far) - score))
        score = round(100 * so_far)
    return {
        "result": placed.result,
        "ranked": placed.ranked,
        "is_best": placed.is_best,
        "parts": shown,
        "score": score if placed.ranked else None,
    }


class ExplainedItem(MenuItem):
    """Its line in the menu of the search, for those who rule it."""

    def __init__(self) -> None:
        super().__init__(
            _("Why this result?"),
            reverse_lazy("search_explained"),
            name="search-explained",
            icon_name="help",
            order=100,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_rule(request)
