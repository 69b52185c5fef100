"""The organisation chart: a nested list of today's organisations."""

from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from home.chart import Unit, chart_of
from portal.organisations.models import Organisation
from tests.factories.organisations import (
    OrganisationPageFactory,
    build_chart_page,
    department,
)
from tests.factories.pages import OrganisationFactory, build_site

TODAY = date(2026, 11, 23)


def names(units: list[Unit]) -> list[object]:
    return [(unit.name, names(unit.units)) if unit.units else unit.name for unit in units]


def record(pk: int, parent: int | None = None, **values: object) -> Organisation:
    return Organisation(pk=pk, name=f"Đơn vị {pk}", parent_id=parent, **values)


def everybody(units: list[Unit]) -> list[str]:
    return [name for unit in units for name in (unit.name, *everybody(unit.units))]


def test_units_stand_below_each_other_in_the_order_of_the_records():
    records = [record(1), record(3, 1), record(2, 1), record(4, 3)]
    chart = chart_of(records, {}, {3: "/phong/"}, TODAY)
    assert names(chart) == [("Đơn vị 1", [("Đơn vị 3", ["Đơn vị 4"]), "Đơn vị 2"])]
    assert chart[0].url == ""
    assert chart[0].units[0].url == "/phong/"


def test_what_is_over_or_yet_to_come_is_left_out():
    records = [record(1), record(2, 1, valid_to=TODAY), record(3, 1, valid_from=date(2026, 11, 24))]
    assert names(chart_of(records, {}, {}, TODAY)) == ["Đơn vị 1"]


def test_units_of_a_renamed_organisation_move_below_its_new_name():
    records = [record(1, valid_to=date(2025, 3, 1)), record(2, valid_from=date(2025, 3, 1)), record(3, 1)]
    assert names(chart_of(records, {1: 2}, {}, TODAY)) == [("Đơn vị 2", ["Đơn vị 3"])]


def test_units_of_a_dissolved_organisation_move_up():
    records = [record(1), record(2, 1, valid_to=TODAY), record(3, 2)]
    assert names(chart_of(records, {}, {}, TODAY)) == [("Đơn vị 1", ["Đơn vị 3"])]


@given(
    st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=12),
    st.dictionaries(st.integers(1, 12), st.integers(1, 12)),
)
def test_no_unit_is_lost_or_shown_twice_however_the_records_point(rows, successors):
    records = [
        record(pk, parent or None, valid_to=TODAY if over else None)
        for pk, (parent, over) in enumerate(rows, start=1)
    ]
    shown = everybody(chart_of(records, successors, {}, TODAY))
    assert sorted(shown) == sorted(one.name for one in records if one.holds_on(TODAY))


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def index(self):
        return build_chart_page(build_site())

    def chart(self, client, index):
        return BeautifulSoup(client.get(index.url).content, "html.parser").select_one("ul.chart")

    def test_it_is_a_nested_list_with_links_to_the_pages(self, client, index):
        top = department()
        office = OrganisationFactory(parent=top, name="Văn phòng Sở", sort_order=1)
        OrganisationFactory(parent=top, name="Thư viện tỉnh", sort_order=2)
        page = OrganisationPageFactory(parent=index, record=office)
        chart = self.chart(client, index)
        items = chart.select("ul.chart > li > ul > li")
        assert [item.get_text(strip=True) for item in items] == ["Văn phòng Sở", "Thư viện tỉnh"]
        assert chart.find("a", string="Văn phòng Sở")["href"] == page.url
        assert not items[1].find("a"), "a record without a page is text"

    def test_hidden_pages_are_no_links(self, client, index):
        top = department()
        draft = OrganisationPageFactory(parent=index, record=OrganisationFactory(parent=top), live=False)
        closed = OrganisationPageFactory(parent=index, record=OrganisationFactory(parent=top))
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        html = str(self.chart(client, index))
        for page in (draft, closed):
            assert page.record.name in html
            assert page.slug not in html

    def test_a_change_of_a_record_shows_at_once(self, client, index):
        office = OrganisationFactory(name="Phòng cũ")
        assert "Phòng cũ" in str(self.chart(client, index))
        office.name = "Phòng mới"
        office.save()
        assert "Phòng mới" in str(self.chart(client, index))

    def test_it_changes_on_the_day_that_the_records_give(self, client, index):
        old = OrganisationFactory(name="Tên cũ", valid_to=date(2027, 1, 1))
        new = OrganisationFactory(name="Tên mới", valid_from=date(2027, 1, 1))
        new.replaces.add(old)
        OrganisationFactory(name="Đội xe", parent=old)
        with time_machine.travel("2026-12-31 23:59+07:00", tick=False):
            assert self.chart(client, index).get_text(" ", strip=True) == "Tên cũ Đội xe"
        with time_machine.travel("2027-01-01 00:00+07:00", tick=False):
            assert self.chart(client, index).get_text(" ", strip=True) == "Tên mới Đội xe"

    def test_without_records_it_says_so(self, client, index):
        assert "Chưa có đơn vị nào" in client.get(index.url).content.decode()

    def test_two_hundred_organisations_cost_few_queries(self, client, index, django_assert_max_num_queries):
        top = department()
        for n in range(200):
            office = OrganisationFactory(parent=top, name=f"Đơn vị {n} có tên dài " * 6)
            if n % 2:
                OrganisationPageFactory(parent=index, record=office)
        client.get(index.url)
        with django_assert_max_num_queries(12):
            answer = client.get(index.url)
        assert len(BeautifulSoup(answer.content, "html.parser").select(".chart li")) == 201
