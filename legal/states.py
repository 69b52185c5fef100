"""Whether a document is in force: one rule, for one document in Python and for lists in SQL."""

from collections.abc import Callable
from datetime import date

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    IN_FORCE = "con-hieu-luc", _("In force")
    BEGUN = "da-co-hieu-luc", _("Has come into force")
    PARTLY = "het-mot-phan", _("Partly no longer in force")
    EXPIRED = "het-hieu-luc", _("No longer in force")
    NOT_YET = "chua-hieu-luc", _("Not yet in force")
    UNKNOWN = "khong-ro", _("Not known whether in force")


#: what an editor may say himself; that a document has come into force its date says
GIVEN = [choice for choice in State.choices if choice[0] != State.BEGUN]


def state_on(
    day: date,
    given: str,
    effective_from: date | None,
    effective_to: date | None,
    superseded: Callable[[], bool] = lambda: False,
) -> State:
    """Return the state on `day`. Dates decide what they can, so that what an editor said doesn't grow stale.

    `effective_to` is the first day without force. A past first day says no more than that a document has come
    into force: it may have been repealed without anybody having noted it here. `superseded` tells whether one
    that is noted here has replaced or abolished it by `day`; it is asked only where nothing else is known.
    """
    if given == State.EXPIRED or (effective_to and effective_to <= day):
        return State.EXPIRED
    if effective_from and effective_from > day:
        return State.NOT_YET
    if given and not (given == State.NOT_YET and effective_from):
        return State(given)
    if not effective_from:
        return State.UNKNOWN
    if effective_to:
        return State.IN_FORCE
    return State.EXPIRED if superseded() else State.BEGUN


def state_column(day: date, superseded: Q) -> Combinable:
    """Return `state_on` as an expression over the columns of documents; `superseded` is a condition on them."""
    begun = Q(effective_from__isnull=False)
    return Case(
        When(Q(state=State.EXPIRED) | Q(effective_to__lte=day), then=Value(State.EXPIRED.value)),
        When(effective_from__gt=day, then=Value(State.NOT_YET.value)),
        When(~Q(state="") & ~(Q(state=State.NOT_YET) & begun), then=F("state")),
        When(begun & Q(effective_to__isnull=False), then=Value(State.IN_FORCE.value)),
        When(begun & superseded, then=Value(State.EXPIRED.value)),
        When(begun, then=Value(State.BEGUN.value)),
        default=Value(State.UNKNOWN.value),
        output_field=CharField(),
    )
