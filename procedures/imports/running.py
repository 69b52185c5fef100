"""Signs of life of the worker that goes through a job.

Each beginning or resumption (`handing_over`) makes a new ticket. A worker writes only in transactions in which it has
moved the job on under its own ticket: one that was thought dead and was not can do no harm.
"""

from typing import Any

from django.utils import timezone

from ..models.import_run import Job, Status


class Superseded(Exception):
    """Somebody else goes on with the job, or nobody should."""


def beat(job: Job, ticket: int, **values: Any) -> None:
    """Note in the current transaction that the worker with `ticket` goes on; raise `Superseded` when it mustn't."""
    found = type(job)._default_manager.filter(pk=job.pk, ticket=ticket, status=job.status)
    if not found.update(beat_at=timezone.now(), **values):
        raise Superseded


def finish(job: Job, ticket: int, status: Status, **values: Any) -> None:
    """End the work of this ticket."""
    beat(job, ticket, status=status, finished_at=timezone.now(), **values)
    job.refresh_from_db()
