"""The newest items as RSS."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.translation import gettext

if TYPE_CHECKING:
    from .models import NewsIndexPage, NewsPage

FEED_SIZE = 20


class NewsFeed(Feed):
    """The newest public items of one list; sample items say so in their title."""

    def __init__(self, index: "NewsIndexPage") -> None:
        self.index = index

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        return None

    def title(self) -> str:
        return self.index.title

    def description(self) -> str:
        return self.index.description()

    def link(self) -> str:
        return self.index.full_url

    def items(self) -> "list[NewsPage]":
        return list(self.index.news.select_related("organisation")[:FEED_SIZE])

    def item_title(self, item: Any) -> str:
        return gettext("[Sample data] %(name)s") % {"name": item.title} if item.is_sample else item.title

    def item_description(self, item: Any) -> str:
        return item.description()

    def item_link(self, item: Any) -> str:
        return item.full_url

    def item_pubdate(self, item: Any) -> datetime:
        return item.first_published_at

    def item_categories(self, item: Any) -> list[str]:
        return [item.get_kind_display()]
