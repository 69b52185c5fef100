"""A news item."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page

from portal.core.blocks import BodyBlock, plain_text
from portal.core.body import render_body
from portal.core.fields import StreamField
from portal.core.models import BasePage
from portal.core.publication_cache import at_publication
from portal.organisations.models import AdministrativeUnit, Organisation

from .taxonomy import TaggedNews, Topic


@dataclass(frozen=True)
class Labels:
    """What stands around the text of a news item: who signs, topics (address, name), tags, places.

    `chosen` are the keys of the related pages that the editor chose, in his order.
    """

    byline: str
    topics: list[tuple[str, str]]
    tags: list[str]
    communes: list[str]
    chosen: list[int]


class NewsPage(BasePage):
    """News, an article, a notice or a guide of the Department; written by an office."""

    class Kind(models.TextChoices):
        NEWS = "tin", _("News")
        MODEL = "mo-hinh", _("Models and examples")
        GUIDE = "huong-dan", _("Guide")
        QUESTIONS = "hoi-dap", _("Questions and answers")
        NOTICE = "thong-bao", _("Notice")
        ARTICLE = "bai-viet", _("Article")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.NEWS, db_index=True)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="news", verbose_name=_("topics"))
    communes = ParentalManyToManyField(
        AdministrativeUnit, blank=True, related_name="+", verbose_name=_("communes and wards")
    )
    authors = ParentalManyToManyField(
        Organisation,
        blank=True,
        related_name="+",
        verbose_name=_("authors"),
        help_text=_("The offices that sign the item."),
    )
    picture = models.ForeignKey(
        "files.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For those who can't see it. Empty: the description of the picture itself."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    tags = ClusterTaggableManager(through=TaggedNews, blank=True, verbose_name=_("tags"))

    search_type = "news"
    in_site_tree = False
    serve_related = ("organisation", "picture")
    schema_type = "NewsArticle"
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    search_fields = [*BasePage.search_fields, index.FilterField("kind")]

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture and its description")
        ),
        FieldPanel("body"),
        InlinePanel("related_links", heading=_("Related pages"), label=_("related page"), max_num=6),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("topics"), FieldPanel("tags"), FieldPanel("communes")],
            heading=_("Where it belongs"),
        ),
        MultiFieldPanel([FieldPanel("authors")], heading=_("Signature")),
        *BasePage.promote_panels,
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def search_body(self) -> str:
        return plain_text(self.body)

    def search_keywords(self) -> list[str]:
        return [*(tag.name for tag in self.tags.all()), *(topic.name for topic in self.topics.all())]

    def search_facets(self) -> dict[str, list[str]]:
        return {
            "kind": [self.kind],
            "topic": [topic.slug for topic in self.topics.all()],
            "commune": [commune.slug for commune in self.communes.all()],
        }

    @cached_property
    def byline(self) -> str:
        """The names of the offices that sign it."""
        return ", ".join(author.name for author in self.authors.all()) or self.creator()

    def labels(self) -> Labels:
        """Return what stands around its text."""
        return Labels(
            byline=self.byline,
            topics=[(topic.slug, topic.name) for topic in self.topics.all()],
            tags=[tag.name for tag in self.tags.all()],
            communes=[commune.name for commune in self.communes.all()],
            chosen=[link.page_id for link in self.related_links.all() if link.page_id],
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        labels = at_publication(self, "labels", request, self.labels)
        self.byline = labels.byline
        return super().get_context(request, *args, **kwargs) | {
            "labels": labels,
            "body": render_body(self.body, self.picture),
            "related": self.related(labels),
        }

    def json_ld(self) -> dict[str, Any]:
        data = super().json_ld()
        return data | {
            "headline": data["name"][:110],
            "author": {"@type": "Organization", "name": self.byline},
        }

    def related(self, labels: Labels | None = None, limit: int = 4) -> list["NewsPage | Page"]:
        """Return the pages that the editor chose, live and public, then the newest of the same topics."""
        labels = labels or self.labels()
        restricted = Page.objects.private_q()
        pages: list[NewsPage | Page] = []
        if labels.chosen:
            pages += Page.objects.filter(pk__in=labels.chosen).live().exclude(restricted)
            pages.sort(key=lambda page: labels.chosen.index(page.pk))
        if labels.topics and len(pages) < limit:
            topics = [slug for slug, _name in labels.topics]
            news = NewsPage.objects.live().exclude(restricted).filter(topics__slug__in=topics)
            others = news.exclude(pk__in=[self.pk, *labels.chosen]).defer_streamfields().distinct()
            pages += others.order_by("-first_published_at", "-pk")[: limit - len(pages)]
        return pages[:limit]


class RelatedLink(Orderable):
    """A page that the editor of a news item sends readers to."""

    news_page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related_links")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )

    panels = [PageChooserPanel("page")]
