"""The list of news."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from portal.core.feeds import FEED_SIZE, PageFeed
from portal.core.models import BasePage

from .page import NewsPage
from .taxonomy import Topic

PAGE_SIZE = 20


class NewsIndexPage(RoutablePageMixin, BasePage):
    """All news, newest first, narrowed by kind (`loai`) and topic (`chu-de`)."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    schema_type = "CollectionPage"

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("list of news")

    @cached_property
    def news(self) -> QuerySet[NewsPage]:
        """The live and public news, newest first."""
        return NewsPage.objects.child_of(self).live().public().order_by("-first_published_at", "-pk")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        topics = list(Topic.objects.all())
        kind = request.GET.get("loai", "")
        topic = next((topic for topic in topics if topic.slug == request.GET.get("chu-de")), None)
        news = self.news.select_related("picture", "organisation")
        if kind in NewsPage.Kind.values:
            news = news.filter(kind=kind)
        else:
            kind = ""
        if topic:
            news = news.filter(topics=topic)
        return context | {
            "kinds": NewsPage.Kind.choices,
            "kind": kind,
            "topics": topics,
            "topic": topic,
            "news": Paginator(news, PAGE_SIZE).get_page(request.GET.get("page")),
        }

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Serve the newest items as RSS."""
        return PageFeed(self, list(self.news.select_related("organisation")[:FEED_SIZE]))(request)
