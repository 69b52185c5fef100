"""Which counters take the dossiers of a procedure."""

from typing import TYPE_CHECKING

from portal.organisations.current_counters import current_counters
from portal.organisations.models import Counter

from .choices import Level
from .facets import level_keys
from .schema import Procedure

if TYPE_CHECKING:
    from .models import ProcedurePage


def counters_of(page: "ProcedurePage", record: Procedure) -> list[Counter]:
    """Return the counters of today that take the dossiers of `record`, with their hours; one statement.

    Those that its editor chose; where none of today was chosen, those of its levels: of the organisation that
    answers for it first, then those of its levels alone, then the rest. A procedure whose levels aren't known has
    only those of its organisation.
    """
    current = current_counters()
    chosen = {counter.pk for counter in page.counters.all()}
    if found := [counter for counter in current if counter.pk in chosen]:
        return found
    organisation = page.organisation
    own = {organisation.pk, organisation.parent_id} - {None} if organisation else set()
    levels = level_keys(record.levels)
    served = [counter for counter in current if _takes(counter, levels, own)]
    return sorted(
        served, key=lambda counter: (counter.organisation_id not in own, not _serves(counter) <= set(levels))
    )


def _takes(counter: Counter, levels: list[str], own: set[int | None]) -> bool:
    mine = counter.organisation_id in own
    if not levels:
        return mine
    return bool(_serves(counter) & set(levels)) and (mine or counter.organisation_id is None)


def _serves(counter: Counter) -> set[str]:
    """Return the levels of administration whose procedures the counter takes."""
    asked = ((Level.PROVINCE.value, counter.serves_province), (Level.COMMUNE.value, counter.serves_commune))
    return {level for level, serves in asked if serves}
