"""Articles go live and down together with their issue, and stay behind when their approval is withdrawn."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from .approval import ApprovedArticle
from .article import ArticleQuerySet, MagazineArticlePage

#: entry of an article's history
APPROVAL_WITHDRAWN = "news.approval_withdrawn"


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


@transaction.atomic
def withdraw_approval(article: MagazineArticlePage, user: Any) -> bool:
    """Let an article stay behind when its issue goes live; False where it isn't waiting (any more).

    Asked under the lock of the issue, as `MagazineArticlePage.publish` does.
    """
    Page.objects.select_for_update().only("pk").get(path=article.issue_path())
    approved = ApprovedArticle.objects.filter(article=article).select_related("revision").first()
    if approved is None:
        return False
    approved.delete()
    log(instance=article, action=APPROVAL_WITHDRAWN, user=user, revision=approved.revision)
    return True
