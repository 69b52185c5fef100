"""How often procedures are looked at, by day: a number, and nothing of who looked."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .page import ProcedurePage

#: "most visited" looks back as many days, today included
DAYS = 30
#: days whose numbers are kept, for comparison with the year before
KEPT_DAYS = 400


class ProcedureVisitsManager(models.Manager["ProcedureVisits"]):
    def add(self, day: date, counts: Mapping[int, int]) -> int:
        """Add `counts` (page → visits) to the numbers of `day`; return how many counted.

        What is no live procedure is passed over: the beacon takes any number.
        """
        pages: Any = self.model._meta.get_field("procedure").related_model
        with transaction.atomic():
            known = pages.objects.live().filter(pk__in=list(counts)).values_list("pk", flat=True)
            rows = [ProcedureVisits(procedure_id=pk, day=day, count=0) for pk in sorted(known)]
            self.bulk_create(rows, ignore_conflicts=True)
            for row in rows:
                added = counts[row.procedure_id]
                self.filter(procedure_id=row.procedure_id, day=day).update(count=F("count") + added)
        return sum(counts[row.procedure_id] for row in rows)

    def totals(self, days: int = DAYS) -> dict[int, int]:
        """Return the visits of the last `days` days by page, the most visited first: one query."""
        since = timezone.localdate() - timedelta(days=days - 1)
        rows = self.filter(day__gte=since).values_list("procedure_id").annotate(total=Sum("count"))
        return dict(rows.order_by("-total", "procedure_id"))

    def most_visited(self, count: int = 6) -> "list[ProcedurePage]":
        """Return the listed procedures that were visited most in the last 30 days; fewer when fewer were visited."""
        pages: Any = self.model._meta.get_field("procedure").related_model
        # Some of those that were visited may have gone since.
        pks = list(self.totals())[: count * 5]
        found = pages.objects.listed().in_bulk(pks) if pks else {}
        return [found[pk] for pk in pks if pk in found][:count]

    def forget(self) -> int:
        """Delete the numbers that are too old to be of use; return how many rows went."""
        old = self.filter(day__lt=timezone.localdate() - timedelta(days=KEPT_DAYS))
        # Asked first: a delete takes the write lock even where there is nothing to delete.
        return old.delete()[0] if old.exists() else 0


class ProcedureVisits(models.Model):
    """Visits of one procedure on one day."""

    procedure = models.ForeignKey("procedures.ProcedurePage", on_delete=models.CASCADE, related_name="visits")
    day = models.DateField(_("day"), db_index=True)
    count = models.PositiveIntegerField(_("visits"), default=0)

    objects = ProcedureVisitsManager()

    class Meta:
        default_permissions = ()
        verbose_name = _("visits of a procedure")
        verbose_name_plural = _("visits of procedures")
        constraints = [models.UniqueConstraint(fields=["procedure", "day"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.day:%d/%m/%Y}: {self.count}"
