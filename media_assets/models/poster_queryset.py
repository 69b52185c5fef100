"""Questions that lists and the home page ask about posters."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Coalesce, ExtractYear
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from portal.files.pictures import prefetch_renditions

from .poster_parts import Wording

if TYPE_CHECKING:
    from .posters import PosterPage

#: value of `huong` in the address → which pictures it means
ORIENTATIONS = {
    "doc": Q(picture__height__gt=F("picture__width")),
    "ngang": Q(picture__width__gt=F("picture__height")),
    "vuong": Q(picture__width=F("picture__height")),
}


class PosterQuerySet(PageQuerySet):
    def shown(self) -> "PosterQuerySet":
        """Return what the public may see: live, public, with a picture, newest first; pictures come along."""
        found = self.live().public().filter(picture__isnull=False)
        return found.select_related("picture", "campaign").order_by("-first_published_at", "-pk")

    def newest(self, limit: int) -> "list[PosterPage]":
        """Return the newest `limit` posters with picture and renditions, ready to show: three queries."""
        return ready(self.shown()[:limit])

    def of_year(self) -> "PosterQuerySet":
        """Annotate `year`: of the occasion, else of publication."""
        return self.annotate(year=Coalesce(ExtractYear("occasion_date"), ExtractYear("first_published_at")))

    def in_language(self, language: str) -> "PosterQuerySet":
        """Narrow to designs with a wording in `language`."""
        return self.filter(pk__in=Wording.objects.filter(language=language).values("page_id"))

    def turned(self, orientation: str) -> "PosterQuerySet":
        """Narrow to upright (`doc`), broad (`ngang`) or square (`vuong`) designs."""
        return self.filter(ORIENTATIONS[orientation])


PosterManager = PageManager.from_queryset(PosterQuerySet)


def ready(posters: "Iterable[PosterPage]") -> "list[PosterPage]":
    """Return `posters` as a list with the renditions of their pictures fetched in one query."""
    found = list(posters)
    prefetch_renditions([poster.picture for poster in found])
    return found
