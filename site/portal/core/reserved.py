"""Slugs that no page may have, since something else answers at their address."""

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.translation import gettext
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page


def check_slug(slug: str, parent: Page | None) -> None:
    """Refuse `slug` for a page below `parent` where it would hide, or be hidden by, an address of the portal."""
    if is_reserved(slug, parent):
        message = gettext("“%(slug)s” is an address that the portal itself uses here; choose another one.")
        raise ValidationError({"slug": message % {"slug": slug}}, code="reserved")


def is_reserved(slug: str, parent: Page | None) -> bool:
    """Say whether below `parent` an address of the portal begins with `slug`; one query for those of the whole site."""
    if parent is None or not slug:
        return False
    return slug in _of_type(parent.specific_class) or (slug in _of_site() and parent.is_site_root())


@cache
def _of_type(model: type[Page] | None) -> frozenset[str]:
    """Return what the routes of a page type begin with ("rss")."""
    if model is None or not issubclass(model, RoutablePageMixin):
        return frozenset()
    return frozenset(_beginnings(model.get_subpage_urls()))


@cache
def _of_site() -> frozenset[str]:
    """Return what the addresses of the whole portal begin with ("tim-kiem", "admin")."""
    files = (address.strip("/").split("/")[0] for address in (settings.STATIC_URL, settings.MEDIA_URL))
    return frozenset([*_beginnings(get_resolver().url_patterns), *files])


def _beginnings(patterns: Iterable[URLPattern | URLResolver]) -> Iterable[str]:
    for pattern in patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            continue
        beginning = str(pattern.pattern).split("/")[0]
        if not beginning and isinstance(pattern, URLResolver):
            yield from _beginnings(pattern.url_patterns)
        elif beginning and "<" not in beginning:
            yield beginning
