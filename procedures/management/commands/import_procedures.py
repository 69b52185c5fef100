"""import_procedures FILE: take records of procedures over from a file."""

from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext

from portal.core.importing.command import ImportCommand
from portal.core.importing.pages import Options
from portal.core.importing.rows import Row
from procedures.importing.readers import read_file
from procedures.importing.service import Importer
from procedures.models import ProceduresIndexPage
from procedures.schema import Procedure


class Command(ImportCommand):
    help = (
        "Import procedures from a file (.xlsx, .csv, .json, .jsonl, also .gz); the shape of its records is detected. "
        "Exit status 0 when every record is in, 1 when any was refused."
    )

    def importer(self, options: Options) -> Importer:
        index = ProceduresIndexPage.objects.first()
        if index is None:
            raise CommandError(gettext("There is no catalogue of procedures yet; run “setup” first."))
        return Importer(index, options)

    def rows(self, path: Path) -> Iterator[Row[Procedure]]:
        return read_file(path)
