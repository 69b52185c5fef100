"""What was approved for a minute goes live at it only if it is still complete.

Between the approval and the minute a file may be deleted or a record changed. Such a page stays as it is, and
`held_back` is sent, so that somebody is told.
"""

from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.text import capfirst
from wagtail.log_actions import log
from wagtail.models import Page, Revision

#: what the scheduler gives as the reason of a publication
BY_SCHEDULE = "wagtail.publish.scheduled"
#: entry of a page's history
HELD_BACK = "portal.held_back"

#: sent with `page`, `revision` and `reasons` (sentences), in the transaction
held_back = Signal()


def faults_of(version: Any) -> list[str]:
    """Return what keeps a version of a page from going live, as sentences."""
    missing = list(version.missing_for_publication().values())
    live, version.live = version.live, False
    try:
        version.full_clean()
    except ValidationError as error:
        return [*missing, *(_named(version, name, text) for name, text in _texts(error))]
    finally:
        version.live = live
    return missing


@transaction.atomic
def hold_back(page: Page, revision: Revision, reasons: list[str]) -> None:
    """Take a version from the schedule and say why; once, however many schedulers come to it."""
    due = Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False)
    if due.update(approved_go_live_at=None):
        log(instance=page, action=HELD_BACK, revision=revision, data={"reasons": reasons})
        held_back.send(sender=type(page), page=page, revision=revision, reasons=reasons)


def _texts(error: ValidationError) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in error.message_dict.items() for text in texts]


def _named(version: models.Model, name: str, text: str) -> str:
    try:
        field = version._meta.get_field(name)
    except FieldDoesNotExist:
        return text
    return f"{capfirst(getattr(field, 'verbose_name', name))}: {text}"
