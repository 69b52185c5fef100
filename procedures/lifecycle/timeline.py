"""From publications and decisions to dated versions, without a database.

A version begins on a day and holds until the next one begins, so that never two are in force and there is none
only before the first. `records` are the canonical record as a dictionary (`schema.to_dict`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

#: states that end a procedure
ENDING = ("replaced", "abolished")


@dataclass(frozen=True)
class Text:
    """A published record; `state` is the one that it gave itself."""

    record: dict[str, Any]
    state: str


@dataclass(frozen=True)
class End:
    """What a decision ends: `change` is one of `ENDING`; `corrected` is a record that an editor put in its place."""

    change: str
    number: str
    signed_on: date
    decision: int
    replaced_by: int | None = None
    corrected: dict[str, Any] | None = None


@dataclass(frozen=True)
class Version:
    """What holds from its day on; `end` where a decision ends the procedure there."""

    day: date
    record: dict[str, Any]
    change: str
    end: End | None = None


def first_day(effective_from: date | None, announced_on: date | None, today: date) -> date:
    """Return the day from which a record published `today` is in force."""
    return effective_from or announced_on or today


def ended(record: Mapping[str, Any], day: date, end: End) -> dict[str, Any]:
    """Return `record` as it stands from the `day` on which `end` ended it."""
    return dict(record) | {
        "state": end.change,
        "decision_number": end.number,
        "announced_on": end.signed_on.isoformat(),
        "effective_from": day.isoformat(),
        "effective_to": "",
    }


def timeline(texts: Mapping[date, Text], ends: Mapping[date, End]) -> list[Version]:
    """Return the versions that publications and decisions make, the earliest first.

    An end needs a text before it or on its day; what was never published can't end. A text that takes effect
    after an end begins the procedure anew; on one day the end decides and the text is kept for the record.
    """
    found: list[Version] = []
    for day in sorted(texts.keys() | ends.keys()):
        text, end = texts.get(day), ends.get(day)
        if end is None:
            if text:
                found.append(Version(day, text.record | {"state": text.state}, text.state))
        elif text:
            found.append(Version(day, text.record | {"state": end.change}, end.change, end))
        elif found:
            record = end.corrected or ended(found[-1].record, day, end)
            found.append(Version(day, record | {"state": end.change}, end.change, end))
    return found
