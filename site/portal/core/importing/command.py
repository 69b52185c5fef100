"""The command around an import: options, progress, the report, the exit status."""

import argparse
import json
import sys
from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext
from tqdm import tqdm

from .files import FileError
from .messages import file_problem
from .pages import Options, PageImporter
from .report import REFUSED, Outcome, Report
from .rows import Row

#: refused rows that are printed
SHOWN = 20


class ImportCommand(BaseCommand):
    """Imports a file. Exit status 0 when every record is in, 1 when any was refused."""

    @abstractmethod
    def importer(self, options: Options) -> PageImporter[Any, Any]:
        """Return the importer; raise `CommandError` where there is nothing yet to import into."""

    @abstractmethod
    def rows(self, path: Path) -> Iterator[Row[Any]]:
        """Yield the rows of a file; raise `FileError` when it can't be read at all."""

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
        importer = self.importer(Options(options["dry_run"], options["publish"], options["overwrite"]))
        if options["report"]:
            self._write_report(options["report"], Report())
        report = Report()
        try:
            for outcome in importer.run(self._watched(options["file"])):
                report.outcomes.append(outcome)
                if outcome.outcome == REFUSED:
                    self._tell(outcome, report.count(REFUSED))
        except FileError as problem:
            raise CommandError(file_problem(problem.kind, problem.detail)) from None
        finally:
            if options["report"]:
                self._write_report(options["report"], report)
        self.stdout.write(self._summary(report, options["dry_run"]))
        if report.count(REFUSED):
            sys.exit(1)

    def _watched(self, path: Path) -> Iterator[Row[Any]]:
        # A bar only where somebody watches.
        yield from tqdm(self.rows(path), unit="", desc=path.name[:30], disable=not sys.stderr.isatty())

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
