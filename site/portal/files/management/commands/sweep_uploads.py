"""Delete files that no row names."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.files.orphans import sweep


class Command(BaseCommand):
    help = "Delete unfinished uploads, and stored files that nothing refers to, once they are a day old."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--hours", type=float, default=24, help="how old a file must be (24)")
        parser.add_argument("--dry-run", action="store_true", help="only list what would be deleted")

    def handle(self, *args: Any, **options: Any) -> None:
        names = sweep(timedelta(hours=options["hours"]), dry_run=options["dry_run"])
        for name in names:
            self.stdout.write(name)
        self.stdout.write(f"{len(names)} files")
