"""The page "Điều gì đã thay đổi": two versions of a procedure compared."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from portal.text import parse_vi_date

from .lifecycle.changes import FieldChange, changes
from .models.version import ProcedureVersion
from .past import DATE_LENGTH, History
from .version_words import NAMES, label, rows_of


@dataclass(frozen=True)
class LabelledChange:
    """A changed field with the name that people know it by."""

    label: str
    change: FieldChange


@dataclass(frozen=True)
class Comparison:
    """What the page shows; `problem` is one of "", bad-date, before-first, same, single."""

    old: ProcedureVersion | None
    new: ProcedureVersion | None
    fields: list[LabelledChange]
    problem: str = ""
    asked: tuple[date | None, date | None] = (None, None)


def compared(history: History, query: QueryDict) -> Comparison:
    """Return the versions of the days `tu` and `den` compared; by default the one in force with that before it.

    One query for the records; any query string has an answer.
    """
    words = [query.get("tu", ""), query.get("den", "")]
    days = [parse_vi_date(text) if text and len(text) <= DATE_LENGTH else None for text in words]
    bad = any(text and not day for text, day in zip(words, days, strict=True))
    asked = (None, None) if bad else (days[0], days[1])
    new = history.on(asked[1]) if asked[1] else history.current or history.next
    old = history.on(asked[0]) if asked[0] else new and history.before(new)
    if old and new and old.valid_from > new.valid_from:
        old, new = new, old
    if (asked[0] and old is None) or (asked[1] and new is None):
        return Comparison(old, new, [], "before-first", asked)
    if old is None or new is None:
        return Comparison(old, new, [], "single", asked)
    if old == new:
        return Comparison(old, new, [], "same", asked)
    return Comparison(old, new, differences(old, new), "bad-date" if bad else "", asked)


def differences(old: ProcedureVersion, new: ProcedureVersion) -> list[LabelledChange]:
    """Return the fields that differ between two versions, in the order of the record."""
    records = ProcedureVersion.objects.in_bulk([old.pk, new.pk])
    before, after = (rows_of(records[version.pk].canonical()) for version in (old, new))
    return [LabelledChange(label(one.name), one) for one in changes(NAMES, before, after)]


def context_of(history: History, query: QueryDict) -> dict[str, Any]:
    """Return what `what_changed.html` gets."""
    return {"comparison": compared(history, query), "versions": history}
