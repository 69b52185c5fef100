"""What all loaders work with: drafts that are made once, links between texts, publication on a day of the past."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from home.models import HomePage
from legal.models import LegalDocumentPage
from news.models import Topic
from portal.core.models import BasePage
from portal.files.models import PortalDocument, PortalImage
from portal.organisations.models import AdministrativeUnit, Organisation
from procedures.models import ProcedurePage

from .. import markup
from ..prints import Print
from ..recordings import Recording

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:cao-bang:demo-content")


def identity(key: str) -> uuid.UUID:
    """Return the identity of the sample page called `key` (`tin:slug`, `van-ban:number`, `ap-phich:slug` …)."""
    return uuid.uuid5(_NAMESPACE, key)


@dataclass
class Stock:
    """What pages refer to."""

    organisations: dict[str, Organisation]
    topics: dict[str, Topic]
    communes: dict[str, AdministrativeUnit]
    pictures: dict[str, PortalImage]
    forms: dict[str, PortalDocument]
    prints: dict[str, Print] = field(default_factory=dict)
    covers: dict[str, PortalImage] = field(default_factory=dict)
    recordings: dict[str, Recording] = field(default_factory=dict)


@dataclass
class Workshop:
    """One run."""

    home: HomePage
    stock: Stock
    now: datetime = field(default_factory=timezone.now)
    made: dict[str, int] = field(default_factory=dict)

    def draft(self, parent: Page, page: BasePage) -> Any:
        """Put `page` below `parent` as a draft; None when it is there already or its address is taken."""
        if Page.objects.filter(translation_key=page.translation_key).exists():
            return None
        if page.slug and Page.objects.child_of(parent).filter(slug=page.slug).exists():
            return None
        page.live = False
        return parent.add_child(instance=page)

    def common(self, key: str, text: Any) -> dict[str, Any]:
        """Return the fields that every sample page has; `key` is that of `identity`."""
        return {
            "title": text.title,
            "slug": text.slug,
            "summary": text.summary,
            "is_sample": True,
            "translation_key": identity(key),
        }

    def section(self, model: type[Any]) -> Any:
        """Return the list that holds the pages of a room."""
        return model.objects.descendant_of(self.home).get()

    def blocks(self, text: str) -> list[markup.Block]:
        """Return the blocks of a text with its links."""
        return markup.blocks(text, self.link)

    def link(self, target: str) -> str:
        """Return the attributes of a link to `target` (see `markup`); LookupError when it leads nowhere."""
        if target.startswith("https://"):
            return f'href="{target}"'
        kind, key = target.split(":", 1)
        if kind == "muc":
            page = Page.objects.child_of(self.home).filter(slug=key.strip("/")).first()
        elif kind == "thu-tuc":
            page = ProcedurePage.objects.by_code(key)
        elif kind == "van-ban":
            page = LegalDocumentPage.objects.filter(number=key).first()
        else:
            page = Page.objects.filter(translation_key=identity(target)).first()
            page = page or Page.objects.descendant_of(self.home).filter(slug=key).first()
        if page is None:
            raise LookupError(f"no page for the link {target}")
        return f'linktype="page" id="{page.pk}"'

    def date(self, days_ago: int) -> date:
        """Return the day that lies so many days back."""
        return timezone.localdate(self.now) - timedelta(days=days_ago)

    def day(self, days_ago: int) -> datetime:
        """Return eight o'clock of that day."""
        return timezone.make_aware(datetime.combine(self.date(days_ago), time(8)))

    def publish(self, kind: str, pages: Iterable[Any]) -> None:
        """Publish `pages`, oldest first, and date what Wagtail dates today as each page itself is dated."""
        ready = sorted(pages, key=lambda page: page.first_published_at)
        for page in ready:
            day = page.first_published_at
            revision = page.save_revision()
            revision.publish()
            Revision.objects.filter(pk=revision.pk).update(created_at=day)
            type(page).objects.filter(pk=page.pk).update(
                last_published_at=day, latest_revision_created_at=day
            )
        self.made[kind] = self.made.get(kind, 0) + len(ready)
