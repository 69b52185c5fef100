"""Questions that the lists and the home page ask about performances."""

from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class PerformanceQuerySet(PageQuerySet):
    def listed(self) -> "PerformanceQuerySet":
        """Return what lists show: live and public, newest first, with recordings and poster frame, no long texts."""
        found = self.live().public().select_related("organisation", "video", "audio", "poster_frame")
        return found.defer_streamfields().order_by("-first_published_at", "-pk")

    def newest(self, count: int) -> "PerformanceQuerySet":
        """Return the newest performances for the home page in one query, `poster_frame` and `duration` at hand.

        `portal.files.pictures.prefetch_renditions` brings all their renditions with one query more.
        """
        return self.listed()[:count]


PerformanceManager = PageManager.from_queryset(PerformanceQuerySet)


class ProgrammeQuerySet(PageQuerySet):
    def listed(self) -> "ProgrammeQuerySet":
        """Return what lists show: live and public, newest first, without long texts."""
        found = self.live().public().select_related("organisation", "poster_frame")
        return found.defer_streamfields().order_by("-first_published_at", "-pk")


ProgrammeManager = PageManager.from_queryset(ProgrammeQuerySet)
