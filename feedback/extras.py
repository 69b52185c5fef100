"""The parts that this room adds to a procedure's page: questions with answers, and the rating. One query each."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.core.extras import Extra, register_extra
from procedures.models import ProcedurePage

from .choices import Reason, Score
from .models import Question, RatingSummary
from .models.rating import CHANGE_DAYS
from .views.rating import TOO_MANY, read_score

#: questions that stand on the page itself
SHOWN = 5
#: ratings from which their mean says something, and says nothing of a single visitor
FROM = 5


def questions_of(page: ProcedurePage, request: HttpRequest | None) -> dict[str, Any] | None:
    """Return the newest published questions of a procedure."""
    if not page.pk:
        return None
    found = Question.objects.public_of(page)[: SHOWN + 1]
    questions = list(found)
    return {"questions": questions[:SHOWN], "has_more": len(questions) > SHOWN}


def rating_of(page: ProcedurePage, request: HttpRequest | None) -> dict[str, Any] | None:
    """Return the mean where there are ratings enough, and what was just given (`?danh-gia=`)."""
    if not page.pk:
        return None
    asked = request.GET if request is not None else {}
    given = read_score(asked.get("danh-gia", ""))
    summary = RatingSummary.objects.filter(pk=page.pk, count__gte=FROM).first()
    return {
        "summary": summary,
        "scores": Score.choices,
        "given": Score(given) if given else None,
        "asks_reason": given is not None and given <= Score.FAIR and "ly-do" not in asked,
        "reasons": Reason.choices,
        "too_many": asked.get("danh-gia") == TOO_MANY,
        "days": CHANGE_DAYS,
    }


def register() -> None:
    """Show both on the pages of procedures."""
    register_extra(
        Extra(
            ProcedurePage,
            "feedback/extras/questions.html",
            questions_of,
            order=200,
            anchor="hoi-dap",
            label=_("Questions about this procedure"),
        )
    )
    register_extra(
        Extra(
            ProcedurePage,
            "feedback/extras/rating.html",
            rating_of,
            order=210,
            anchor="danh-gia",
            label=_("Are you satisfied with this page?"),
        )
    )
