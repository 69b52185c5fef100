"""continue_imports: hand imports over again whose worker has died."""

from typing import Any

from django.core.management.base import BaseCommand

from procedures.imports.tidying import take_up_silent


class Command(BaseCommand):
    help = "Hand imports of procedures over again whose worker has died; the scheduler runs it every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        count = take_up_silent()
        if options["verbosity"] > 0:
            self.stdout.write(str(count))
