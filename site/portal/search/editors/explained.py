"""The screen "why this result": what answers a query, step by step, from the code that answers citizens."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from .viewsets import may_rule


def explained(request: HttpRequest) -> HttpResponse:
    """Show for `?q=` what was understood, which terms counted and why each result stands where it stands."""
    if not may_rule(request):
        raise PermissionDenied
    query = request.GET.get("q", "").strip()
    return render(request, "search/admin/explained.html", {"query": query})


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
