"""Deadlines in working days: not Saturdays, Sundays and public holidays of Việt Nam, Tết included."""

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def _calendar(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year, language="vi", expand=False)


def holiday_name(day: date) -> str:
    """Return the name of the public holiday that `day` is ("Quốc khánh"), days off in its place too; else ""."""
    return _calendar(day.year).get(day) or ""


def is_working_day(day: date) -> bool:
    """Return whether offices work on `day`: a Saturday too when it makes up for a day off in the week."""
    calendar = _calendar(day.year)
    return day not in calendar if day.weekday() < 5 else day in calendar.weekend_workdays


def add_working_days(start: date, days: int) -> date:
    """Return the day that is `days` working days after `start` (before it, when negative).

    The day of `start` doesn't count (Civil Code 2015, Article 147.2): a Monday and 1 give Tuesday.
    0 gives `start` itself.
    """
    step = timedelta(days=1 if days >= 0 else -1)
    day, left = start, abs(days)
    while left:
        day += step
        if is_working_day(day):
            left -= 1
    return day


def working_days_between(start: date, end: date) -> int:
    """Return how many working days there are after `start` up to and with `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
