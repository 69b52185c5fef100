"""Articles go live and down together with their issue."""

from typing import Any

from .approval import ApprovedArticle
from .article import ArticleQuerySet


def release(articles: ArticleQuerySet, user: Any = None, log_action: str | bool = True) -> None:
    """Publish what is approved of the `articles` of a live issue, in its transaction."""
    waiting = ApprovedArticle.objects.filter(article__in=articles).select_related("revision")
    for approved in waiting.order_by("article__path"):
        approved.revision.publish(user=user, log_action=log_action, skip_permission_checks=True)


def withdraw(articles: ArticleQuerySet) -> None:
    """Take live articles down; they stay approved, and come back with their issue."""
    for article in articles.live():
        if article.live_revision:
            article.await_issue(article.live_revision)
        article.unpublish()
