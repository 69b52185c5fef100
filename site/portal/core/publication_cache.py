"""Values that change only when a page is published, kept in the cache under the moment of its publication."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Page

T = TypeVar("T")

#: how long a renamed topic or office may still show its old name, in seconds
LIFETIME = 300


def at_publication(page: Page, name: str, request: HttpRequest, compute: Callable[[], T]) -> T:
    """Return `compute()`, from the cache when the live page is served; a preview always computes.

    Only for what needs no check of privacy: labels of the page itself, never other pages.
    """
    if getattr(request, "is_preview", False) or not page.live or page.last_published_at is None:
        return compute()
    key = f"portal.core.{name}.{page.pk}.{page.last_published_at.timestamp()}"
    return cast(T, cache.get_or_set(key, compute, LIFETIME))
