"""import_procedures FILE: take records of procedures over from a file."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext
from tqdm import tqdm

from procedures.importing.messages import file_problem
from procedures.importing.readers import FileError, Row, read_file
from procedures.importing.report import REFUSED, Outcome, Report
from procedures.importing.service import Importer, Options
from procedures.models import ProceduresIndexPage

#: refused rows that are printed
SHOWN = 20


class Command(BaseCommand):
    help = (
        "Import procedures from a file (.json, .jsonl, also .gz); the shape of its records is detected. "
        "Exit status 0 when every record is in, 1 when any was refused."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only report")
        parser.add_argument(
            "--publish", action="store_true", help="publish the pages; otherwise drafts are made"
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="also replace what an editor changed since the last import",
        )
        parser.add_argument("--report", type=Path, metavar="OUT.json", help="write the report to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        index = ProceduresIndexPage.objects.first()
        if index is None:
            raise CommandError(gettext("There is no catalogue of procedures yet; run “setup” first."))
        if options["report"]:
            self._write_report(options["report"], Report())
        importer = Importer(index, Options(options["dry_run"], options["publish"], options["overwrite"]))
        report = Report()
        try:
            for outcome in importer.run(self._rows(options["file"])):
                report.outcomes.append(outcome)
                if outcome.outcome == REFUSED:
                    self._tell(outcome, report.count(REFUSED))
        except FileError as problem:
            raise CommandError(file_problem(problem.kind, problem.detail)) from None
        finally:
            if options["report"]:
                self._write_report(options["report"], report)
        self.stdout.write(self._summary(report, options["dry_run"]))
        if report.count("refused"):
            sys.exit(1)

    def _rows(self, path: Path) -> Iterator[Row]:
        # A bar only where somebody watches.
        yield from tqdm(read_file(path), unit="", desc=path.name[:30], disable=not sys.stderr.isatty())

    def _tell(self, outcome: Outcome, number: int) -> None:
        """Print a refused row; the first few only, the report has them all."""
        if number <= SHOWN:
            self.stderr.write(f"{outcome.row}: {outcome.code} {' '.join(outcome.messages)}")
        elif number == SHOWN + 1:
            self.stderr.write("…")

    def _write_report(self, path: Path, report: Report) -> None:
        try:
            text = json.dumps(report.as_dict(), ensure_ascii=False, indent=1)
            path.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(
                gettext("The report can't be written to %(path)s: %(problem)s.")
                % {"path": path, "problem": error.strerror}
            ) from None

    def _summary(self, report: Report, dry_run: bool) -> str:
        numbers = report.as_dict()
        text = gettext(
            "Read %(read)s: %(created)s new, %(updated)s changed, %(unchanged)s unchanged, %(refused)s refused; "
            "%(warnings)s things to check."
        )
        told = text % numbers
        return gettext("Nothing was written (dry run).") + " " + told if dry_run else told
