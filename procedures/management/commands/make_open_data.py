"""make_open_data: write the catalogue and its dictionary as files for everybody."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from procedures.opendata import dumps


class Command(BaseCommand):
    help = "Write all public procedures as .json, .csv and .xlsx with a data dictionary, for /du-lieu-mo/."

    def handle(self, *args: Any, **options: Any) -> None:
        made = dumps.make()
        if options["verbosity"]:
            self.stdout.write(gettext("Open data: %(count)s procedures.") % {"count": made["count"]})
