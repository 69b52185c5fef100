"""record_citations: note anew which legal documents each published procedure stands on."""

from typing import Any

from django.core.management.base import BaseCommand

from procedures.models import LegalCitation, ProcedurePage


class Command(BaseCommand):
    help = (
        "Note anew which legal documents each published procedure stands on: "
        "for procedures published before, or loaded past the portal (loaddata, SQL)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for page in ProcedurePage.objects.live().iterator(chunk_size=100):
            LegalCitation.objects.record(page)
            count += 1
        self.stdout.write(str(count))
