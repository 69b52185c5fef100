"""`manage.py count_visits`: adds the visits that wait to the numbers of the day; the scheduler runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from procedures.catalogue import visit_notes
from procedures.catalogue.views import notes_folder
from procedures.models import ProcedureVisits


class Command(BaseCommand):
    help = "Adds up the visits of procedures that wait to be counted."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        for path in visit_notes.take(notes_folder()):
            with transaction.atomic():
                counted = ProcedureVisits.objects.add(today, visit_notes.read(path))
                # Inside: a run that ends in between counts nothing twice, at worst it loses a minute.
                path.unlink()
            if options["verbosity"] > 1:
                self.stdout.write(str(counted))
        ProcedureVisits.objects.forget()
