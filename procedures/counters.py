"""Which counters take the dossiers of a procedure."""

from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from portal.organisations.models import Counter

from .choices import Level
from .facets import level_keys
from .schema import Procedure

if TYPE_CHECKING:
    from .models import ProcedurePage


def counters_of(page: "ProcedurePage", record: Procedure) -> list[Counter]:
    """Return the counters of today that take the dossiers of `record`, with their hours; two statements.

    Those that its editor chose; where none was chosen, those of its levels: of the organisation that answers for
    it, or of all. A procedure whose levels aren't known has only those of its organisation.
    """
    current = Counter.objects.current().select_related("place").prefetch_related("opening_hours")
    chosen = [counter.pk for counter in page.counters.all()]
    return list(current.filter(pk__in=chosen) if chosen else _by_level(current, page, record))


def _by_level(counters: QuerySet[Counter], page: "ProcedurePage", record: Procedure) -> QuerySet[Counter]:
    organisation = page.organisation
    own = Q(pk=None)
    if organisation:
        own = Q(organisation__in=[pk for pk in (organisation.pk, organisation.parent_id) if pk])
    levels, served = level_keys(record.levels), Q(pk=None)
    if Level.PROVINCE in levels:
        served |= Q(serves_province=True)
    if Level.COMMUNE in levels:
        served |= Q(serves_commune=True)
    condition = served & (own | Q(organisation=None)) if levels else own
    nearer = Case(When(own, then=Value(0)), default=Value(1), output_field=IntegerField())
    return counters.filter(condition).order_by(nearer, "sort_order", "name")
