"""The list of legal documents."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.core.feeds import FEED_SIZE, PageFeed
from portal.core.models import BasePage

from ..document_numbers import read_number
from ..listing import Listing
from .document import LegalDocumentPage
from .drafts import DraftIndexPage
from .queryset import LegalDocumentQuerySet


class LegalIndexPage(RoutablePageMixin, BasePage):
    """All legal documents, narrowed by kind, issuer, year, state and subject, found by number or words."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["legal.LegalDocumentPage", "legal.DraftIndexPage"]
    schema_type = "CollectionPage"

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("list of legal documents")

    @cached_property
    def restricted(self) -> Q:
        """What not everybody may see: asked once for all that the list shows."""
        return Page.objects.private_q()

    def documents(self) -> LegalDocumentQuerySet:
        """Return the documents that the list shows: live and public."""
        return LegalDocumentPage.objects.child_of(self).live().exclude(self.restricted).without_heavy()

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Take a number in any spelling as an address, besides the addresses of the pages below."""
        try:
            return super().route(request, path_components)
        except Http404:
            text = "/".join(path_components)[:120]
            if not self.live or not read_number(text):
                raise
            return RouteResult(self, args=(self.to_number, (), {"text": text}))

    def to_number(self, request: HttpRequest, text: str) -> HttpResponse:
        """Lead to the document that has the number, or to the list of those that may be meant."""
        found = self.with_number(text)
        if not found:
            raise Http404(f"no document {text}")
        if len(found) == 1:
            return HttpResponseRedirect(found[0].get_url(request))
        return HttpResponseRedirect(f"{self.get_url(request)}?{urlencode({'q': text})}")

    def with_number(self, text: str) -> list[LegalDocumentPage]:
        """Return the documents, two at most, whose number `text` is."""
        return list(self.documents().by_number(text).names_only()[:2])

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """Show the list; a question that is the number of one document leads straight to it."""
        question = request.GET.get("q", "").strip()[:200]
        found = self.with_number(question) if question else []
        if len(found) == 1:
            return HttpResponseRedirect(found[0].get_url(request))
        listing = Listing(self.documents(), request.GET, by_number=bool(found))
        drafts = DraftIndexPage.objects.child_of(self).live().exclude(self.restricted).first()
        return self.render(request, context_overrides={**listing.context(), "drafts": drafts})

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Serve the documents that came last as RSS."""
        newest = self.documents().select_related("organisation").order_by("-first_published_at", "-issued_on")
        return PageFeed(self, newest[:FEED_SIZE])(request)
