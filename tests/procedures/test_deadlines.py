"""When a result is due, by the Civil Code and the calendar of public holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import is_working_day, working_days_between
from procedures.deadlines import deadline
from procedures.schema import UNITS, TimeLimit

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("number", "unit", "handed_in", "due"),
    [
        (5, "working_day", date(2026, 11, 9), date(2026, 11, 16)),
        # 24/11 is a public holiday.
        (5, "working_day", date(2026, 11, 20), date(2026, 11, 30)),
        (1.5, "working_day", MONDAY, date(2026, 11, 18)),
        (0, "working_day", MONDAY, MONDAY),
        # Tết of 2026: 16 to 20 February.
        (1, "working_day", date(2026, 2, 13), date(2026, 2, 23)),
        # 22/08/2026 makes up for 31/08.
        (1, "working_day", date(2026, 8, 21), date(2026, 8, 22)),
        (3, "working_day", date(2026, 8, 28), date(2026, 9, 7)),
        (15, "day", date(2026, 11, 2), date(2026, 11, 17)),
        # The last day falls on a Saturday: next Monday.
        (5, "day", MONDAY + timedelta(days=0), date(2026, 11, 23)),
        (2, "week", date(2026, 11, 2), MONDAY),
        (1, "month", date(2026, 1, 30), date(2026, 3, 2)),
        (1, "month", date(2026, 10, 16), MONDAY),
        (0.5, "month", date(2026, 11, 2), date(2026, 11, 17)),
        (1, "year", date(2028, 2, 29), date(2029, 2, 28)),
        (2, "working_hour", MONDAY, date(2026, 11, 17)),
        (8, "working_hour", date(2026, 11, 20), date(2026, 11, 23)),
        (9, "working_hour", MONDAY, date(2026, 11, 18)),
        (24, "hour", MONDAY, date(2026, 11, 17)),
        (30, "minute", MONDAY, date(2026, 11, 17)),
    ],
)
def test_examples(number, unit, handed_in, due):
    assert deadline(TimeLimit(number, unit), handed_in).due == due


def test_what_is_skipped_is_told():
    found = deadline(TimeLimit(5, "working_day"), date(2026, 11, 20))
    assert [day.isoformat()[5:] for day in found.skipped] == ["11-21", "11-22", "11-24", "11-28", "11-29"]
    moved = deadline(TimeLimit(5, "day"), MONDAY)
    assert moved.skipped == [date(2026, 11, 21), date(2026, 11, 22)]


def test_what_comes_on_a_day_off_is_received_on_the_next_working_day():
    found = deadline(TimeLimit(1, "working_day"), date(2026, 11, 22))
    assert (found.received, found.due) == (date(2026, 11, 23), date(2026, 11, 25))


@pytest.mark.parametrize("limit", [TimeLimit(), TimeLimit(None, "", "Không quy định"), TimeLimit(5, "")])
def test_no_certain_limit_no_day(limit):
    assert deadline(limit, MONDAY) is None


@pytest.mark.parametrize("unit", UNITS)
def test_a_limit_beyond_reason_is_no_error(unit):
    assert deadline(TimeLimit(10**9, unit), MONDAY) is None


days = st.dates(date(2015, 1, 1), date(2040, 12, 31))
limits = st.builds(
    TimeLimit,
    number=st.integers(0, 120) | st.floats(0, 120).map(lambda n: round(n, 2)),
    unit=st.sampled_from(UNITS),
)


@given(limits, days)
def test_a_result_is_due_on_a_working_day_not_before_the_dossier_came(limit, day):
    found = deadline(limit, day)
    if found is None:
        assert limit.unit == "year"
        return
    assert is_working_day(found.due)
    assert day <= found.received <= found.due
    assert found.skipped == sorted(found.skipped)
    assert not any(is_working_day(one) for one in found.skipped)


@given(st.integers(0, 120), days)
def test_working_days_are_as_many_as_the_limit_says(number, day):
    found = deadline(TimeLimit(number, "working_day"), day)
    assert working_days_between(found.received, found.due) == number
    assert (found.due - found.received).days == number + len(found.skipped)


@given(limits, limits, days)
def test_more_time_never_ends_earlier(first, second, day):
    if first.unit == second.unit and first.number <= second.number:
        short, long = deadline(first, day), deadline(second, day)
        assert long is None or (short is not None and short.due <= long.due)
