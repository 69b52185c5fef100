"""forget_imports: remove the files of imports that are older than 30 days."""

from typing import Any

from django.core.management.base import BaseCommand

from procedures.imports.tidying import forget_old


class Command(BaseCommand):
    help = "Remove the files and details of imports older than 30 days; the scheduler runs it every night."

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_old()
        if options["verbosity"] > 0:
            self.stdout.write(str(count))
