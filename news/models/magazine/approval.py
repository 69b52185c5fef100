"""Articles that are approved and wait for their issue."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class ApprovedArticle(models.Model):
    """The version of an article that goes live together with its issue.

    Without a row an article of an issue to come is not approved. Drafts saved after the approval don't
    change it: they need an approval of their own.
    """

    article = models.OneToOneField(
        "news.MagazineArticlePage",
        on_delete=models.CASCADE,
        related_name="approval",
        verbose_name=_("article"),
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="+", verbose_name=_("approved version")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), auto_now=True)

    class Meta:
        verbose_name = _("approved article")
        verbose_name_plural = _("approved articles")

    def __str__(self) -> str:
        return self.revision.object_str
