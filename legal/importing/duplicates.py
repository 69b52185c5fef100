"""When two records are one document, and how the rows of one document become one.

A list by subjects names a document under each of its subjects. But one number may also be two documents: before
1997 numbers began anew each year without naming it, and provinces share their signs (01/2020/QĐ-UBND).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from portal.core.importing.notices import Notice
from portal.core.importing.rows import Row
from portal.text import fold, parse_law_number, slugify_vi

from ..document_numbers import number_key
from ..records import FIELD_NAMES, LegalRecord, values

#: signs that many bodies share
_LOCAL = ("ubnd", "hdnd", "ub")


@dataclass(frozen=True)
class Identity:
    """What tells documents of one number apart."""

    issuer: str
    title: str
    issued_on: date | None


def identity(issuer: str, title: str, issued_on: date | None) -> Identity:
    """Return the identity, the same for every spelling of issuer and title."""
    return Identity(slugify_vi(issuer), " ".join(fold(title).split()), issued_on)


def identity_of(record: LegalRecord) -> Identity:
    """Return the identity of `record`."""
    return identity(record.issuer, record.title, record.issued_on)


def is_same(number: str, one: Identity, other: Identity) -> bool:
    """Return whether two documents with this `number` are one.

    A local sign asks for the same issuer, a number without a year for the same year of issue. Otherwise one of
    issuer, title and day must agree or be unknown: the others may have been corrected.
    """
    if one == other:
        return True
    read = parse_law_number(number)
    if read and read.issuer.split("-")[0] in _LOCAL and one.issuer != other.issuer:
        return False
    years = {each.issued_on.year for each in (one, other) if each.issued_on}
    if len(years) > 1 and not (read and read.year):
        return False
    pairs = ((one.issuer, other.issuer), (one.title, other.title), (one.issued_on, other.issued_on))
    return any(mine == theirs or not mine or not theirs for mine, theirs in pairs)


def join_rows(rows: list[Row[LegalRecord]]) -> list[Row[LegalRecord]]:
    """Return `rows` with all subjects of a document in its first row; its other rows repeat that record.

    What another row says otherwise is noted in the first one, whose words count.
    """
    groups: dict[str, list[list[Row[LegalRecord]]]] = defaultdict(list)
    for row in rows:
        if row.record is None:
            continue
        known = groups[number_key(row.record.number)]
        group = next((group for group in known if _belongs(row, group[0])), None)
        if group is None:
            known.append([row])
        else:
            group.append(row)
    for group in (group for known in groups.values() for group in known if len(group) > 1):
        _join(group)
    return rows


def _belongs(row: Row[LegalRecord], first: Row[LegalRecord]) -> bool:
    if row.record is None or first.record is None:
        return False
    return is_same(first.record.number, identity_of(first.record), identity_of(row.record))


def _join(group: list[Row[LegalRecord]]) -> None:
    first, *others = (row.record for row in group if row.record is not None)
    ours = values(first)
    for other in others:
        theirs = values(other)
        group[0].notices += [
            Notice(name, "other_row_differs", str(theirs[name]))
            for name in FIELD_NAMES
            if name not in ("subjects", "number") and theirs[name] != ours[name]
        ]
        first.subjects += [name for name in other.subjects if name not in first.subjects]
    for row in group[1:]:
        row.record = first
