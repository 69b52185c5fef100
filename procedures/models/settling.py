"""Brings the stored versions of a procedure up to what was published and decided."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from legal.document_numbers import number_key

from ..lifecycle.timeline import End, Text, Version, timeline
from .decision import DecisionEntry
from .version import ENDS, ProcedureVersion

if TYPE_CHECKING:
    from .page import ProcedurePage


def adopt_entries(page: "ProcedurePage") -> bool:
    """Let the rows of decisions that name the procedure by its code find `page`; return whether it has any."""
    by_code = Q(procedure=None, code=page.code) if page.code else Q(pk=None)
    found = set(DecisionEntry.objects.filter(by_code | Q(procedure=page)).values_list("procedure", flat=True))
    if None in found:
        DecisionEntry.objects.filter(by_code).update(procedure=page)
    return bool(found)


def awaited(page: "ProcedurePage") -> bool:
    """Say whether a decision names the new `page` by its code."""
    return bool(page.code) and DecisionEntry.objects.filter(procedure=None, code=page.code).exists()


def settle(procedure_id: int, today: date) -> None:
    """Make, change and remove versions so that they are those of `timeline`; writes only what differs.

    To be called in a transaction, after anything that a version comes of has changed; it touches no page.
    """
    stored = {row.valid_from: row for row in ProcedureVersion.objects.filter(procedure_id=procedure_id)}
    entries = list(
        DecisionEntry.objects.filter(procedure_id=procedure_id)
        .select_related("decision")
        .order_by("decision__issued_on", "decision_id", "pk")
    )
    texts = {day: Text(row.record, row.own_state) for day, row in stored.items() if row.is_text}
    ends = {
        entry.decision.effective_on: _end(entry, stored.get(entry.decision.effective_on))
        for entry in entries  # of several on one day the last signed counts
        if entry.action in ENDS
    }
    wanted = timeline(texts, ends)
    days = {version.day for version in wanted}
    ProcedureVersion.objects.filter(
        pk__in=[row.pk for day, row in stored.items() if day not in days]
    ).delete()
    for version in wanted:
        row = stored.get(version.day)
        if row is None:
            row = ProcedureVersion(
                procedure_id=procedure_id,
                valid_from=version.day,
                is_text=False,
                waiting=version.day > today,
            )
        _write(row, version, entries)


def _end(entry: DecisionEntry, row: ProcedureVersion | None) -> End:
    corrected = row.record if row and not row.is_text and row.corrected_at else None
    decision = entry.decision
    return End(
        entry.action, decision.number, decision.issued_on, decision.pk, entry.replaced_by_id, corrected
    )


def _write(row: ProcedureVersion, version: Version, entries: list[DecisionEntry]) -> None:
    end = version.end
    values = {
        "record": version.record,
        "change": version.change,
        "is_end": end is not None,
        "decision_id": end.decision if end else _announced_by(row, entries),
        "replaced_by_id": end.replaced_by if end else None,
    }
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if row.pk is None:
        row.save()
    elif changed:
        row.save(update_fields=changed)


def _announced_by(row: ProcedureVersion, entries: list[DecisionEntry]) -> int | None:
    """Return the decision that announces the text of `row`: of the number that it gives, else of its day."""
    announcing = [entry.decision for entry in reversed(entries) if entry.action not in ENDS]
    key = number_key(row.record["decision_number"])
    same = [decision.pk for decision in announcing if key and decision.number_key == key]
    same += [decision.pk for decision in announcing if decision.effective_on == row.valid_from]
    return same[0] if same else None


def add_text(page: "ProcedurePage", day: date, revision_id: int, today: date) -> None:
    """Store the record of a page that has no version yet as that of `day`, in one statement."""
    record = page.record().to_dict()
    state = str(record["state"])
    row = ProcedureVersion(
        procedure_id=page.pk,
        valid_from=day,
        record=record,
        change=state,
        own_state=state,
        revision_id=revision_id,
        waiting=day > today,
    )
    ProcedureVersion.objects.bulk_create([row])


def keep_text(page: "ProcedurePage", day: date, revision_id: int | None, today: date) -> ProcedureVersion:
    """Store the record that `page` holds in memory as the version of `day`; one that is there is corrected."""
    record = page.record().to_dict()
    state = str(record["state"])
    row = ProcedureVersion.objects.filter(procedure_id=page.pk, valid_from=day).first()
    if row is None:
        row = ProcedureVersion(procedure_id=page.pk, valid_from=day, change=state)
    else:
        row.corrected_at = timezone.now()
    if row.pk is None or row.is_text or state != row.change:
        # Else the record corrects what a decision made; it must go when the decision's row goes.
        row.is_text, row.own_state = True, state
        row.change = row.change if row.is_end else state
    row.record, row.revision_id, row.waiting = record, revision_id, day > today
    row.save()
    return row


def procedures_of(decision_id: int) -> set[int]:
    """Return the procedures whose versions may depend on a decision: those it names, and those it named."""
    named = DecisionEntry.objects.filter(decision_id=decision_id).exclude(procedure=None)
    linked = ProcedureVersion.objects.filter(decision_id=decision_id)
    return {*named.values_list("procedure_id", flat=True), *linked.values_list("procedure_id", flat=True)}


def procedures_left_by(decision_id: int) -> set[int]:
    """Return the procedures whose versions name a decision that names them no longer."""
    named = DecisionEntry.objects.filter(decision_id=decision_id).exclude(procedure=None)
    linked = ProcedureVersion.objects.filter(decision_id=decision_id)
    return set(linked.exclude(procedure__in=named.values("procedure")).values_list("procedure_id", flat=True))
