"""continue_imports: hand imports over again whose worker has died."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from procedures.imports.handing_over import SILENCE
from procedures.imports.tidying import take_up_silent


class Command(BaseCommand):
    help = "Hand imports of procedures over again whose worker has died; the scheduler runs it every minute."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--now", action="store_true", help="don't wait two minutes: the worker is known to be gone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = take_up_silent(timedelta() if options["now"] else SILENCE)
        if options["verbosity"] > 0:
            self.stdout.write(str(count))
