"""What editors rule of the search, live at once: nothing of it is in the index."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Synonym(models.Model):
    """Words that mean the same, or an abbreviation and what it stands for."""

    class Direction(models.TextChoices):
        BOTH = "both", _("both ways")
        ONE = "one", _("only from the left to the right")

    words = models.CharField(_("words"), max_length=120)
    meaning = models.CharField(_("mean the same as"), max_length=200)
    direction = models.CharField(
        _("direction"), max_length=4, choices=Direction.choices, default=Direction.BOTH
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms and abbreviations")
        constraints = [models.UniqueConstraint(fields=["words", "meaning"], name="one_row_for_a_synonym")]

    def __str__(self) -> str:
        return f"{self.words} → {self.meaning}"


class PromotedPage(models.Model):
    """A page that stands above the results of some queries."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    #: one query a line, as people type it
    queries = models.TextField(_("queries"))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=1)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("promoted page")
        verbose_name_plural = _("promoted pages")

    def __str__(self) -> str:
        return str(self.page)


class HiddenPage(models.Model):
    """A public page that the search doesn't show."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    reason = models.CharField(_("reason"), max_length=255)

    class Meta:
        verbose_name = _("page hidden from search")
        verbose_name_plural = _("pages hidden from search")

    def __str__(self) -> str:
        return str(self.page)


class SilentQuery(models.Model):
    """A query without results, counted by day; nothing tells who asked."""

    query = models.CharField(_("query"), max_length=120)
    folded = models.CharField(max_length=120, unique=True)
    count = models.PositiveIntegerField(_("times"), default=0)
    first_on = models.DateField(_("first on"))
    last_on = models.DateField(_("last on"))

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")

    def __str__(self) -> str:
        return self.query
