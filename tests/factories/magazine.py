"""The magazine for tests: issues, articles, authors, and what is approved but waits."""

from datetime import date

import factory
from wagtail.models import Page

from news.models import Author, MagazineArticlePage, MagazineIndexPage, MagazineIssuePage, MagazineSection

from .pages import LivePageFactory, build_site


class MagazineSectionFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Chuyên mục {n}")
    slug = factory.Sequence(lambda n: f"chuyen-muc-{n}")
    sort_order = factory.Sequence(lambda n: n)

    class Meta:
        model = MagazineSection


class AuthorFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Bút danh {n}")
    slug = factory.Sequence(lambda n: f"but-danh-{n}")

    class Meta:
        model = Author


class MagazineIndexPageFactory(LivePageFactory):
    title = "Văn hóa – Thông tin"
    slug = "tap-chi"
    show_in_menus = True

    class Meta:
        model = MagazineIndexPage


class MagazineIssuePageFactory(LivePageFactory):
    title = factory.LazyAttribute(lambda issue: f"Số {issue.number}/{issue.year}")
    slug = factory.LazyAttribute(lambda issue: f"so-{issue.number}-{issue.year}")
    number = factory.Sequence(lambda n: n + 1)
    year = 2026
    issued_on = factory.LazyAttribute(lambda issue: date(issue.year, 1 + (issue.number - 1) % 12, 5))

    class Meta:
        model = MagazineIssuePage


class MagazineArticlePageFactory(LivePageFactory):
    title = factory.Sequence(lambda n: f"Bài viết {n}")
    slug = factory.Sequence(lambda n: f"bai-viet-{n}")
    section = factory.SubFactory(MagazineSectionFactory)

    class Meta:
        model = MagazineArticlePage


def build_magazine() -> MagazineIndexPage:
    """Make the site with its magazine; return the magazine."""
    home = build_site()
    return MagazineIndexPageFactory(parent=home)


def write(
    issue: Page, author: Author | None = None, notes: tuple[str, ...] = (), **fields
) -> MagazineArticlePage:
    """Add an article to an issue, live when the issue is unless `live` says otherwise."""
    issue = MagazineIssuePage.objects.get(pk=issue.pk)
    article = MagazineArticlePageFactory(parent=issue, **{"live": issue.live, **fields})
    if author:
        article.article_authors.create(author=author)
    for note in notes:
        article.footnotes.create(text=note)
    article.save()
    article.save_revision()
    return MagazineArticlePage.objects.get(pk=article.pk)


def approve(article: MagazineArticlePage) -> MagazineArticlePage:
    """Do what the last approval of an article does."""
    MagazineArticlePage.objects.get(pk=article.pk).get_latest_revision().publish(skip_permission_checks=True)
    return MagazineArticlePage.objects.get(pk=article.pk)
