"""The organisation chart of a day, made of dated records. Plain Python on what two queries read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.organisations.models import Organisation


@dataclass
class Unit:
    """An organisation in the chart with those below it; `url` is empty where it has no page."""

    name: str
    kind: str = ""
    url: str = ""
    units: list["Unit"] = field(default_factory=list)


def chart_of(
    organisations: Iterable[Organisation],
    successors: Mapping[int, int],
    urls: Mapping[int, str],
    day: date,
) -> list[Unit]:
    """Return the organisations of `day` as they stand below each other.

    Each stands below its parent; where that no longer holds, below what replaced it (`successors`, old
    to new), else below the next one above. One whose line never ends stands at the top: none is left out.
    """
    records = {record.pk: record for record in organisations}
    units = {
        pk: Unit(record.name, record.kind, urls.get(pk, ""))
        for pk, record in records.items()
        if record.holds_on(day)
    }
    parents: dict[int, int] = {}
    top: list[Unit] = []
    for pk, unit in units.items():
        above = _above(records[pk].parent_id, records, successors, set(units))
        if above is None or _leads_back(pk, above, parents):
            top.append(unit)
        else:
            parents[pk] = above
            units[above].units.append(unit)
    return top


def _above(
    start: int | None, records: Mapping[int, Organisation], successors: Mapping[int, int], shown: set[int]
) -> int | None:
    """Return the first shown organisation from `start` on: what replaced it, else what it belongs to."""
    seen: set[int] = set()
    while start is not None and start not in seen:
        if start in shown:
            return start
        seen.add(start)
        heir, passed = successors.get(start), {start}
        while heir is not None and heir not in shown and heir not in passed:
            passed.add(heir)
            heir = successors.get(heir)
        if heir in shown:
            return heir
        start = records[start].parent_id if start in records else None
    return None


def _leads_back(pk: int, above: int, parents: Mapping[int, int]) -> bool:
    """Say whether the line upwards from `above` reaches `pk`."""
    line: int | None = above
    while line is not None:
        if line == pk:
            return True
        line = parents.get(line)
    return False
