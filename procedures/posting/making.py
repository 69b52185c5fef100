"""Papers are made by the task worker; who asked sees how far it is."""

import logging
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_tasks import task

from ..models import PostingPaper, PostingSet
from ..models.posting import PATIENCE
from .booklet import booklet_of
from .contents import catalogue_address, posted
from .freshness import cover_of, days_in_force, stamp_of
from .typesetting import typeset

logger = logging.getLogger(__name__)

Status = PostingPaper.Status
#: procedures after which the progress is written down
STEP = 10


@transaction.atomic
def ask_for_paper(posting_set: PostingSet, size: str, user: Any = None) -> PostingPaper:
    """Have a paper made; return the one that is being made already, where there is one."""
    working = PostingPaper.objects.filter(posting_set=posting_set, size=size).filter(
        status__in=(Status.WAITING, Status.MAKING)
    )
    working.filter(beat_at__lt=timezone.now() - PATIENCE).update(
        status=Status.FAILED, problem=gettext("The work was interrupted.")
    )
    if paper := working.first():
        return paper
    paper = PostingPaper.objects.create(
        posting_set=posting_set, size=size, made_by=user, total=posted(posting_set).count()
    )
    transaction.on_commit(partial(make_paper.enqueue, paper.pk))
    return paper


@task()
def make_paper(paper_id: int) -> str:
    """Make the paper unless another worker does; return what became of it."""
    mine = PostingPaper.objects.filter(pk=paper_id, status=Status.WAITING)
    if not mine.update(status=Status.MAKING, beat_at=timezone.now()):
        return "taken"
    paper = PostingPaper.objects.select_related("posting_set__organisation").get(pk=paper_id)
    with translation.override(settings.LANGUAGE_CODE):
        try:
            fill(paper, timezone.now())
        except Exception as error:  # whatever it is, who asked must hear of it
            logger.exception("paper %s could not be made", paper_id)
            stored = not isinstance(error, OSError)
            problem = (
                gettext("The booklet could not be set.")
                if stored
                else gettext("The file could not be stored.")
            )
            _fail(paper, problem)
    return str(paper.status)


def fill(paper: PostingPaper, made_at: datetime) -> None:
    """Make the file of `paper` of what is public now, dated `made_at`."""
    posting_set = paper.posting_set
    pages = list(posted(posting_set))
    if not pages:
        _fail(paper, gettext("No procedure of the set is on the public site."))
        return
    versions = days_in_force(page.pk for page in pages)
    paper.total = len(pages)
    catalogue = catalogue_address()

    def tick(done: int) -> None:
        if done % STEP == 0 or done == len(pages):
            PostingPaper.objects.filter(pk=paper.pk).update(
                done=done, total=len(pages), beat_at=timezone.now()
            )

    data = booklet_of(
        posting_set,
        pages,
        size=paper.size,
        address=settings.SITE_URL + reverse("posting_set", args=[posting_set.slug]),
        catalogue=catalogue,
        today=timezone.localdate(made_at),
        tick=tick,
    )
    made = typeset(data)
    paper.file.save(f"{posting_set.slug}-{paper.size}.pdf", ContentFile(made.pdf), save=False)
    paper.file_size, paper.sheets = len(made.pdf), made.pages
    paper.printed = [stamp_of(page, versions.get(page.pk)) for page in pages]
    paper.cover = cover_of(posting_set)
    paper.status, paper.problem, paper.done = Status.READY, "", len(pages)
    paper.made_at = made_at
    paper.save()


def _fail(paper: PostingPaper, problem: str) -> None:
    paper.status, paper.problem = Status.FAILED, problem
    paper.save(update_fields=["status", "problem"])


def forget_file(sender: type[PostingPaper], instance: PostingPaper, **kwargs: Any) -> None:
    """Take the file of a deleted paper away once its row is gone for good; connected to `post_delete`."""
    if name := instance.file.name:
        transaction.on_commit(partial(instance.file.storage.delete, name))
