"""The dry run: what an import would do, kept row by row for the preview. Nothing of a procedure is written."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.files.base import File
from django.db import transaction

from portal.core.importing.files import FileError
from portal.core.importing.messages import file_problem
from portal.core.importing.pages import Options
from portal.core.importing.report import REFUSED, Outcome
from portal.core.importing.rows import Row

from ..importing.readers import read_file
from ..importing.service import Importer
from ..models import ImportRow, ImportRun, ProcedurePage, ProceduresIndexPage
from ..models.import_run import Status
from ..schema import Procedure
from .refused_book import write_refused
from .running import beat, finish

#: rows that are written in one transaction
BATCH = 50


def importer_for(run: ImportRun, *, dry_run: bool) -> Importer:
    """Return the importer with the options of `run`. Raise `FileError` where there is no catalogue yet."""
    index = ProceduresIndexPage.objects.first()
    if index is None:
        raise FileError("missing", "")
    return Importer(index, Options(dry_run, run.publish, run.overwrite))


def rows_of(run: ImportRun) -> Iterator[Row[Procedure]]:
    """Yield the rows of the file. Raise `FileError`."""
    return read_file(Path(str(run.file.path)))


def check(run: ImportRun, ticket: int) -> None:
    """Read the file and keep what would become of each row."""
    counts: Counter[str] = Counter()
    with transaction.atomic():
        beat(run, ticket, done=0, total=0)
        run.rows.all().delete()
    try:
        importer = importer_for(run, dry_run=True)
        rows = enumerate(rows_of(run), 1)
        while batch := list(_judged(importer, islice(rows, BATCH), run)):
            for row in batch:
                counts.update({row.outcome: 1, "warnings": row.warnings})
            with transaction.atomic():
                beat(run, ticket, done=batch[-1].number)
                ImportRow.objects.bulk_create(batch)
    except FileError as problem:
        finish(run, ticket, Status.FAILED, problem=file_problem(problem.kind, problem.detail))
        return
    if counts[REFUSED]:
        _keep_refused(run)
    total = sum(counts[outcome] for outcome in ImportRow.OUTCOMES)
    finish(run, ticket, Status.READY, counts=dict(counts), total=total)


def _keep_refused(run: ImportRun) -> None:
    """Keep the workbook of what was refused beside the file."""
    with tempfile.TemporaryFile() as file:
        write_refused(run, cast(BinaryIO, file))
        file.seek(0)
        if run.refused_file:
            run.refused_file.delete(save=False)
        run.refused_file.save(
            f"{Path(str(run.file.name)).name.split('.')[0]}-can-sua.xlsx", File(file), save=False
        )
    run.save(update_fields=["refused_file"])


def _judged(
    importer: Importer, rows: Iterable[tuple[int, Row[Procedure]]], run: ImportRun
) -> Iterator[ImportRow]:
    for number, row in rows:
        kept = ImportRow(run=run, number=number)
        fill(kept, row, importer.import_row(row))
        yield kept


def fill(kept: ImportRow, row: Row[Procedure], outcome: Outcome) -> None:
    """Write what became of `row` into `kept`, without saving it."""
    kept.row, kept.sheet, kept.code = row.number, row.sheet[:255], outcome.code[:40]
    kept.outcome, kept.warnings, kept.messages = outcome.outcome, outcome.warnings, outcome.messages
    kept.changes, kept.kept = _listed(outcome.changes), _listed(outcome.kept)
    kept.cells = [asdict(cell) for cell in row.cells]
    kept.page_id = outcome.page
    if row.record:
        kept.name = row.record.name


def _listed(differences: dict[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    return {name: list(values) for name, values in differences.items()}


def pages_of(run: ImportRun) -> Any:
    """Return the procedures of the rows of `run`."""
    return ProcedurePage.objects.filter(pk__in=run.rows.exclude(page=None).values("page"))
