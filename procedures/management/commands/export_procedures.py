"""export_procedures OUT: write the records of procedures into a file that the import reads back unchanged."""

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from portal.text import parse_code
from procedures.exchange.source import FORMATS, newest_records, public_records, without_code


class Command(BaseCommand):
    help = (
        "Write procedures into a file (.xlsx, .csv, .json); import_procedures reads it back unchanged. "
        "What a file holds leaves the house: only what the public sees, unless --drafts is said."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="OUT.xlsx|.csv|.json")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--live", action="store_true", help="what the public sees (the default)")
        what.add_argument(
            "--drafts", action="store_true", help="all procedures as their newest drafts have them"
        )
        parser.add_argument("--codes", default="", help="only these, with commas between them")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        write = FORMATS.get(path.suffix.lower().removeprefix("."))
        if write is None:
            raise CommandError(
                gettext("Name a file that ends in %(endings)s.")
                % {"endings": ", ".join(f".{name}" for name in FORMATS)}
            )
        codes = _codes(options["codes"])
        records = newest_records(codes) if options["drafts"] else public_records(codes)
        try:
            count = _whole(path, lambda file: write(records, file))
        except OSError as error:
            raise CommandError(
                gettext("The file %(path)s can't be written: %(problem)s.")
                % {"path": path, "problem": error.strerror}
            ) from None
        self.stdout.write(
            gettext("%(count)s procedures written to %(path)s.") % {"count": count, "path": path}
        )
        if not count and not options["drafts"]:
            self.stderr.write(gettext("Nothing is published; add --drafts for drafts."))
        left_out = without_code() if options["drafts"] and not codes else 0
        if left_out:
            self.stderr.write(
                gettext("Left out, since they have no code yet: %(count)s.") % {"count": left_out}
            )


def _codes(text: str) -> list[str]:
    codes = []
    for part in text.replace(";", ",").split(","):
        if not part.strip():
            continue
        code = parse_code(part)
        if code is None:
            raise CommandError(gettext("“%(code)s” is no code of a procedure.") % {"code": part.strip()})
        codes.append(code)
    return codes


def _whole(path: Path, write: Any) -> int:
    """Write the file at `path` whole or not at all: what stood there stays until the new one is done."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".export-", delete=False) as file:
        try:
            count = write(file)
            file.flush()
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
    return int(count)
