"""Counters: hours in words, and what a record refuses."""

from datetime import date, time
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from portal.editorial.roles import CULTURE, LEADERS, LEGAL, OFFICE
from portal.organisations.current_counters import current_counters
from portal.organisations.models import Counter, OpeningHours
from portal.organisations.opening_hours import days_off, week_json, week_lines, week_of
from portal.text import slugify_vi
from tests.factories.counters import CounterFactory
from tests.factories.pages import build_site


def row(first_day, last_day, opens, closes):
    return SimpleNamespace(first_day=first_day, last_day=last_day, opens=opens, closes=closes)


MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17))


def test_days_with_the_same_hours_are_one_line():
    week = week_of([row(0, 4, *AFTERNOON), row(0, 5, *MORNING)])
    assert week_lines(week) == [
        ("Thứ Hai đến Thứ Sáu", "07:30–11:30 và 13:30–17:00"),
        ("Thứ Bảy", "07:30–11:30"),
    ]
    assert week_json(week)[5] == [["07:30", "11:30"]]
    assert week_json(week)[6] == []


def test_a_closed_day_parts_the_lines_and_a_row_may_go_over_sunday():
    week = week_of([row(5, 0, *MORNING), row(2, 2, *MORNING)])
    assert [days for days, _hours in week_lines(week)] == ["Thứ Hai", "Thứ Tư", "Thứ Bảy đến Chủ nhật"]


def test_spans_that_overlap_are_one():
    assert week_of([row(0, 0, time(7), time(12)), row(0, 0, time(11), time(13))])[0] == [(time(7), time(13))]


times = st.times().map(lambda moment: moment.replace(second=0, microsecond=0, tzinfo=None))


@given(st.lists(st.builds(row, st.integers(0, 6), st.integers(0, 6), times, times), max_size=8))
def test_no_day_has_spans_that_touch(rows):
    rows = [one for one in rows if one.opens < one.closes]
    for spans in week_of(rows):
        assert all(before[1] < after[0] for before, after in pairwise(spans))
    covered = {day for day, spans in enumerate(week_of(rows)) if spans}
    assert bool(covered) == bool(rows)


def test_public_holidays_ahead():
    assert days_off(date(2026, 11, 20), 10) == [date(2026, 11, 24)]


@pytest.mark.django_db
def test_only_the_counters_of_today_are_given_and_a_change_is_seen():
    counter = CounterFactory()
    CounterFactory(valid_from=date(2999, 1, 1))
    assert current_counters() == [counter]
    OpeningHours.objects.filter(counter=counter).first().delete()
    assert len(current_counters()[0].opening_hours.all()) == 1
    counter.delete()
    assert current_counters() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"latitude": "22.666"},
        {"longitude": "106.257"},
        {"latitude": "106.257", "longitude": "22.666"},
        {"address": ""},
        {"valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)},
    ],
)
def test_what_cannot_be_is_refused(values):
    with pytest.raises(ValidationError):
        Counter(**{"name": "Một cửa", "address": "Số 1"} | values).full_clean()


@pytest.mark.django_db
def test_hours_end_after_they_begin():
    counter = CounterFactory(opening_hours=[])
    hours = OpeningHours(counter=counter, opens=time(17), closes=time(7))
    with pytest.raises(ValidationError, match="phải sau giờ mở cửa"):
        hours.full_clean()


@pytest.mark.django_db
def test_a_counter_without_coordinates_has_no_map():
    assert (CounterFactory().map_url, CounterFactory().coordinates) == ("", "")


@pytest.fixture
def log_in(client):
    """Log in as a member of one of the portal's groups."""
    build_site()
    call_command("sync_roles", verbosity=0)

    def enter(group):
        user = get_user_model().objects.create_user(slugify_vi(group), password="x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return enter


def the_form(**values):
    hours = [{"first_day": "0", "last_day": "4", "opens": "07:30", "closes": "11:30"}]
    rows = {"opening_hours": inline_formset(hours)}
    return nested_form_data(rows | {"name": "Một cửa", "address": "Số 1", "sort_order": "0"} | values)


ADD = "wagtailsnippets_organisations_counter:add"


@pytest.mark.django_db
def test_the_office_keeps_counters_with_their_hours(log_in):
    client = log_in(OFFICE)
    assert client.get(reverse(ADD)).status_code == 200
    assert client.post(reverse(ADD), the_form()).status_code == 302
    assert Counter.objects.get().hours == [("Thứ Hai đến Thứ Sáu", "07:30–11:30")]


@pytest.mark.django_db
def test_bad_hours_are_said_and_nothing_lost(log_in):
    bad = [{"first_day": "0", "last_day": "4", "opens": "17:00", "closes": "07:00"}]
    answer = log_in(OFFICE).post(
        reverse(ADD), the_form(opening_hours=inline_formset(bad), directions="Tầng 1")
    )
    html = answer.content.decode()
    assert "Giờ đóng cửa phải sau giờ mở cửa, trong cùng một ngày." in html
    assert "Tầng 1" in html
    assert not Counter.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("group", [LEGAL, CULTURE, LEADERS])
def test_others_do_not_change_counters(log_in, group):
    answer = log_in(group).post(reverse(ADD), the_form())
    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_home")
    assert not Counter.objects.exists()
