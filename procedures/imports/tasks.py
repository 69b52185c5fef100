"""What the task worker runs."""

import logging
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django_tasks import task

from ..models import FormsUpload, ImportRun
from ..models.import_run import Job, Status
from .applying import apply
from .checking import check
from .forms_applying import apply_forms
from .forms_checking import check_forms
from .running import Superseded, finish
from .undoing import undo

#: state of a job → what does its work
Phases = dict[Any, Callable[[Any, int], None]]

#: somebody waits before a progress page: this comes before the pictures of pages
PRIORITY = 10

logger = logging.getLogger(__name__)

_IMPORT: Phases = {Status.CHECKING: check, Status.APPLYING: apply, Status.UNDOING: undo}
_FORMS: Phases = {Status.CHECKING: check_forms, Status.APPLYING: apply_forms}


@task(priority=PRIORITY)
def go_on_with_import(pk: int, ticket: int) -> None:
    """Do what the import is waiting for, from where an earlier worker left it."""
    _go_on(ImportRun.objects.filter(pk=pk, ticket=ticket).first(), ticket, _IMPORT)


@task(priority=PRIORITY)
def go_on_with_forms(pk: int, ticket: int) -> None:
    """Do what the upload of forms is waiting for, from where an earlier worker left it."""
    _go_on(FormsUpload.objects.filter(pk=pk, ticket=ticket).first(), ticket, _FORMS)


def _go_on(job: Job | None, ticket: int, phases: Phases) -> None:
    work = phases.get(job.status) if job else None
    if job is None or work is None:
        return
    try:
        work(job, ticket)
    except Superseded:
        return
    except Exception:
        if job.status != Status.CHECKING:
            raise  # it is taken up again where it stands
        logger.exception("The file %s could not be checked", job.file.name)
        problem = gettext(
            "The file could not be checked because of an error in the portal; tell the administrator."
        )
        finish(job, ticket, Status.FAILED, problem=problem)
