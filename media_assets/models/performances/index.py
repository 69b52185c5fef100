"""The list of performances and programmes.

What `performance_index_page.html` gets besides `page`: `performances` (a Django page of `PerformancePage`s, or of
`ProgrammePage`s where `loai` asks for them), `programmes` (the newest ones, on the first page of the whole list),
`filters` (`media_assets.filters.Filter`) and `is_narrowed` (whether any of them is chosen).
"""

from itertools import chain
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from portal.core.feeds import FEED_SIZE, PageFeed
from portal.core.models import BasePage
from portal.files.pictures import prefetch_renditions

from ...filters import Filter, chosen_filter
from .page import PerformancePage
from .parts import PerformanceStaging
from .programme import PROGRAMMES, ProgrammeItem, ProgrammePage, ProgrammeStaging
from .queryset import PerformanceQuerySet, ProgrammeQuerySet

PAGE_SIZE = 20
#: how many programmes stand beside the whole list
PROGRAMMES_SHOWN = 4


class PerformanceIndexPage(RoutablePageMixin, BasePage):
    """All performances, newest first, by kind (`loai`), recording (`video`), year (`nam`) and commune (`xa`)."""

    max_count = 1
    parent_page_types = ["media_assets.MediaIndexPage"]
    subpage_types = ["media_assets.PerformancePage", "media_assets.ProgrammePage"]
    schema_type = "CollectionPage"
    template = "media_assets/performance_index_page.html"

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("list of performances")

    @cached_property
    def restricted(self) -> Q:
        """What not everybody may see: asked once for all lists of the page."""
        return Page.objects.private_q()

    @cached_property
    def performances(self) -> PerformanceQuerySet:
        """The live and public performances, newest first."""
        return PerformancePage.objects.child_of(self).live().exclude(self.restricted).in_list()

    @cached_property
    def programmes(self) -> ProgrammeQuerySet:
        """The live and public programmes, newest first."""
        return ProgrammePage.objects.child_of(self).live().exclude(self.restricted).in_list()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        filters = self.filters(request)
        chosen = {each.name: each.chosen for each in filters if each.chosen}
        found = Paginator(self.narrowed(chosen), PAGE_SIZE).get_page(request.GET.get("page"))
        first = not chosen and found.number == 1
        programmes = list(self.programmes[:PROGRAMMES_SHOWN]) if first else []
        found.object_list = list(found.object_list)
        prefetch_renditions(item.poster_frame for item in found.object_list)
        return super().get_context(request, *args, **kwargs) | {
            "performances": found,
            "programmes": programmes,
            "filters": filters,
            "is_narrowed": bool(chosen),
        }

    def filters(self, request: HttpRequest) -> list[Filter]:
        """Return what the list can be narrowed by; years and communes only where something public was staged."""
        stagings = self.public_stagings()
        years = sorted({year for year, _slug, _name in stagings}, reverse=True)
        communes = sorted({(slug, name) for _year, slug, name in stagings if slug})
        choices: list[tuple[str, Any, Any, Any]] = [
            (
                "loai",
                _("Kind of performance"),
                _("All kinds of performances"),
                [*PerformancePage.Kind.choices, (PROGRAMMES, _("Whole programmes"))],
            ),
            ("video", _("Kind of recording"), _("With a video or without"), [("co", _("With a video"))]),
            ("nam", _("Year of staging"), _("Any year"), [(year, year) for year in years]),
            ("xa", _("Staged in"), _("All communes and wards"), communes),
        ]
        made = [chosen_filter(*choice, request.GET.get(choice[0])) for choice in choices]
        return [each for each in made if each.options]

    def public_stagings(self) -> list[tuple[int, str | None, str | None]]:
        """Return year, and address and name of the commune, of what the public may know was staged."""
        columns = ("date__year", "commune__slug", "commune__name")
        both = (
            (PerformanceStaging, self.performances),
            (ProgrammeStaging, self.programmes),
        )
        rows = [
            model.objects.filter(page__in=pages.order_by().values("pk"))
            .order_by()
            .values_list(*columns)
            .distinct()
            for model, pages in both
        ]
        return list(chain.from_iterable(rows))

    def narrowed(self, chosen: dict[str, str]) -> PerformanceQuerySet | ProgrammeQuerySet:
        """Return what fits the chosen filters."""
        programmes = self.programmes
        if is_staged := {"nam", "xa"} & chosen.keys():
            programmes = programmes.filter(pk__in=staged(ProgrammeStaging, chosen))
        if chosen.get("loai") == PROGRAMMES:
            if "video" in chosen:
                filmed = self.performances.exclude(video=None).order_by().values("pk")
                filmed_in = ProgrammeItem.objects.filter(performance__in=filmed).values("programme")
                programmes = programmes.filter(pk__in=filmed_in)
            return programmes
        performances = self.performances
        if kind := chosen.get("loai"):
            performances = performances.filter(kind=kind)
        if "video" in chosen:
            performances = performances.exclude(video=None)
        if is_staged:
            within = ProgrammeItem.objects.filter(programme__in=programmes.order_by().values("pk"))
            performances = performances.filter(
                Q(pk__in=staged(PerformanceStaging, chosen)) | Q(pk__in=within.values("performance"))
            )
        return performances

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Serve the newest performances and programmes as RSS."""
        pages = [*self.performances[:FEED_SIZE], *self.programmes[:FEED_SIZE]]
        pages.sort(key=lambda page: page.first_published_at or timezone.now(), reverse=True)
        return PageFeed(self, pages[:FEED_SIZE])(request)


def staged(stagings: type[PerformanceStaging | ProgrammeStaging], chosen: dict[str, str]) -> QuerySet[Any]:
    """Return the keys of the pages that were staged in the chosen year (`nam`) and commune (`xa`)."""
    conditions: dict[str, Any] = {}
    if year := chosen.get("nam"):
        conditions["date__year"] = int(year)
    if commune := chosen.get("xa"):
        conditions["commune__slug"] = commune
    return stagings._default_manager.filter(**conditions).order_by().values("page")
