"""The way into posters and performances.

What `media_index_page.html` gets besides `page`: `strips`, the HTML of `media_strips.html`. That one gets
`poster_index` and `performance_index` (the lists below it, or None), `posters` and `performances` (the newest of
each, ready to show).
"""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from portal.core.models import BasePage
from portal.core.publication_cache import html_until_next_publication
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
        def render() -> SafeString:
            return render_to_string("media_assets/media_strips.html", self.newest(), request)

        strips = html_until_next_publication(self, request, render)
        return super().get_context(request, *args, **kwargs) | {"strips": strips}

    def newest(self) -> dict[str, Any]:
        """Return the lists below it and the newest that the public may see of each, with pictures and renditions."""
        lists = Page.objects.child_of(self).live().public().type(PosterIndexPage, PerformanceIndexPage)
        by_type = {page.cached_content_type.model: page for page in lists}
        performances = list(PerformancePage.objects.descendant_of(self).newest(PERFORMANCES_SHOWN))
        posters = list(PosterPage.objects.descendant_of(self).shown()[:POSTERS_SHOWN])
        prefetch_renditions(
            [*(item.poster_frame for item in performances), *(poster.picture for poster in posters)]
        )
        return {
            "poster_index": by_type.get(PosterIndexPage._meta.model_name),
            "posters": with_languages(posters),
            "performance_index": by_type.get(PerformanceIndexPage._meta.model_name),
            "performances": performances,
        }
