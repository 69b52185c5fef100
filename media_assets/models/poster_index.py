"""The gallery of posters and panos.

What `poster_index_page.html` gets besides `page`: `posters` (a Django page of `PosterPage`s with pictures),
`filters` (`media_assets.filters.Filter`) and `narrowed` (whether any of them is chosen).
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from portal.core.feeds import FEED_SIZE, PageFeed
from portal.core.models import BasePage
from portal.files.languages import Language

from ..filters import Filter, chosen_filter
from .campaign import Campaign
from .poster_parts import Wording
from .poster_queryset import PosterQuerySet, ready
from .posters import PosterPage

PAGE_SIZE = 24

ORIENTATION_NAMES = [("doc", _("Upright")), ("ngang", _("Broad")), ("vuong", _("Square"))]


class PosterIndexPage(RoutablePageMixin, BasePage):
    """All designs, newest first, by kind (`loai`), campaign (`chu-de`), language (`ngon-ngu`), year (`nam`) and
    orientation (`huong`)."""

    max_count = 1
    parent_page_types = ["media_assets.MediaIndexPage"]
    subpage_types = ["media_assets.PosterPage"]
    schema_type = "CollectionPage"

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("gallery of posters")

    @cached_property
    def posters(self) -> PosterQuerySet:
        """The live and public designs, newest first."""
        return PosterPage.objects.child_of(self).shown()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        filters = self.filters(request)
        found = self.narrowed({each.name: each.chosen for each in filters})
        shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        shown.object_list = with_languages(ready(shown.object_list))
        return super().get_context(request, *args, **kwargs) | {
            "posters": shown,
            "filters": filters,
            "is_narrowed": any(each.chosen for each in filters),
        }

    def filters(self, request: HttpRequest) -> list[Filter]:
        """Return what the list can be narrowed by; campaigns and years only where there are designs of them."""
        campaigns = Campaign.objects.filter(pk__in=self.posters.order_by().values("campaign_id"))
        years = self.posters.of_year().order_by("-year").values_list("year", flat=True).distinct()
        choices = [
            ("loai", _("Kind of design"), _("All kinds of designs"), PosterPage.Kind.choices),
            (
                "chu-de",
                _("Campaign or topic"),
                _("All campaigns and topics"),
                campaigns.values_list("slug", "name"),
            ),
            ("ngon-ngu", _("Language"), _("All languages"), Language.choices),
            ("nam", _("Year"), _("All years"), [(year, year) for year in years if year]),
            ("huong", _("Shape"), _("All shapes"), ORIENTATION_NAMES),
        ]
        made = [chosen_filter(*choice, request.GET.get(choice[0])) for choice in choices]
        return [each for each in made if each.options]

    def narrowed(self, chosen: dict[str, str]) -> PosterQuerySet:
        """Return the designs that fit the chosen filters."""
        found = self.posters
        if kind := chosen.get("loai"):
            found = found.filter(kind=kind)
        if campaign := chosen.get("chu-de"):
            found = found.filter(campaign__slug=campaign)
        if language := chosen.get("ngon-ngu"):
            found = found.in_language(language)
        if year := chosen.get("nam"):
            found = found.of_year().filter(year=int(year))
        if orientation := chosen.get("huong"):
            found = found.turned(orientation)
        return found

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Serve the newest designs as RSS."""
        return PageFeed(self, self.posters.select_related("organisation")[:FEED_SIZE])(request)


def with_languages(posters: list[PosterPage]) -> list[PosterPage]:
    """Return `posters` with their wordings fetched in one query."""
    rows = Wording.objects.filter(page__in=posters).order_by("sort_order")
    by_page: dict[int, list[Wording]] = {poster.pk: [] for poster in posters}
    for row in rows:
        by_page[row.page_id].append(row)
    for poster in posters:
        poster.all_wordings = by_page[poster.pk]
    return posters
