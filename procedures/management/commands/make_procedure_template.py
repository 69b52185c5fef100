"""make_procedure_template OUT.xlsx: write an empty workbook to fill in and import."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from procedures.exchange.source import fill_template


class Command(BaseCommand):
    help = "Write an .xlsx to fill in with procedures: instructions, examples, lists to choose from."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="OUT.xlsx")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.suffix.lower() != ".xlsx":
            raise CommandError(gettext("Name a file that ends in %(endings)s.") % {"endings": ".xlsx"})
        try:
            with path.open("wb") as file:
                fill_template(file)
        except OSError as error:
            raise CommandError(
                gettext("The file %(path)s can't be written: %(problem)s.")
                % {"path": path, "problem": error.strerror}
            ) from None
