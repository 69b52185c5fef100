"""note_due_reviews: let the completeness of records follow their days of review, which come by themselves."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from procedures.completeness import REVIEW
from procedures.models import ProcedurePage
from procedures.review import next_review


class Command(BaseCommand):
    help = "Notes in the completeness of procedures that their day of review has come; runs every night."

    def handle(self, *args: Any, **options: Any) -> None:
        reviewed = ProcedurePage.objects.exclude(reviewed_on=None).order_by()
        fresh = reviewed.exclude(missing_parts__contains=f"|{REVIEW}|")
        today = timezone.localdate()
        days = fresh.values_list("reviewed_on", flat=True).distinct()
        past = [day for day in days if (due := next_review(day)) and due <= today]
        for page in fresh.filter(reviewed_on__in=past).iterator(chunk_size=200):
            page.note_completeness()
            ProcedurePage.objects.filter(pk=page.pk).update(
                completeness_score=page.completeness_score, missing_parts=page.missing_parts
            )
