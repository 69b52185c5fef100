"""import_legal_documents FILE: take a list of legal documents over from a file."""

from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext

from legal.importing.readers import read_file
from legal.importing.service import Importer
from legal.models import LegalIndexPage
from legal.records import LegalRecord
from portal.core.importing.command import ImportCommand
from portal.core.importing.pages import Options
from portal.core.importing.rows import Row


class Command(ImportCommand):
    help = (
        "Import legal documents from a file (.csv, .tsv, .json, .jsonl, also .gz) with the columns loai, so_ky_hieu, "
        "trich_yeu, ngay_ban_hanh, co_quan, ngay_hieu_luc, chu_de. "
        "Exit status 0 when every record is in, 1 when any was refused."
    )

    def importer(self, options: Options) -> Importer:
        index = LegalIndexPage.objects.first()
        if index is None:
            raise CommandError(gettext("There is no list of legal documents yet; run “setup” first."))
        return Importer(index, options)

    def rows(self, path: Path) -> Iterator[Row[LegalRecord]]:
        return read_file(path)
