"""What search finds of this room: published questions with their answers, on the page of their procedure."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save

from portal.search import indexing
from portal.search.parts import ANSWER, Part, register
from procedures.models import ProcedurePage

from .choices import QuestionState
from .models import Question

#: questions of one procedure that are found, the newest ones
MOST_FOUND = 30


def answers_of(pks: Collection[int]) -> dict[int, list[Part]]:
    """Return the published questions of procedures with their answers: one query."""
    rows = Question.objects.filter(state=QuestionState.PUBLISHED, procedure_id__in=pks)
    found: defaultdict[int, list[Part]] = defaultdict(list)
    newest = rows.order_by("-published_at", "-pk")
    for page_id, question, answer in newest.values_list("procedure_id", "public_text", "answer"):
        if len(found[page_id]) < MOST_FOUND:
            found[page_id].append(Part(ANSWER, "", f"{question}\n{answer}"))
    return found


def before_save(sender: Any, instance: Question, raw: bool = False, **kwargs: Any) -> None:
    """Remember the procedure under which the question stood until now."""
    if raw or not instance.pk:
        return
    before = Question.objects.filter(pk=instance.pk).values_list("procedure_id", flat=True).first()
    instance.stood_under = before


def changed(sender: Any, instance: Question, raw: bool = False, **kwargs: Any) -> None:
    """Index the procedures again that show the question, or showed it."""
    if raw:
        return
    pks = {instance.procedure_id, instance.stood_under}
    indexing.reindex(pk for pk in pks if pk)


def connect() -> None:
    """Let search find what is published, and lose at once what no longer is."""
    register(ProcedurePage, answers_of)
    pre_save.connect(before_save, sender=Question, dispatch_uid="feedback-found")
    for signal in (post_save, post_delete):
        signal.connect(changed, sender=Question, dispatch_uid="feedback-found")
