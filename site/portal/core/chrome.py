"""What stands around every page: the menu and the identity of the unit, read once a minute."""

from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .models import SiteSettings

KEY = "portal.core.chrome"
#: how long another process may show an older menu, in seconds
LIFETIME = 60

IDENTITY = ("unit_name", "superior", "responsible", "address", "phone", "email", "licence")


@dataclass(frozen=True)
class Link:
    """A link of the menu."""

    title: str
    url: str


@dataclass(frozen=True)
class Chrome:
    """Pages below the home page (`menu` those shown in menus, `footer` the others) and the unit's identity."""

    menu: list[Link] = field(default_factory=list)
    footer: list[Link] = field(default_factory=list)
    identity: dict[str, str] = field(default_factory=dict)


def chrome_for(site: Site | None) -> Chrome:
    """Return the chrome of `site` from the cache, reading it when there is none: two queries."""
    key = f"{KEY}.{site.pk if site else 0}"
    chrome = cache.get(key)
    if chrome is None:
        pages = _pages(site) if site else []
        chrome = Chrome(
            menu=[Link(page.title, page.url) for page in pages if page.show_in_menus],
            footer=[Link(page.title, page.url) for page in pages if not page.show_in_menus],
            identity=_identity(),
        )
        cache.set(key, chrome, LIFETIME)
    return chrome


def _pages(site: Site) -> list[Page]:
    return list(Page.objects.child_of(site.root_page).live().public())


def _identity() -> dict[str, str]:
    settings = SiteSettings.objects.first() or SiteSettings()
    return {name: value for name in IDENTITY if (value := getattr(settings, name))}


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move], dispatch_uid=KEY)
@receiver([post_save, post_delete], sender=SiteSettings, dispatch_uid=KEY)
@receiver([post_save, post_delete], sender=Site, dispatch_uid=KEY)
@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid=KEY)
def forget_chrome(sender: Any, **kwargs: Any) -> None:
    """Read the chrome anew when what it shows may have changed."""
    cache.delete_many([f"{KEY}.{pk}" for pk in [0, *Site.objects.values_list("pk", flat=True)]])
