"""How satisfied visitors are with a procedure's page: a number, a reason from a list, a day, and nothing of who."""

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Avg, Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from procedures.models import ProcedurePage

from ..choices import Reason, Score

#: days for which a visitor may change his rating: as long as the cookie in his browser lasts
CHANGE_DAYS = 90


class RatingQuerySet(models.QuerySet["Rating"]):
    def by_procedure(self) -> Any:
        """Return a dictionary for each procedure that has ratings: how many, their mean, the dissatisfied."""
        named = {
            "code": models.F("procedure__code"),
            "name": models.F("procedure__full_name"),
            "field": models.F("procedure__procedure_field__name"),
        }
        reasons = {f"reason_{value}": Count("pk", filter=Q(reason=value)) for value in Reason.values}
        return (
            self.order_by()
            .values("procedure_id", **named)
            .annotate(
                count=Count("pk"),
                mean=Avg("score"),
                dissatisfied=Count("pk", filter=Q(score__lte=Score.POOR)),
                **reasons,
            )
            .order_by("mean", "-count", "procedure_id")
        )

    def forget_visitors(self) -> int:
        """Forget who gave ratings that can't be changed any more; return how many."""
        until = timezone.localdate() - timedelta(days=CHANGE_DAYS)
        old = self.filter(rated_on__lt=until, visitor__isnull=False)
        # Asked first: an update takes the write lock even where there is nothing to change.
        return old.update(visitor=None) if old.exists() else 0


class Rating(models.Model):
    """One visitor's satisfaction with one procedure; `visitor` is a hash that fits this procedure only."""

    procedure = models.ForeignKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("procedure")
    )
    visitor = models.CharField(max_length=64, null=True, editable=False)
    score = models.PositiveSmallIntegerField(_("score"), choices=Score.choices)
    reason = models.CharField(_("reason given"), max_length=12, choices=Reason.choices, blank=True)
    rated_on = models.DateField(_("rated on"), db_index=True)

    objects = RatingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [models.UniqueConstraint(fields=["procedure", "visitor"], name="one_rating_a_visitor")]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.score}"


class RatingSummaryManager(models.Manager["RatingSummary"]):
    @transaction.atomic
    def note(self, procedure_id: int, visitor: str, score: int, reason: str = "") -> None:
        """Keep the rating of a visitor, in place of his earlier one, and count anew."""
        self.get_or_create(procedure_id=procedure_id)
        # One at a time for a procedure, so that the sums are those of its rows.
        summary = self.select_for_update().get(procedure_id=procedure_id)
        Rating.objects.update_or_create(
            procedure_id=procedure_id,
            visitor=visitor,
            defaults={"score": score, "reason": reason, "rated_on": timezone.localdate()},
        )
        summary.count_anew()


class RatingSummary(models.Model):
    """How many ratings a procedure has and what they add up to: all that its page reads."""

    procedure = models.OneToOneField(
        ProcedurePage, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    count = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    objects = RatingSummaryManager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("summary of ratings")
        verbose_name_plural = _("summaries of ratings")

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.total}/{self.count}"

    @property
    def mean(self) -> float:
        """The mean of the scores, 1 to 5; 0 where there is none."""
        return self.total / self.count if self.count else 0.0

    def count_anew(self) -> None:
        """Add the rows up."""
        sums = Rating.objects.filter(procedure_id=self.procedure_id).aggregate(
            count=Count("pk"), total=Sum("score")
        )
        self.count, self.total = sums["count"], sums["total"] or 0
        self.save(update_fields=["count", "total"])
