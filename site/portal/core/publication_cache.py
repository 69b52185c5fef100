"""Values that change only when something is published, kept in the cache until then."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.core.cache import cache
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.files.models import PortalImage, PortalRendition

from .models import PublicationStamp

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


def until_next_publication(name: str, compute: Callable[[], T]) -> T:
    """Return `compute()`, kept until anything is published, taken down, moved, restricted or deleted: one query.

    For what is made of other pages. The stamp is read before anything is computed: what a publication in
    between changes is at worst computed again.
    """
    key = f"portal.core.{name}.{PublicationStamp.current()}"
    return cast(T, cache.get_or_set(key, compute, LIFETIME))


def html_until_next_publication(
    page: Page, request: HttpRequest, render: Callable[[], SafeString]
) -> SafeString:
    """Return the HTML that `render()` makes for `page`, kept until the next publication; a preview makes it anew."""
    if getattr(request, "is_preview", False) or not page.live:
        return render()
    site = Site.find_for_request(request)
    return until_next_publication(f"{page._meta.label_lower}.{page.pk}.{site.pk if site else 0}", render)


@receiver(
    [page_published, page_unpublished, page_slug_changed, post_page_move], dispatch_uid="publication-stamp"
)
@receiver([post_save, post_delete], sender=Site, dispatch_uid="publication-stamp")
@receiver([post_save, post_delete], sender=PortalImage, dispatch_uid="publication-stamp")
@receiver([post_save, post_delete], sender=PortalRendition, dispatch_uid="publication-stamp")
@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="publication-stamp")
def grow_stamp(sender: Any, **kwargs: Any) -> None:
    """Something that the public sees may have changed."""
    PublicationStamp.grow()


@receiver([post_save, post_delete], dispatch_uid="publication-stamp-pages")
def grow_stamp_with_page(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """A live page was saved or deleted by other means than publication."""
    if isinstance(instance, Page) and instance.live and not kwargs.get("update_fields"):
        PublicationStamp.grow()
