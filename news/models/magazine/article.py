"""An article of the magazine: it goes live together with its issue."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelsearch import index
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.admin.panels import CommentPanel, FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.log_actions import log
from wagtail.models import Orderable, Page, PageManager, Revision
from wagtail.query import PageQuerySet

from portal.core.blocks import BodyBlock, plain_text
from portal.core.body import render_body
from portal.core.fields import StreamField
from portal.core.models import BasePage
from portal.core.publication_cache import at_publication

from .approval import ApprovedArticle
from .reading import Writer, annotate, around
from .taxonomy import Author, MagazineSection

if TYPE_CHECKING:
    from .issue import MagazineIssuePage

NOTE_FEATURES = ["bold", "italic", "link", "document-link"]

#: entry of an article's history
AWAITS_ISSUE = "news.awaits_issue"


class ArticleQuerySet(PageQuerySet):
    """Articles of the magazine."""

    def reading_order(self) -> "ArticleQuerySet":
        """Order the articles of an issue: by section, by place in it, then as they stand in the tree."""
        return self.order_by(
            F("section__sort_order").asc(nulls_last=True), "section__name", "position", "path"
        )

    def with_labels(self) -> "ArticleQuerySet":
        """Fetch section, office and authors of each."""
        authors = models.Prefetch(
            "article_authors", ArticleAuthor.objects.select_related("author__organisation")
        )
        return self.select_related("section", "organisation").prefetch_related(authors)

    def listed(self) -> "ArticleQuerySet":
        """Fetch what a list shows of each, not the text."""
        return self.with_labels().defer_streamfields()


class MagazineArticlePage(BasePage):
    """An article below its issue; approved by itself, public only when the issue is."""

    section = models.ForeignKey(
        MagazineSection,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("section of the magazine"),
    )
    position = models.PositiveSmallIntegerField(
        _("place in the section"),
        default=0,
        help_text=_(
            "Articles of a lower number are read first; those of one number as they stand in the issue's list."
        ),
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

    search_type = "magazine"
    in_site_tree = False
    serve_related = ("organisation", "picture", "section")
    schema_type = "Article"
    parent_page_types = ["news.MagazineIssuePage"]
    subpage_types: list[str] = []
    # Wagtail's hour of publication is the issue's alone.
    settings_panels = [CommentPanel()]

    search_fields = [*BasePage.search_fields, index.FilterField("section")]

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("section"), FieldPanel("position")], heading=_("Place in the issue")),
        InlinePanel("article_authors", heading=_("Authors of the article"), label=_("author of the article")),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture and its description")
        ),
        FieldPanel("body"),
        InlinePanel(
            "footnotes",
            heading=_("Footnotes"),
            label=_("footnote"),
            help_text=_("The first note is called by [1] in the text, the second by [2], and so on."),
        ),
    ]

    objects = PageManager.from_queryset(ArticleQuerySet)()

    class Meta:
        verbose_name = _("article of the magazine")
        verbose_name_plural = _("articles of the magazine")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.go_live_at = self.expire_at = None
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what would make it public before its issue; `publish` makes it wait instead."""
        super().clean()
        if self.live and self.path and not self.issue_is_live():
            raise ValidationError(_("An article goes live together with its issue."))

    def missing_for_publication(self) -> dict[str, str]:
        missing = {}
        if not self.body:
            missing["body"] = gettext("The article has no text yet.")
        if not self.article_authors.all():
            missing["article_authors"] = gettext(
                "Say who wrote the article: a name, a pen name or an office."
            )
        return missing

    # Publication

    def issue_path(self) -> str:
        return str(self.path[: -self.steplen])

    def issue_is_live(self) -> bool:
        return Page.objects.filter(path=self.issue_path(), live=True).exists()

    @cached_property
    def issue(self) -> "MagazineIssuePage":
        """The issue that it stands in."""
        (model,) = self.allowed_parent_page_models()
        issue: MagazineIssuePage = model.objects.get(path=self.issue_path())
        return issue

    def goes_live_with(self) -> Page | None:
        return None if self.issue_is_live() else Page.objects.get(path=self.issue_path())

    @transaction.atomic
    def publish(
        self, revision: Revision, user: Any = None, skip_permission_checks: bool = False, **kwargs: Any
    ) -> None:
        """Publish a version, or keep it, approved, until the issue goes live.

        Whether the issue is live is asked under a lock: an approval in the minute of the issue is not lost.
        """
        issue = Page.objects.select_for_update().only("pk", "live").get(path=self.issue_path())
        if issue.live:
            ApprovedArticle.objects.filter(article_id=self.pk).delete()
            super().publish(revision, user=user, skip_permission_checks=skip_permission_checks, **kwargs)
            return
        if user and not skip_permission_checks and not self.permissions_for_user(user).can_publish():
            raise PublishPagePermissionError("You do not have permission to publish this page.")
        # What is missing or wrong must come up now, not in the minute of the issue.
        version = revision.as_object()
        version.live = False
        version.full_clean()
        self.await_issue(revision, user)
        log(instance=self, action=AWAITS_ISSUE, user=user, revision=revision)
        if state := self.current_workflow_state:
            state.cancel(user=user)

    def await_issue(self, revision: Revision, user: Any = None) -> None:
        """Note `revision` as the one that goes live with the issue."""
        ApprovedArticle.objects.update_or_create(
            article_id=self.pk, defaults={"revision": revision, "user": user}
        )

    @property
    def status_string(self) -> str:
        """What lists of the editors' side say of it."""
        if not self.live and ApprovedArticle.objects.filter(article_id=self.pk).exists():
            return gettext("approved, waits for its issue")
        return str(super().status_string)

    # What search, metadata and lists ask

    @cached_property
    def authors(self) -> list[Writer]:
        """Its authors in their order."""
        authors = [row.author for row in self.article_authors.all()]
        return [Writer(author.name, author.slug, author.schema_type) for author in authors]

    @cached_property
    def note_texts(self) -> list[str]:
        """The texts of its footnotes, as they are stored."""
        return [row.text for row in self.footnotes.all()]

    @property
    def byline(self) -> str:
        """The names of its authors."""
        return ", ".join(author.name for author in self.authors)

    def search_body(self) -> str:
        return "\n".join([plain_text(self.body), *map(strip_tags, self.note_texts)])

    def search_keywords(self) -> list[str]:
        return [*(author.name for author in self.authors), *([self.section.name] if self.section else [])]

    def search_facets(self) -> dict[str, list[str]]:
        return {
            "issue": self.issue.search_facets()["issue"],
            "section": [self.section.slug] if self.section else [],
            "author": [author.slug for author in self.authors],
        }

    def dublin_core(self) -> dict[str, str]:
        elements = super().dublin_core() | {"relation": self.issue.full_name}
        return elements | {"creator": self.byline} if self.byline else elements

    def json_ld(self) -> dict[str, Any]:
        data = super().json_ld()
        authors = [{"@type": author.schema_type, "name": author.name} for author in self.authors]
        return data | {
            "headline": data["name"][:110],
            "author": authors or {"@type": "Organization", "name": self.creator()},
            "articleSection": self.section.name if self.section else None,
            "isPartOf": self.issue.reference(),
        }

    # The public page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        self.authors = at_publication(self, "authors", request, lambda: self.authors)
        body, notes = annotate(render_body(self.body, self.picture), self.note_texts)
        before, after = self.neighbours()
        return context | {
            "issue": self.issue,
            "body": body,
            "notes": notes,
            "previous": before,
            "next": after,
        }

    def neighbours(self) -> tuple[Page | None, Page | None]:
        """Return the articles before and after it in the reading order, as the public sees the issue."""
        articles = (
            MagazineArticlePage.objects.live()
            .public()
            .filter(path__startswith=self.issue_path(), depth=self.depth)
        )
        order: list[Page] = list(articles.reading_order().only("title", "url_path", "slug", "depth", "path"))
        return around(self, order)


class ArticleAuthor(Orderable):
    """Says that an author wrote an article."""

    article = ParentalKey(MagazineArticlePage, on_delete=models.CASCADE, related_name="article_authors")
    author = models.ForeignKey(
        Author, on_delete=models.PROTECT, related_name="+", verbose_name=_("author of the article")
    )

    panels = [FieldPanel("author")]


class Footnote(Orderable):
    """A note below an article; its number is its place among the others."""

    article = ParentalKey(MagazineArticlePage, on_delete=models.CASCADE, related_name="footnotes")
    text = RichTextField(_("text of the footnote"), features=NOTE_FEATURES)

    panels = [FieldPanel("text")]
