"""`manage.py apply_procedure_versions`: takes live what takes effect today; the scheduler runs it each minute."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from ...models import ProcedureVersion
from ...models.publication import mirror

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Takes live the versions of procedures whose day has come; where none is due it costs one query."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        due = ProcedureVersion.objects.due(today).order_by("procedure_id")
        failed = []
        for pk in due.values_list("procedure_id", flat=True).distinct():
            try:
                with transaction.atomic():
                    mirror(pk, today)
            except Exception:  # one page must not keep the others from their day
                logger.exception("procedure %s could not be brought up to its version", pk)
                failed.append(str(pk))
        if failed:
            raise CommandError(f"pages not brought up to their versions: {', '.join(failed)}")
