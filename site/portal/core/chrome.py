"""What stands around every page: menu, footer, alerts and the identity of the unit, read once a minute."""

from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .alerts import Notice, read_notices
from .menus import Column, Link, read_menus
from .models import Alert, Navigation, SiteSettings

KEY = "portal.core.chrome"
#: how long another process may show an older menu, in seconds
LIFETIME = 60

IDENTITY = ("unit_name", "superior", "responsible", "address", "phone", "email", "licence")


@dataclass(frozen=True)
class Chrome:
    """The menu and the footer (the editors' own, or the pages below the home page), alerts, the unit's identity.

    `sections` are the titles of the pages below the home page by their addresses; `notices` are the alerts of
    now and of later: what stands on a page the clock decides when it is made.
    """

    menu: list[Link] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    footer: list[Link] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    identity: dict[str, str] = field(default_factory=dict)


def chrome_for(site: Site | None) -> Chrome:
    """Return the chrome of `site` from the cache, reading it when there is none: ten queries at most."""
    key = f"{KEY}.{site.pk if site else 0}"
    chrome = cache.get(key)
    if chrome is None:
        chrome = _read(site)
        cache.set(key, chrome, LIFETIME)
    return chrome


def _read(site: Site | None) -> Chrome:
    pages = list(Page.objects.child_of(site.root_page).live().public()) if site else []
    menus = read_menus()
    return Chrome(
        menu=list(menus.menu) or [Link(page.title, page.url) for page in pages if page.show_in_menus],
        columns=list(menus.columns),
        footer=[Link(page.title, page.url) for page in pages if not page.show_in_menus],
        sections={page.url: page.title for page in pages},
        notices=read_notices(),
        identity=_identity(),
    )


def _identity() -> dict[str, str]:
    settings = SiteSettings.objects.first() or SiteSettings()
    return {name: value for name in IDENTITY if (value := getattr(settings, name))}


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move], dispatch_uid=KEY)
@receiver([post_save, post_delete], sender=SiteSettings, dispatch_uid=KEY)
@receiver([post_save, post_delete], sender=Navigation, dispatch_uid=KEY)
@receiver([post_save, post_delete], sender=Alert, dispatch_uid=KEY)
@receiver([post_save, post_delete], sender=Site, dispatch_uid=KEY)
@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid=KEY)
def forget_chrome(sender: Any, **kwargs: Any) -> None:
    """Read the chrome anew when what it shows may have changed."""
    cache.delete_many([f"{KEY}.{pk}" for pk in [0, *Site.objects.values_list("pk", flat=True)]])
