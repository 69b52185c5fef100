"""The way into posters and performances.

What `media_index_page.html` gets besides `page`: `poster_index` and `performance_index` (the lists below it, or
None), `posters` and `performances` (the newest of each, ready to show).
"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from portal.core.models import BasePage
from portal.files.pictures import prefetch_renditions

from .performances import PerformanceIndexPage, PerformancePage
from .poster_index import PosterIndexPage, with_languages
from .posters import PosterPage

#: how many of each it shows
POSTERS_SHOWN = 4
PERFORMANCES_SHOWN = 4


class MediaIndexPage(BasePage):
    """The newest posters and performances, and the way to all of them."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["media_assets.PosterIndexPage", "media_assets.PerformanceIndexPage"]
    schema_type = "CollectionPage"

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("list of posters and performances")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        lists = Page.objects.child_of(self).live().public().type(PosterIndexPage, PerformanceIndexPage)
        by_type = {page.cached_content_type.model: page for page in lists}
        performances = list(PerformancePage.objects.descendant_of(self).newest(PERFORMANCES_SHOWN))
        posters = list(PosterPage.objects.descendant_of(self).shown()[:POSTERS_SHOWN])
        prefetch_renditions(
            [*(item.poster_frame for item in performances), *(poster.picture for poster in posters)]
        )
        return super().get_context(request, *args, **kwargs) | {
            "poster_index": by_type.get(PosterIndexPage._meta.model_name),
            "posters": with_languages(posters),
            "performance_index": by_type.get(PerformanceIndexPage._meta.model_name),
            "performances": performances,
        }
