"""The magazine: its issues, its feed, the pages of its authors."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PagePermissionTester

from portal.core.feeds import FEED_SIZE, PageFeed
from portal.core.models import BasePage

from .article import ArticleAuthor, ArticleQuerySet, MagazineArticlePage
from .issue import IssueQuerySet, MagazineIssuePage
from .taxonomy import Author

#: issues, and articles of one author, on a page of the list
PAGE_SIZE = 24


class ComposersOnly(PagePermissionTester):
    """Writers may add articles to an issue; a new issue is for those who may change every one."""

    def can_add_subpage(self) -> bool:
        if not super().can_add_subpage():
            return False
        return bool(self.user.is_superuser or "change" in self.permissions)


class MagazineIndexPage(RoutablePageMixin, BasePage):
    """The current issue, and all issues by year."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.MagazineIssuePage"]
    schema_type = "CollectionPage"

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("the magazine")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return ComposersOnly(user, self)

    @cached_property
    def issues(self) -> IssueQuerySet:
        """The public issues, newest first."""
        return MagazineIssuePage.objects.child_of(self).live().public().newest_first()

    @cached_property
    def articles(self) -> ArticleQuerySet:
        """The public articles of all issues."""
        return MagazineArticlePage.objects.descendant_of(self).live().public()

    def authors(self) -> QuerySet[Author]:
        """Return those who wrote public articles that are no samples."""
        written = ArticleAuthor.objects.filter(article__in=self.articles.filter(is_sample=False))
        return Author.objects.filter(pk__in=written.values("author"))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        issues = Paginator(self.issues.select_related("cover"), PAGE_SIZE).get_page(request.GET.get("page"))
        current = issues.object_list[0] if issues.number == 1 and issues.object_list else None
        return super().get_context(request, *args, **kwargs) | {
            "issues": issues,
            "current": current,
            "leading": current.leading_articles() if current else [],
        }

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Serve the newest articles as RSS."""
        articles = (
            self.articles.with_labels()
            .prefetch_related("footnotes")
            .order_by("-first_published_at", "-pk")[:FEED_SIZE]
        )
        return PageFeed(self, list(articles))(request)

    @path("tac-gia/<slug:slug>/", name="author")
    def author(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show an author with the public articles; there is no page of one who has none."""
        author = Author.objects.select_related("organisation").filter(slug=slug).first()
        if author is None:
            raise Http404
        written = self.articles.filter(article_authors__author=author).distinct()
        pages = Paginator(written.listed().order_by("-first_published_at", "-pk"), PAGE_SIZE).get_page(
            request.GET.get("page")
        )
        if not pages.object_list:
            raise Http404
        paths = {article.issue_path() for article in pages.object_list}
        issues = {issue.path: issue for issue in MagazineIssuePage.objects.filter(path__in=paths)}
        context = super().get_context(request) | {
            "author": author,
            "articles": pages,
            "written": [(article, issues[article.issue_path()]) for article in pages.object_list],
            "only_samples": all(article.is_sample for article in pages.object_list),
        }
        return TemplateResponse(request, "news/magazine_author.html", context)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Tell outside search engines of the authors too."""
        urls = super().get_sitemap_urls(request)
        if not urls:
            return []
        address = urls[0]["location"]
        return urls + [
            {"location": address + self.reverse_subpage("author", kwargs={"slug": slug})}
            for slug in self.authors().values_list("slug", flat=True)
        ]
