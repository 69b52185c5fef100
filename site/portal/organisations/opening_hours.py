"""Opening hours of a week, in words and as JSON, without the database.

A week is a list of seven lists of spans, Monday first; a span is `(opens, closes)` of one day.
"""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Protocol

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, pgettext

from portal.text import holiday_name

Span = tuple[time, time]
Week = list[list[Span]]


class Hours(Protocol):
    """Hours that are the same on several days in a row, both days included."""

    first_day: int
    last_day: int
    opens: time
    closes: time


def week_of(rows: Iterable[Hours]) -> Week:
    """Return the week that `rows` are: spans in order, those that touch or overlap made one.

    A row from Saturday to Monday goes over the end of the week.
    """
    week: Week = [[] for _day in range(7)]
    for row in rows:
        length = (row.last_day - row.first_day) % 7 + 1
        for day in range(row.first_day, row.first_day + length):
            week[day % 7].append((row.opens, row.closes))
    return [_merged(sorted(spans)) for spans in week]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for opens, closes in spans:
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def week_lines(week: Week) -> list[tuple[str, str]]:
    """Return the days with their hours in words, days in a row with the same hours in one line; closed days none."""
    lines: list[tuple[str, str]] = []
    day = 0
    while day < 7:
        last = day
        while last < 6 and week[last + 1] == week[day]:
            last += 1
        if week[day]:
            lines.append((_days(day, last), _hours(week[day])))
        day = last + 1
    return lines


def _days(first: int, last: int) -> str:
    if first == last:
        return str(WEEKDAYS[first])
    return gettext("%(first)s to %(last)s") % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]}


def _hours(spans: list[Span]) -> str:
    between = pgettext("between two spans of opening hours", " and ")
    return between.join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in spans)


def week_json(week: Week) -> list[list[list[str]]]:
    """Return the week as lists of `["07:30", "11:30"]`, Monday first."""
    return [[[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in spans] for spans in week]


def days_off(start: date, days: int = 60) -> list[date]:
    """Return the public holidays among the `days` days from `start` on, on which public offices are closed."""
    following = (start + timedelta(days=number) for number in range(days))
    return [day for day in following if holiday_name(day)]
