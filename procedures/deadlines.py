"""From the day of handing in to the day of the result, as the law counts.

Civil Code 2015: the first day doesn't count (Article 147.2); a period of weeks, months or years ends on the
corresponding day, or on the last day of a month that has none (Article 148.2–4); half a month is 15 days, a
month 30 days where it is no whole one (Article 146); a last day off moves to the next working day (Article
148.5). A dossier that comes on a day off is received on the next working day.
"""

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from portal.text import add_working_days, is_working_day

from .schema import TimeLimit

#: working hours of a day (Labour Code 2019, Article 105.1)
HOURS_A_DAY = 8
#: a longer limit than ten years is a slip
LONGEST = 3660


@dataclass(frozen=True)
class Deadline:
    """When the result is due: at the latest on `due`, for a dossier received on `received`.

    `skipped` are the days off that don't count, in order: those between for working days, those at the end for
    the other units. `within_hours` tells that hours are counted from the moment of receipt, so that the result
    may be due earlier that day or the day before.
    """

    handed_in: date
    received: date
    due: date
    skipped: list[date] = field(default_factory=list)
    within_hours: bool = False


def deadline(limit: TimeLimit, handed_in: date) -> Deadline | None:
    """Return when the result of a dossier of `handed_in` is due; None where the limit isn't certain."""
    if limit.number is None or not limit.unit:
        return None
    received = handed_in if is_working_day(handed_in) else add_working_days(handed_in, 1)
    in_hours = limit.unit in ("minute", "hour", "working_hour")
    working_days = _working_days(limit)
    if working_days is not None:
        if working_days > LONGEST:
            return None
        due = add_working_days(received, working_days)
        return Deadline(handed_in, received, due, _days_off(received, due), in_hours)
    last = _calendar_end(limit, received)
    if last is None:
        return None
    due = last if is_working_day(last) else add_working_days(last, 1)
    moved = [last, *_days_off(last, due)] if due != last else []
    return Deadline(handed_in, received, due, moved, in_hours)


def _working_days(limit: TimeLimit) -> int | None:
    number = limit.number or 0
    if limit.unit == "working_day":
        return ceil(number)
    return ceil(number / HOURS_A_DAY) if limit.unit == "working_hour" else None


def _calendar_end(limit: TimeLimit, start: date) -> date | None:
    number = limit.number or 0
    whole = int(number)
    if limit.unit in ("month", "year"):
        months = number * 12 if limit.unit == "year" else number
        if months > LONGEST / 30:
            return None
        return months_later(start, int(months)) + timedelta(days=ceil(round((months - int(months)) * 30, 6)))
    days = {
        "minute": ceil(number / 1440),
        "hour": ceil(number / 24),
        "day": ceil(number),
        "week": whole * 7 + ceil((number - whole) * 7),
    }[limit.unit]
    return start + timedelta(days=days) if days <= LONGEST else None


def months_later(start: date, months: int) -> date:
    """Return the corresponding day so many months later; the last day of a month that has none."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _days_off(after: date, until: date) -> list[date]:
    """Return the days off after `after` and before `until`."""
    between = (after + timedelta(days=number) for number in range(1, (until - after).days))
    return [day for day in between if not is_working_day(day)]
