"""The newest pages of a list as RSS."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.translation import gettext

from .models import BasePage

FEED_SIZE = 20


class PageFeed(Feed):
    """The newest public `pages` of the list `index`; sample pages say so in their title."""

    def __init__(self, index: BasePage, pages: Sequence[BasePage]) -> None:
        self.index = index
        self.pages = pages

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        return None

    def title(self) -> str:
        return self.index.title

    def description(self) -> str:
        return self.index.description()

    def link(self) -> str:
        return str(self.index.full_url)

    def items(self) -> Sequence[BasePage]:
        return self.pages

    def item_title(self, item: BasePage) -> str:
        title = item.search_title()
        return gettext("[Sample data] %(name)s") % {"name": title} if item.is_sample else title

    def item_description(self, item: BasePage) -> str:
        return item.description()

    def item_link(self, item: BasePage) -> str:
        return str(item.full_url)

    def item_pubdate(self, item: BasePage) -> datetime | None:
        return item.first_published_at

    def item_categories(self, item: Any) -> list[str]:
        return [item.get_kind_display()] if hasattr(item, "get_kind_display") else []
