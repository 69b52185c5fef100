"""Makes the sample pages that are missing; a page that is there, edited or not, is left as it is.

A page keeps its identity (`translation_key`) when editors rename or move it, so that a second run finds it.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from home.models import HomePage, StandingPage
from news.models import NewsIndexPage, NewsPage, Topic
from portal.core.models import BasePage
from portal.files.models import PortalDocument, PortalImage
from portal.organisations.models import AdministrativeUnit, Organisation
from procedures.models import ProcedurePage, ProceduresIndexPage
from procedures.names import page_slug, short_title
from procedures.schema import Procedure

from . import markup, texts

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:cao-bang:demo-content")

#: procedures on the home page of a new portal: what people come for, and two that are wholly filled
COMMON = ("1.003622", "1.004623", "1.000953", "2.001631", "9.900001", "9.900002")

#: which office answers for the procedures of a field; the others are the culture office's
OFFICE_OF_PROCEDURES = "van-hoa"


def identity(key: str) -> uuid.UUID:
    """Return the identity of the sample page called `key` (`tin:slug`, `trang:slug`, `thu-tuc:code`)."""
    return uuid.uuid5(_NAMESPACE, key)


@dataclass
class Stock:
    """What pages refer to."""

    organisations: dict[str, Organisation]
    topics: dict[str, Topic]
    communes: dict[str, AdministrativeUnit]
    pictures: dict[str, PortalImage]
    forms: dict[str, PortalDocument]


@dataclass
class PageLoader:
    """One run: drafts first, so that texts can link to each other, then the texts, then publication."""

    home: HomePage
    stock: Stock
    now: datetime = field(default_factory=timezone.now)
    made: dict[str, int] = field(default_factory=dict)

    def run(self) -> dict[str, int]:
        """Make what is missing; return how many pages of each kind were made."""
        news = NewsIndexPage.objects.child_of(self.home).get()
        procedures = ProceduresIndexPage.objects.child_of(self.home).get()
        procedure_pages = [*self._coded_procedures(procedures), *self._sample_procedures(procedures)]
        self._publish("procedures", procedure_pages)
        standing = [(self._draft(self.home, self._standing(text)), text) for text in texts.standing()]
        items = [(self._draft(news, self._news(text)), text) for text in texts.news()]
        self._publish("standing", [self._with_body(page, text) for page, text in standing if page])
        # Oldest first: the order of publication is the order of dates.
        items.sort(key=lambda item: -item[1].days_ago)
        self._publish("news", [self._with_body(page, text) for page, text in items if page])
        if self.made["procedures"]:
            self._choose_common_procedures()
        return self.made

    # Making

    def _draft(self, parent: Page, page: BasePage) -> Any:
        """Put `page` below `parent` as a draft; None when it is there already or its address is taken."""
        if Page.objects.filter(translation_key=page.translation_key).exists():
            return None
        if page.slug and Page.objects.child_of(parent).filter(slug=page.slug).exists():
            return None
        page.live = False
        return parent.add_child(instance=page)

    def _standing(self, text: texts.StandingText) -> StandingPage:
        return StandingPage(
            title=text.title,
            slug=text.slug,
            summary=text.summary,
            organisation=self.stock.organisations[text.organisation],
            show_in_menus=text.in_menu,
            is_sample=True,
            translation_key=identity(f"trang:{text.slug}"),
            first_published_at=self._day(60),
        )

    def _news(self, text: texts.NewsText) -> NewsPage:
        office = self.stock.organisations[text.organisation]
        page = NewsPage(
            title=text.title,
            slug=text.slug,
            kind=text.kind,
            summary=text.summary,
            organisation=office,
            picture=self.stock.pictures[text.picture],
            is_sample=True,
            translation_key=identity(f"tin:{text.slug}"),
            first_published_at=self._day(text.days_ago),
        )
        page.authors = [office]
        page.topics = [self.stock.topics[slug] for slug in text.topics]
        page.communes = [self.stock.communes[code] for code in text.places]
        page.tags.add(*text.tags)
        return page

    def _with_body(self, page: Any, text: texts.NewsText | texts.StandingText) -> Any:
        page.body = markup.blocks(text.body, self._link)
        return page

    def _coded_procedures(self, index: ProceduresIndexPage) -> list[ProcedurePage]:
        rows = texts.coded_procedures()
        records = [Procedure(code=row.code, name=row.name, field=row.field) for row in rows]
        return [page for record in records if (page := self._procedure(index, record, is_sample=False))]

    def _sample_procedures(self, index: ProceduresIndexPage) -> list[ProcedurePage]:
        pages = []
        for data in texts.sample_procedures():
            record = Procedure.from_dict(data)
            for group in record.dossier:
                for form in (form for item in group.items for form in item.forms):
                    form.document = self.stock.forms[form.file_name].pk
            pages.append(self._procedure(index, record, is_sample=True))
        return [page for page in pages if page]

    def _procedure(
        self, index: ProceduresIndexPage, record: Procedure, *, is_sample: bool
    ) -> ProcedurePage | None:
        if ProcedurePage.objects.by_code(record.code):
            return None
        page = ProcedurePage(
            title=short_title(record.name),
            slug=page_slug(record.name, record.code),
            organisation=self.stock.organisations[OFFICE_OF_PROCEDURES],
            is_sample=is_sample,
            translation_key=identity(f"thu-tuc:{record.code}"),
            first_published_at=self._day(50),
        )
        page.apply_record(record)
        return self._draft(index, page)

    # Linking

    def _link(self, target: str) -> str:
        if target.startswith("https://"):
            return f'href="{target}"'
        kind, key = target.split(":", 1)
        if kind == "muc":
            page = Page.objects.child_of(self.home).filter(slug=key.strip("/")).first()
        elif kind == "thu-tuc":
            page = ProcedurePage.objects.by_code(key)
        else:
            page = Page.objects.filter(translation_key=identity(target)).first()
            page = page or Page.objects.descendant_of(self.home).filter(slug=key).first()
        if page is None:
            raise LookupError(f"no page for the link {target}")
        return f'linktype="page" id="{page.pk}"'

    # Publishing

    def _day(self, days_ago: int) -> datetime:
        day = timezone.localdate(self.now) - timedelta(days=days_ago)
        return timezone.make_aware(datetime.combine(day, time(8)))

    def _publish(self, kind: str, pages: list[Any]) -> None:
        """Publish `pages` and date what Wagtail dates today as the page itself is dated."""
        for page in pages:
            day = page.first_published_at
            revision = page.save_revision()
            revision.publish()
            Revision.objects.filter(pk=revision.pk).update(created_at=day)
            type(page).objects.filter(pk=page.pk).update(
                last_published_at=day, latest_revision_created_at=day
            )
        self.made[kind] = len(pages)

    def _choose_common_procedures(self) -> None:
        """Put the commonest procedures on the home page unless an editor chose some."""
        home = HomePage.objects.get(pk=self.home.pk)
        chosen = [page.pk for code in COMMON if (page := ProcedurePage.objects.by_code(code)) and page.live]
        sections = home.sections.get_prep_value()
        empty = [row for row in sections if row["type"] == "procedures" and not row["value"]["procedures"]]
        if not empty or not chosen:
            return
        for row in empty:
            row["value"]["procedures"] = chosen
        home.sections = sections
        home.save_revision().publish()
