"""What happens to imports by the clock: dead work is taken up again, old files go."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..models import FormsUpload, ImportRow, ImportRun
from ..models.import_run import WORKING
from .handing_over import SILENCE, silent_jobs, take_up_again

#: how long files, the changes of each row and the way back are kept
KEPT = timedelta(days=30)


def take_up_silent(patience: timedelta = SILENCE) -> int:
    """Hand over again what nobody has gone on with for `patience`; return how many jobs that were."""
    return sum(take_up_again(job, patience) for job in silent_jobs(patience))


def forget_old() -> int:
    """Remove files and details of imports that are older than `KEPT`; who imported what and when stays."""
    before = timezone.now() - KEPT
    count = 0
    for model in (ImportRun, FormsUpload):
        for job in (
            model._default_manager.filter(uploaded_at__lt=before).exclude(file="").exclude(status__in=WORKING)
        ):
            with transaction.atomic():
                if isinstance(job, ImportRun):
                    ImportRow.objects.filter(run=job).update(changes={}, kept={}, before=None)
                    _drop(job, "refused_file")
                _drop(job, "file")
            count += 1
    return count


def _drop(job: ImportRun | FormsUpload, name: str) -> None:
    """Take the name out of the row, then the file off the disk."""
    file = getattr(job, name)
    if not file:
        return
    stored = file.name
    type(job)._default_manager.filter(pk=job.pk).update(**{name: ""})
    transaction.on_commit(lambda: file.storage.delete(stored))
