"""Questions that the lists and the home page ask about performances."""

from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class PerformanceQuerySet(PageQuerySet):
    def in_list(self) -> "PerformanceQuerySet":
        """Return them as lists show them: newest first, with recordings and poster frame, without long texts."""
        found = self.select_related("organisation", "video", "audio", "poster_frame").defer_streamfields()
        return found.order_by("-first_published_at", "-pk")

    def listed(self) -> "PerformanceQuerySet":
        """Return what everybody may see of them, as lists show it."""
        return self.live().public().in_list()

    def newest(self, count: int) -> "PerformanceQuerySet":
        """Return the newest performances for the home page in one query, `poster_frame` and `duration` at hand.

        `portal.files.pictures.prefetch_renditions` brings all their renditions with one query more.
        """
        return self.listed()[:count]


PerformanceManager = PageManager.from_queryset(PerformanceQuerySet)


class ProgrammeQuerySet(PageQuerySet):
    def in_list(self) -> "ProgrammeQuerySet":
        """Return them as lists show them: newest first, without long texts."""
        found = self.select_related("organisation", "poster_frame").defer_streamfields()
        return found.order_by("-first_published_at", "-pk")


ProgrammeManager = PageManager.from_queryset(ProgrammeQuerySet)
