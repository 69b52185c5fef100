"""What happens to articles when their issue is taken down, or when they are moved to another."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from .approval import ApprovedArticle
from .article import MagazineArticlePage
from .issue import MagazineIssuePage
from .publication import withdraw


@receiver(post_save, sender=Page)
@receiver(post_save, sender=MagazineIssuePage)
def withdraw_with_issue(sender: type[Page], instance: Page, raw: bool = False, **kwargs: Any) -> None:
    """Take the articles down in the very transaction in which their issue is saved as not live.

    Wagtail takes pages down through several doors (the admin, its API, the scheduler); all of them save, and
    `Page.save` is one transaction.
    """
    if raw or instance.live or not issubclass(instance.specific_class or Page, MagazineIssuePage):
        return
    withdraw(MagazineArticlePage.objects.child_of(instance))


@receiver(post_page_move, sender=MagazineArticlePage)
def settle_moved(instance: MagazineArticlePage, **kwargs: Any) -> None:
    """Let an article that was moved to another issue be public exactly when that one is."""
    article = MagazineArticlePage.objects.get(pk=instance.pk)
    if not article.issue_is_live():
        withdraw(MagazineArticlePage.objects.filter(pk=article.pk))
    elif approved := ApprovedArticle.objects.filter(article=article).first():
        approved.revision.publish(user=approved.user, skip_permission_checks=True)
