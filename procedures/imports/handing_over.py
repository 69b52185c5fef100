"""Gives jobs to the task worker: once each, and again when a worker died over one."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from ..models import FormsUpload, ImportRun
from ..models.import_run import WORKING, Job, Status
from .tasks import go_on_with_forms, go_on_with_import

#: how long after its last sign of life a worker counts as dead
SILENCE = timedelta(minutes=2)


def begin(job: Job, since: Iterable[str], status: Status, **values: Any) -> bool:
    """Move `job` from one of the states `since` to `status` and hand it over; False when it isn't there.

    Of two who press the button at once, or of one who presses it twice, one begins.
    """
    found = type(job)._default_manager.filter(pk=job.pk, status__in=list(since))
    return _hand_over(found, job, status=status, done=0, problem="", **values)


def take_up_again(job: Job, patience: timedelta = SILENCE) -> bool:
    """Hand `job` over anew when nobody has gone on with it for `patience`."""
    before = timezone.now() - patience
    found = type(job)._default_manager.filter(pk=job.pk, status__in=WORKING, beat_at__lte=before)
    return _hand_over(found, job)


def silent_jobs(patience: timedelta = SILENCE) -> list[Job]:
    """Return the jobs whose workers have died or never came."""
    before = timezone.now() - patience
    return [
        job
        for model in (ImportRun, FormsUpload)
        for job in model._default_manager.filter(status__in=WORKING, beat_at__lt=before)
    ]


def is_silent(job: Job) -> bool:
    """Whether nobody has gone on with `job` for too long."""
    return job.is_working and job.beat_at < timezone.now() - SILENCE


def _hand_over(found: QuerySet[Any], job: Job, **values: Any) -> bool:
    task = go_on_with_import if isinstance(job, ImportRun) else go_on_with_forms
    with transaction.atomic():
        if not found.update(ticket=F("ticket") + 1, beat_at=timezone.now(), **values):
            return False
        job.refresh_from_db()
        # In the same transaction: a job that has begun stands in the worker's queue too.
        task.enqueue(job.pk, job.ticket)
    return True
