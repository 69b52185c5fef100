"""The page of an organisation: what it shows comes from the dated records, at once when they change."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.core.blocks import BodyBlock, plain_text
from portal.core.body import render_body
from portal.core.fields import StreamField
from portal.core.forms import PageForm
from portal.core.metadata import first_words
from portal.core.models import BasePage
from portal.organisations.models import Organisation, Post


@dataclass(frozen=True)
class Named:
    """An organisation to name on a page; `url` is empty where it has no page of its own."""

    name: str
    url: str = ""
    kind: str = ""
    valid_from: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Facts:
    """What the records around an organisation say: who leads it, what belongs to it, what came before."""

    posts: list[Post] = field(default_factory=list)
    units: list[Named] = field(default_factory=list)
    parent: Named | None = None
    replaces: list[Named] = field(default_factory=list)
    replaced_by: list[Named] = field(default_factory=list)


class OrganisationPageForm(PageForm):
    """The editors' form: the address may be left empty, the record gives one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        record = self.cleaned_data.get("record")
        if record and not self.cleaned_data.get("slug"):
            self.cleaned_data["slug"] = record.slug
        return super().clean()


class OrganisationPage(BasePage):
    """One organisation, by its record; only the free text below is written here."""

    record = models.OneToOneField(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("record of the organisation"),
        help_text=_(
            "Name, duties, posts, contact and dates come from this record and from the posts: "
            "change them there, and this page shows it at once."
        ),
    )
    body = StreamField(BodyBlock(), verbose_name=_("further text"), blank=True)

    in_site_tree = False
    schema_type = "GovernmentOrganization"
    serve_related = ("organisation", "record", "record__parent")
    parent_page_types = ["home.OrganisationIndexPage"]
    subpage_types: list[str] = []

    base_form_class = OrganisationPageForm
    content_panels = [FieldPanel("record"), FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of an organisation")
        verbose_name_plural = _("pages of organisations")

    # The records

    @classmethod
    def urls_by_record(cls, records: list[int] | None = None) -> dict[int, str]:
        """Return the addresses of the live and public pages by record; two queries."""
        pages = cls.objects.live().public().only("record_id", "url_path", "path", "depth")
        if records is not None:
            pages = pages.filter(record__in=records)
        return {page.record_id: page.url for page in pages}

    @property
    def day(self) -> date:
        """The day that the page speaks of: today, or the first day of what is yet to come."""
        return max(timezone.localdate(), self.record.valid_from or date.min)

    def units(self) -> list[Organisation]:
        """Return the organisations that belong to it on that day; none once its own time is over."""
        if self.record.is_past:
            return []
        return list(self.record.children.on(self.day).defer("duties"))

    def posts(self, units: list[Organisation]) -> list[Post]:
        """Return its posts and, for the Department, those of its leadership, in the order of the records."""
        if self.record.is_past:
            return []
        leadership = [unit.pk for unit in units if unit.kind == Organisation.Kind.LEADERSHIP]
        posts = Post.objects.on(self.day).filter(organisation__in=[self.record_id, *leadership])
        return sorted(posts, key=lambda post: post.organisation_id != self.record_id)

    @cached_property
    def facts(self) -> Facts:
        """What the records around it say; six queries."""
        record = self.record
        units = self.units()
        before, after = list(record.replaces.defer("duties")), list(record.replaced_by.defer("duties"))
        above = [record.parent] if record.parent else []
        urls = self.urls_by_record([one.pk for one in (*units, *before, *after, *above)])

        def named(one: Organisation) -> Named:
            return Named(one.name, urls.get(one.pk, ""), one.kind, one.valid_from, one.last_day)

        return Facts(
            posts=self.posts(units),
            units=[named(unit) for unit in units],
            parent=named(record.parent) if record.parent else None,
            replaces=[named(one) for one in before],
            replaced_by=[named(one) for one in after],
        )

    @property
    def changed_at(self) -> datetime | None:
        """When the page or a record that it shows changed last."""
        times = [
            self.last_published_at,
            self.record.updated_at,
            *(post.updated_at for post in self.facts.posts),
        ]
        return max((time for time in times if time), default=None)

    # What a page type declares

    def search_body(self) -> str:
        record = self.record
        posts = [f"{post.title}\n{post.duties}" for post in self.posts(self.units())]
        return "\n".join(filter(None, [record.duties, *posts, record.address, plain_text(self.body)]))

    def description(self) -> str:
        """Return what it is about; from the record alone, without a query."""
        record = self.record
        return first_words(self.search_description or self.summary or record.duties or record.name, 300)

    def search_keywords(self) -> list[str]:
        return [self.record.short_name] if self.record.short_name else []

    def json_ld(self) -> dict[str, Any]:
        record, facts = self.record, self.facts
        offices = [unit for unit in facts.units if unit.kind == Organisation.Kind.OFFICE]
        others = [unit for unit in facts.units if unit.kind != Organisation.Kind.OFFICE]
        data = super().json_ld() | {
            "parentOrganization": facts.parent and _as_organisation(facts.parent),
            "department": [_as_organisation(unit) for unit in offices],
            "subOrganization": [_as_organisation(unit) for unit in others],
            "address": record.address,
            "telephone": record.phone,
            "email": record.email,
            "foundingDate": record.valid_from and record.valid_from.isoformat(),
            "dissolutionDate": record.last_day and record.last_day.isoformat(),
        }
        for name in ("datePublished", "dateModified", "publisher", "inLanguage"):
            data.pop(name, None)  # of a page, not of an organisation
        return {name: value for name, value in data.items() if value}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "record": self.record,
            "facts": self.facts,
            "body": render_body(self.body),
        }

    # Its name is the record's

    def take_name(self) -> None:
        """Give the page the name of its record, and an address after it when it has none."""
        if self.record_id is None:
            return
        self.title = self.draft_title = self.record.name
        if not self.slug:
            self.slug = self._get_autogenerated_slug(self.record.slug)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.take_name()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self.take_name()
        super().minimal_clean()


def _as_organisation(named: Named) -> dict[str, str]:
    data = {"@type": "GovernmentOrganization", "name": named.name}
    return data | {"url": named.url} if named.url else data
