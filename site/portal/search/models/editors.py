"""What editors rule of the search, live at once: nothing of it is in the index."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.text import normalise
from portal.text.tokens import Analysis, analyse

from ..folded import folded_query, stands_for_any_accents


def one_line(text: str) -> str:
    """Return `text` as one line of Unicode NFC."""
    return " ".join(normalise(text).split())


def in_force(today: date | None = None) -> Q:
    """Return the condition that a row with `valid_from` and `valid_until` counts on a day; both days are in it."""
    day = today or timezone.localdate()
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))


class Dated(models.Model):
    """Counts from one day to another, where days are given."""

    valid_from = models.DateField(
        _("counts from"), null=True, blank=True, help_text=_("Empty: from the beginning.")
    )
    valid_until = models.DateField(
        _("counts until"), null=True, blank=True, help_text=_("The last day. Empty: without end.")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The last day can't be before the first.")})

    @property
    def counts_today(self) -> bool:
        """Whether searches of today heed it."""
        today = timezone.localdate()
        return (self.valid_from or today) <= today <= (self.valid_until or today)


class Synonym(Dated):
    """Words that mean the same, or an abbreviation and what it stands for."""

    class Direction(models.TextChoices):
        BOTH = "both", _("both ways")
        ONE = "one", _("only from the left to the right")

    words = models.CharField(
        _("words"),
        max_length=120,
        help_text=_("What people type: an abbreviation, an everyday word, the old name of a unit."),
    )
    meaning = models.CharField(
        _("mean the same as"),
        max_length=200,
        help_text=_("What pages write. One meaning a row; give another meaning a row of its own."),
    )
    direction = models.CharField(
        _("direction"),
        max_length=4,
        choices=Direction.choices,
        default=Direction.BOTH,
        help_text=_(
            "Both ways: each finds the other. From the left to the right: whoever types the left side finds the right"
            " side too, but not the other way round; right for everyday words that mean more than one thing."
        ),
    )
    note = models.CharField(
        _("note"), max_length=255, blank=True, help_text=_("Why it is here; only editors read it.")
    )

    class Meta:
        ordering = ["words", "meaning"]
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms and abbreviations")
        constraints = [models.UniqueConstraint(fields=["words", "meaning"], name="one_row_for_a_synonym")]

    def __str__(self) -> str:
        return f"{self.words} → {self.meaning}"

    def clean_fields(self, *args: Any, **kwargs: Any) -> None:
        self.words, self.meaning, self.note = map(one_line, (self.words, self.meaning, self.note))
        super().clean_fields(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what is no word, what no synonym can say, what is the same on both sides, what a row says already."""
        errors: dict[str, Any] = {}
        for field, side in (("words", self.words), ("meaning", self.meaning)):
            if not side:
                continue
            analysis = analyse(side, question=True)
            if analysis.identifiers:
                errors[field] = _(
                    "Numbers of laws and codes of procedures aren't looked for as words: leave them out. The search"
                    " knows them in all their spellings anyhow. To show a certain page for this query, add it to the"
                    " promoted pages."
                )
            elif not analysis.folded:
                errors[field] = _("Write at least one letter or digit.")
        if errors:
            raise ValidationError(errors)
        if self.words and folded_query(self.words) == folded_query(self.meaning):
            raise ValidationError(
                {
                    "meaning": _(
                        "Both sides are the same to the search: it doesn't tell accents, capitals and signs apart"
                        " anyhow."
                    )
                }
            )
        if same := self._said_already():
            said = gettext(
                "There is this row already: “%(row)s”. Change that one (its dates too) instead of adding another."
            )
            raise ValidationError({"words": said % {"row": same}})
        super().clean()

    def _said_already(self) -> "Synonym | None":
        words, meaning = analyse(self.words), analyse(self.meaning)
        for row in Synonym.objects.exclude(pk=self.pk):
            sides = analyse(row.words), analyse(row.meaning)
            turned = self.direction == self.Direction.BOTH or row.direction == self.Direction.BOTH
            if _covers(sides[0], words) and _covers(sides[1], meaning):
                return row
            if turned and _covers(sides[0], meaning) and _covers(sides[1], words):
                return row
        return None


def _covers(known: Analysis, new: Analysis) -> bool:
    """Return whether who types `new` is understood by a row for `known` already; other accents are another word."""
    return known.folded == new.folded and (
        new.exact in (new.folded, known.exact) or stands_for_any_accents(known.folded, known.exact)
    )


class PromotedPage(Dated):
    """A page that stands above the results of some queries."""

    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("Shown only while everybody may read it."),
    )
    queries = models.TextField(
        _("queries"),
        help_text=_(
            "One query a line, as people type it. Accents, capitals and signs don't matter; all its words must be"
            " typed, and no others."
        ),
    )
    #: the queries folded, with a line end around each
    folded_queries = models.TextField(editable=False, default="")
    sort_order = models.PositiveSmallIntegerField(
        _("order"),
        default=1,
        help_text=_("Where a query has more than one: the smallest number stands first."),
    )

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("promoted page")
        verbose_name_plural = _("promoted pages")

    def __str__(self) -> str:
        return str(self.page)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the queries as they are looked up."""
        folded = dict.fromkeys(filter(None, map(folded_query, self.lines)))
        self.folded_queries = "\n" + "".join(f"{line}\n" for line in folded)
        super().save(*args, **kwargs)

    def clean_fields(self, *args: Any, **kwargs: Any) -> None:
        self.queries = "\n".join(line for text in self.queries.splitlines() if (line := one_line(text)))
        super().clean_fields(*args, **kwargs)

    def clean(self) -> None:
        """Refuse lines that are no query."""
        empty = [line for line in self.lines if not folded_query(line)]
        if empty:
            raise ValidationError(
                {"queries": gettext("No letter or digit in this line: %(line)s") % {"line": empty[0]}}
            )
        super().clean()

    @property
    def lines(self) -> list[str]:
        """The queries as they were written."""
        return self.queries.splitlines()


class HiddenPage(models.Model):
    """A public page that the search doesn't show."""

    #: the key of the page that the row hid before it was last saved
    hid_before: int | None = None

    page = models.OneToOneField(
        Page,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        help_text=_(
            "The search no longer shows it; its address, menus and lists still do. To take it from the public,"
            " unpublish it."
        ),
        error_messages={"unique": _("This page is hidden from the search already.")},
    )
    reason = models.CharField(
        _("reason"), max_length=255, help_text=_("For whoever asks one day why the page isn't found.")
    )

    class Meta:
        ordering = ["pk"]
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
        ordering = ["-count", "-last_on", "query"]
        default_permissions = ("view", "delete")
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")

    def __str__(self) -> str:
        return self.query
