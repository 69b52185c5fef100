"""What is new of a search, as RSS."""

import hashlib
from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.html import strip_tags
from django.utils.translation import gettext

from .filters import Selection, chips
from .kinds import TYPES
from .labels import Names
from .results import Result
from .service import newest

FEED_SIZE = 20


class SearchFeed(Feed):
    """The public pages that hold every word of a search, under its filters; those that were published last."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpRequest:
        return request

    def title(self) -> str:
        return gettext("New for “%(query)s”") % {"query": _printable(self.selection.query)}

    def description(self) -> str:
        told = [str(TYPES[self.selection.kind])] if self.selection.kind else []
        if self.selection.chosen:
            names = Names(self.selection.chosen, self.selection.types)
            told += [f"{chip.facet}: {chip.label}" for chip in chips(self.selection, names)]
        return "; ".join([gettext("What is new on the portal and fits this search"), *told])

    def link(self) -> str:
        return f"{reverse('search')}{self.selection.address()}"

    def items(self, request: HttpRequest) -> list[Result]:
        asked = self.selection
        return newest(
            asked.query,
            FEED_SIZE,
            types=asked.types,
            facets=asked.chosen,
            request=request,
            as_typed=asked.as_typed,
        )

    def item_title(self, item: Any) -> str:
        title = _printable(item.title)
        return gettext("[Sample data] %(name)s") % {"name": title} if item.is_sample else title

    def item_description(self, item: Result) -> str:
        return _printable(strip_tags(item.snippet))

    def item_link(self, item: Result) -> str:
        return item.url

    def item_pubdate(self, item: Result) -> datetime | None:
        return timezone.make_aware(datetime.combine(item.date, time())) if item.date else None

    def item_categories(self, item: Result) -> list[str]:
        return [item.label]


def answer(request: HttpRequest, selection: Selection) -> HttpResponseBase:
    """Return the feed, or that nothing changed.

    Whoever keeps it asks again each time, since a page may become private; its mark is of what it says, so that
    nothing more is sent while that is the same.
    """
    response = SearchFeed(selection)(request)
    mark = f'"{hashlib.sha256(response.content).hexdigest()[:24]}"'
    response["ETag"] = mark
    patch_cache_control(response, public=True, no_cache=True)
    return get_conditional_response(request, etag=mark, response=response) or response


def _printable(text: str) -> str:
    """Return `text` without the characters that XML doesn't allow."""
    return "".join(char for char in text if char.isprintable() or char == " ")
