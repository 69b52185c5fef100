"""An import for real: each record is one transaction together with the note of what became of it."""

import logging
from collections import Counter
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext
from wagtail.log_actions import log
from wagtail.models import Page

from portal.core.importing.files import FileError
from portal.core.importing.messages import file_problem
from portal.core.importing.report import CREATED, REFUSED, UPDATED, Outcome
from portal.core.importing.rows import Row

from ..importing.service import Importer
from ..models import ImportRow, ImportRun, ProcedurePage
from ..models.import_run import Status
from ..schema import Procedure
from .checking import fill, importer_for, rows_of
from .running import Superseded, beat, finish
from .snapshots import snapshot, versions_mark

logger = logging.getLogger(__name__)

#: entry of a procedure's history
IMPORTED = "procedures.imported"


def apply(run: ImportRun, ticket: int) -> None:
    """Import the rows of `run` that are not in yet."""
    try:
        importer = importer_for(run, dry_run=False)
        for number, row in enumerate(rows_of(run), 1):
            _apply_row(run, ticket, importer, number, row)
    except FileError as problem:
        finish(run, ticket, Status.FAILED, problem=file_problem(problem.kind, problem.detail))
        return
    finish(run, ticket, Status.APPLIED, counts=counted(run))


def _apply_row(run: ImportRun, ticket: int, importer: Importer, number: int, row: Row[Procedure]) -> None:
    kept = run.rows.defer("changes", "kept", "before").filter(number=number).first()
    if kept and kept.applied:
        if row.record:  # so that a later row with its code is known as a repetition
            importer.repeated(row, importer.prepare(row.record, [])[0])
        return
    kept = kept or ImportRow(run=run, number=number)
    try:
        with transaction.atomic():
            beat(run, ticket, done=number)
            _import(run, importer, kept, row)
    except (Superseded, OperationalError):
        raise
    except Exception:  # one odd record must not keep the others out
        logger.exception("Row %s of %s could not be imported", row.number, run.file.name)
        text = gettext(
            "This record could not be imported because of an error in the portal; tell the administrator."
        )
        outcome = Outcome(row.number, row.code, REFUSED, [text], sheet=row.sheet)
        with transaction.atomic():
            beat(run, ticket, done=number)
            _keep(kept, row, outcome)


def _import(run: ImportRun, importer: Importer, kept: ImportRow, row: Row[Procedure]) -> None:
    # Two imports at once put pages below one catalogue: record by record they wait for each other.
    Page.objects.select_for_update().only("pk").get(pk=importer.index.pk)
    page = ProcedurePage.objects.filter(code=row.record.code).first() if row.record else None
    before: dict[str, Any] | None = None
    if page:
        before = snapshot(page)
        if page.latest_revision_id is None:
            page.save_revision(clean=False, changed=False)
    outcome = importer.import_row(row)
    if outcome.outcome in (CREATED, UPDATED):
        made = ProcedurePage.objects.only("latest_revision", "live").get(pk=outcome.page)
        if page and before:
            kept.before = before | {"left_live": made.live}
            kept.revision_before_id = page.latest_revision_id
        else:
            kept.before = None
        kept.revision_after_id = made.latest_revision_id
        kept.versions_after = versions_mark(made.pk)
        log(made, IMPORTED, user=run.applied_by, data={"import": run.pk, "file": run.file_name})
    _keep(kept, row, outcome)


def _keep(kept: ImportRow, row: Row[Procedure], outcome: Outcome) -> None:
    fill(kept, row, outcome)
    kept.applied = True
    kept.save()


def counted(run: ImportRun) -> dict[str, int]:
    """Return how many rows had each outcome, and how many things are to check."""
    found: Counter[str] = Counter()
    for outcome, rows, warnings in (
        run.rows.order_by().values_list("outcome").annotate(Count("pk"), Sum("warnings"))
    ):
        found.update({outcome: rows, "warnings": warnings})
    return dict(found)
