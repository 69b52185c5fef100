"""`manage.py count_silent_queries`: counts the searches without result that wait; run every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.search import silent_queries


class Command(BaseCommand):
    help = "Counts the searches without result that wait, and forgets those that nobody asked for long."

    def handle(self, *args: Any, **options: Any) -> None:
        counted = silent_queries.count_notes()
        silent_queries.forget()
        if options["verbosity"] > 1:
            self.stdout.write(str(counted))
