"""Write down anew which files each page uses."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.files.uses import record_all


class Command(BaseCommand):
    help = (
        "Write down anew which files each page uses: after pages were loaded past the portal (loaddata, SQL)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{record_all()} pages")
