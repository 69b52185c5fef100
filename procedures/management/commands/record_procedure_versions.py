"""`manage.py record_procedure_versions`: a first version for live procedures that have none (loaded past `publish`)."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from ...models import ProcedurePage
from ...models.publication import keep_what_is_live, lock


class Command(BaseCommand):
    help = "Stores the text of each live procedure that has no version yet as its first one."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        for page in ProcedurePage.objects.filter(live=True, versions=None).iterator():
            with transaction.atomic():
                page.live = lock(page.pk)
                keep_what_is_live(page, today)
