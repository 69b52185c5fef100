"""An issue of the magazine: it takes its approved articles live with it, and down with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager, Revision
from wagtail.query import PageQuerySet

from portal.core.models import BasePage
from portal.core.schedule import BY_SCHEDULE, faults_of
from portal.files.pictures import register_picture

from ...issn import validate_issn
from ...panels import ContentsPanel
from .approval import ApprovedArticle
from .article import ArticleQuerySet, MagazineArticlePage
from .publication import release
from .reading import around

register_picture("magazine-cover", (240, 480, 720), sizes="(min-width: 40em) 18rem, 70vw")


class IssueQuerySet(PageQuerySet):
    """Issues of the magazine."""

    def newest_first(self) -> "IssueQuerySet":
        return self.order_by("-issued_on", "-year", "-number", "-pk")

    def current(self) -> "MagazineIssuePage | None":
        """Return the newest issue that is public, with its cover; `leading_articles` gives its first articles."""
        return self.live().public().newest_first().select_related("cover", "organisation").first()

    def to_write_for(self) -> "IssueQuerySet":
        """Return the issue that articles are written for: one that isn't out yet, else the newest."""
        return self.order_by("live", "-year", "-number", "-pk")[:1]


@dataclass(frozen=True)
class Contents:
    """A section in an issue's table of contents; no name for articles that stand in none."""

    name: str
    slug: str
    articles: list[MagazineArticlePage]


class MagazineIssuePage(BasePage):
    """An issue of the magazine; its articles stand below it."""

    number = models.PositiveSmallIntegerField(
        _("number of the issue"), null=True, validators=[MinValueValidator(1)]
    )
    year = models.PositiveSmallIntegerField(
        _("year of the issue"), null=True, validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    issued_on = models.DateField(_("date of issue"), null=True, db_index=True)
    licence = models.CharField(
        _("publication licence"),
        max_length=255,
        blank=True,
        help_text=_("Number and date of the licence, and who gave it."),
    )
    issn = models.CharField(
        _("ISSN"),
        max_length=9,
        blank=True,
        validators=[validate_issn],
        help_text=_("Eight digits, for example 1234-5679. Empty where the magazine has none."),
    )
    editorial_line = models.TextField(
        _("editorial line"), blank=True, help_text=_("What the magazine is for, in a few sentences.")
    )
    cover = models.ForeignKey(
        "files.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
    )
    cover_alt = models.CharField(
        _("what the cover shows"),
        max_length=250,
        blank=True,
        help_text=_("For those who can't see it. Empty: “Cover of” and the name of the issue."),
    )
    pdf = models.ForeignKey(
        "files.PortalDocument",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whole issue as PDF"),
    )

    search_type = "magazine"
    schema_type = "PublicationIssue"
    serve_related = ("organisation", "cover", "pdf")
    parent_page_types = ["news.MagazineIndexPage"]
    subpage_types = ["news.MagazineArticlePage"]
    exclude_fields_in_copy = ["number"]

    search_fields = [*BasePage.search_fields, index.FilterField("year"), index.FilterField("issued_on")]

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("year"), FieldPanel("issued_on")]),
                FieldRowPanel([FieldPanel("licence"), FieldPanel("issn")]),
            ],
            heading=_("Imprint"),
        ),
        ContentsPanel(heading=_("Articles of this issue")),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("cover"), FieldPanel("cover_alt"), FieldPanel("pdf")], heading=_("Cover and PDF")
        ),
        InlinePanel("board", heading=_("Editorial board"), label=_("post of the editorial board")),
        FieldPanel("editorial_line"),
    ]

    objects = PageManager.from_queryset(IssueQuerySet)()

    class Meta:
        verbose_name = _("issue of the magazine")
        verbose_name_plural = _("issues of the magazine")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"],
                name="news_one_issue_of_a_number",
                violation_error_message=_("There is an issue of this number in this year already."),
            )
        ]

    def minimal_clean(self) -> None:
        """Keep also drafts from taking the number of another issue."""
        super().minimal_clean()
        same = MagazineIssuePage.objects.exclude(pk=self.pk).filter(year=self.year, number=self.number)
        if self.year and self.number and same.exists():
            raise ValidationError({"number": _("There is an issue of this number in this year already.")})

    def missing_for_publication(self) -> dict[str, str]:
        """What a magazine must show: its licence and its editorial line."""
        missing = {}
        if not self.licence:
            missing["licence"] = gettext("Give the publication licence of the issue.")
        if not self.editorial_line:
            missing["editorial_line"] = gettext("Say what the magazine is for: its editorial line.")
        return missing

    # Names

    @property
    def name(self) -> str:
        """ "Số 1/2026", as far as number and year are there."""
        parts = [str(part) for part in (self.number, self.year) if part]
        return gettext("No. %s") % "/".join(parts) if parts else ""

    @property
    def full_name(self) -> str:
        """The title, with the number where the title doesn't say it."""
        if not self.name or self.name.casefold() in self.title.casefold():
            return self.title
        return f"{self.title} ({self.name[:1].lower()}{self.name[1:]})"

    @property
    def day(self) -> date | None:
        """The day that it is of: its date of issue, else that on which it went live."""
        return self.issued_on or super().search_date()

    @property
    def shown_cover_alt(self) -> str:
        """Text that stands for the cover."""
        return self.cover_alt or gettext("Cover of %s") % self.full_name

    # Publication

    def own_articles(self) -> ArticleQuerySet:
        """Return its articles, drafts included."""
        return MagazineArticlePage.objects.child_of(self)

    @transaction.atomic
    def publish(
        self, revision: Revision, user: Any = None, log_action: str | bool = True, **kwargs: Any
    ) -> None:
        """Publish it and every approved article at once, or nothing; what isn't approved stays a draft."""
        Page.objects.select_for_update().only("pk").get(pk=self.pk)
        if log_action == BY_SCHEDULE and not self.is_still_due(revision):
            return
        super().publish(revision, user=user, log_action=log_action, **kwargs)
        if Page.objects.filter(pk=self.pk, live=True).exists():
            release(self.own_articles(), user, log_action)

    def faults_at_its_minute(self, revision: Revision) -> list[str]:
        """Add what its approved articles lack: they go live together, or none does."""
        faults = super().faults_at_its_minute(revision)
        waiting = ApprovedArticle.objects.filter(article__in=self.own_articles()).select_related("revision")
        for approved in waiting.order_by("article__path"):
            article = approved.revision.as_object()
            faults += [f"“{article.title}”: {fault}" for fault in faults_of(article)]
        return faults

    def is_still_due(self, revision: Revision) -> bool:
        """Say whether no other scheduler has published this version meanwhile."""
        return self.revisions.filter(pk=revision.pk, approved_go_live_at__isnull=False).exists()

    # What search, metadata and lists ask

    def search_date(self) -> date | None:
        return self.day

    def search_title(self) -> str:
        return self.full_name

    def search_body(self) -> str:
        parts = [self.editorial_line, self.licence, self.issn]
        return "\n".join(part for part in parts if part)

    def search_keywords(self) -> list[str]:
        return [self.name] if self.name else []

    def search_facets(self) -> dict[str, list[str]]:
        return {"issue": [f"{self.number}-{self.year}"] if self.number and self.year else []}

    def dublin_core(self) -> dict[str, str]:
        return super().dublin_core() | {"type": "Collection"}

    def reference(self) -> dict[str, Any]:
        """Return what names the issue in the metadata of itself and of its articles."""
        magazine = self.get_parent()
        periodical = {"@type": "Periodical", "name": magazine.title, "url": magazine.full_url}
        return {
            "@type": self.schema_type,
            "name": self.full_name,
            "url": self.full_url,
            "issueNumber": self.number,
            "datePublished": self.day and self.day.isoformat(),
            "isPartOf": periodical | ({"issn": self.issn} if self.issn else {}),
        }

    def json_ld(self) -> dict[str, Any]:
        data = super().json_ld()
        parts = [
            {"@type": article.schema_type, "headline": article.title[:110], "url": article.full_url}
            for section in self.contents
            for article in section.articles
        ]
        return data | self.reference() | {"name": data["name"], "hasPart": parts}

    # The public page

    @cached_property
    def restricted(self) -> models.Q:
        """What only some may see, asked once for the page."""
        return MagazineIssuePage.objects.private_q()

    def articles(self) -> ArticleQuerySet:
        """Return its public articles in their reading order."""
        return self.own_articles().live().exclude(self.restricted).listed().reading_order()

    def leading_articles(self, count: int = 3) -> list[MagazineArticlePage]:
        """Return the first public articles, for the home page."""
        return list(self.articles()[:count])

    @cached_property
    def contents(self) -> list[Contents]:
        """Its public articles by section, in their reading order."""
        found: dict[int | None, Contents] = {}
        for article in self.articles():
            section = article.section
            part = Contents(section.name if section else "", section.slug if section else "", [])
            found.setdefault(article.section_id, part).articles.append(article)
        return list(found.values())

    def neighbours(self) -> tuple["MagazineIssuePage | None", "MagazineIssuePage | None"]:
        """Return the issues before and after it, as the public sees the magazine."""
        issues = MagazineIssuePage.objects.sibling_of(self).live().exclude(self.restricted).newest_first()
        fields = ("title", "url_path", "slug", "depth", "path", "number", "year", "issued_on")
        after, before = around(self, list(issues.only(*fields)))
        return before, after

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        before, after = self.neighbours()
        return super().get_context(request, *args, **kwargs) | {
            "contents": self.contents,
            "board": self.board.all(),
            "previous": before,
            "next": after,
        }


class BoardPost(Orderable):
    """A post of the editorial board and who holds it: an office or a post of the Department."""

    issue = ParentalKey(MagazineIssuePage, on_delete=models.CASCADE, related_name="board")
    post = models.CharField(
        _("post of the editorial board"),
        max_length=150,
        help_text=_("For example: Chịu trách nhiệm xuất bản."),
    )
    holder = models.CharField(
        _("held by"), max_length=255, help_text=_("A post or an office, for example: Giám đốc Sở.")
    )

    panels = [FieldRowPanel([FieldPanel("post"), FieldPanel("holder")])]

    class Meta(Orderable.Meta):
        verbose_name = _("post of the editorial board")
        verbose_name_plural = _("posts of the editorial board")

    def __str__(self) -> str:
        return f"{capfirst(self.post)}: {self.holder}"
