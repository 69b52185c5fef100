"""The catalogue of procedures.

What `procedures_index_page.html` gets besides `page`: `listing` (`catalogue.listing.Listing`: filters with their
counts, chips, letters, orders), `procedures` (a Django page of `ProcedurePage`s, long columns deferred), `law` (the
legal document that the procedures stand on, or None), `entries` (whether the ways in are shown: guided choices,
groups, life events, `popular`, the most visited), `heading`, `filter_words` (what the list is narrowed by, in words),
`canonical` (the address without page and order) and `hidden_from_search` (several filters at once).
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from legal.models import LegalDocumentPage
from portal.core.models import BasePage
from portal.text import parse_code

from ..catalogue.listing import Listing, most_visited
from ..catalogue.selection import LAW, PAGE, Selection, read
from ..catalogue.table import catalogue_table
from .citation import procedures_citing
from .page import ProcedurePage


class ProceduresIndexPage(BasePage):
    """All procedures, by the facets of `catalogue.definitions` and by legal document (`can-cu`)."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["procedures.ProcedurePage", "procedures.GuidePage"]
    schema_type = "CollectionPage"

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("catalogue of procedures")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Take a code in any spelling as an address, besides those of the pages below."""
        if self.live and len(path_components) == 1 and (code := parse_code(path_components[0])):
            return RouteResult(self, kwargs={"code": code})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, code: str = "", **kwargs: Any) -> HttpResponse:
        if not code:
            return super().serve(request, *args, **kwargs)
        page = ProcedurePage.objects.child_of(self).live().public().by_code(code)
        address = page and page.get_url(request)
        if not address:
            raise Http404(f"no procedure {code}")
        return HttpResponseRedirect(address)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        table = catalogue_table()
        law = LegalDocumentPage.objects.live().public().meant_by(request.GET.get(LAW, ""))
        standing = table.holding(procedures_citing(law)) if law else 0
        selection = read(request.GET, table, law.slug if law else "")
        listing = Listing(table, selection, law, standing)
        procedures = listing.page(request.GET.get(PAGE))
        entries = selection.is_plain and not selection.opened and procedures.number == 1
        canonical = Selection(selection.chosen, selection.law).query() if selection.count else ""
        event = listing.event
        words = [str(chip) for chip in listing.chips()]
        return context | {
            "listing": listing,
            "procedures": procedures,
            "law": law,
            "entries": entries,
            "popular": most_visited(table) if entries else [],
            "heading": event.name if event else self.title,
            "filter_words": "; ".join(words[1:] if event else words),
            "canonical": (self.full_url or "") + canonical,
            "hidden_from_search": selection.count > 1,
        }
