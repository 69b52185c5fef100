"""The page of an organisation: everything on it is the record's, and of today."""

import json
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.models import Page

from home.models import OrganisationPage
from portal.organisations.models import Organisation
from tests.factories.organisations import (
    OrganisationPageFactory,
    PostFactory,
    build_chart_page,
    department,
)
from tests.factories.pages import OrganisationFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return build_chart_page(build_site())


def shown(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def words(client, page):
    return shown(client, page).main.get_text(" ", strip=True)


def json_ld(client, page):
    return json.loads(shown(client, page).find("script", type="application/ld+json").string)


def found(client, query):
    return [row["title"] for row in client.get("/api/search/", {"q": query}).json()["results"]]


def test_it_shows_what_the_record_and_the_posts_say(client, index):
    office = OrganisationFactory(
        name="Văn phòng Sở",
        duties="Giúp Giám đốc Sở:\n- Công bố thủ tục\n- Tiếp nhận hồ sơ <b>",
        address="Số 1, phường Thục Phán",
        phone="0206 3852 203",
        email="vanphong@example.vn",
        working_hours="Thứ Hai đến thứ Sáu",
        parent=department(),
    )
    PostFactory(organisation=office, title="Chánh Văn phòng", duties="Điều hành chung", phone="máy lẻ 12, 13")
    page = shown(client, OrganisationPageFactory(parent=index, record=office))
    assert page.h1.get_text() == "Văn phòng Sở"
    assert [li.get_text() for li in page.select("[aria-labelledby=nhiem-vu] li")] == [
        "Công bố thủ tục",
        "Tiếp nhận hồ sơ <b>",
    ]
    post = page.select_one(".post").get_text(" ", strip=True)
    assert "Chánh Văn phòng" in post
    assert "Điều hành chung" in post
    side = page.select_one(".side")
    assert side.find("a", href="tel:02063852203")
    assert side.find("a", href="mailto:vanphong@example.vn")
    for text in ("Số 1, phường Thục Phán", "Thứ Hai đến thứ Sáu", "Sở Văn hóa"):
        assert text in side.get_text()
    assert not page.select('a[href*="tel:12"]'), "not a number to dial"


def test_with_nothing_but_a_name_no_empty_part_stands_there(client, index):
    page = shown(client, OrganisationPageFactory(parent=index))
    assert [heading.get_text() for heading in page.main.find_all("h2")] == ["Về đơn vị này"]


def test_the_department_shows_its_leaders_with_their_duties(client, index):
    top = department()
    leadership = OrganisationFactory(parent=top, kind=Organisation.Kind.LEADERSHIP, name="Ban Giám đốc")
    PostFactory(organisation=leadership, title="Phó Giám đốc Sở", sort_order=2)
    PostFactory(organisation=leadership, title="Giám đốc Sở", sort_order=1)
    PostFactory(organisation=OrganisationFactory(parent=top), title="Trưởng phòng")
    page = shown(client, OrganisationPageFactory(parent=index, record=top))
    titles = [heading.get_text() for heading in page.select(".post h3")]
    assert titles == ["Giám đốc Sở", "Phó Giám đốc Sở"]


def test_posts_come_and_go_with_their_days(client, index):
    office = OrganisationFactory()
    page = OrganisationPageFactory(parent=index, record=office)
    PostFactory(organisation=office, title="Quyền Trưởng phòng", valid_to=date(2026, 12, 1))
    PostFactory(organisation=office, title="Trưởng phòng mới", valid_from=date(2026, 12, 1))
    with time_machine.travel("2026-11-30 23:59+07:00", tick=False):
        assert "Quyền Trưởng phòng" in words(client, page)
        assert "Trưởng phòng mới" not in words(client, page)
    with time_machine.travel("2026-12-01 00:00+07:00", tick=False):
        assert "Quyền Trưởng phòng" not in words(client, page)
        assert "Trưởng phòng mới" in words(client, page)


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
def test_a_merged_organisation_says_until_when_and_what_came_after(client, index):
    old = OrganisationFactory(name="Trung tâm cũ", valid_to=date(2025, 7, 1), phone="0206 111 222")
    other = OrganisationFactory(name="Thư viện cũ", valid_to=date(2025, 7, 1))
    new = OrganisationFactory(name="Trung tâm mới", valid_from=date(2025, 7, 1))
    new.replaces.add(old, other)
    PostFactory(organisation=old, title="Giám đốc Trung tâm cũ")
    before = OrganisationPageFactory(parent=index, record=old)
    after = OrganisationPageFactory(parent=index, record=new)
    text = words(client, before)
    assert "hoạt động đến hết ngày 30/06/2025" in text
    assert shown(client, before).select_one(f'.note a[href="{after.url}"]')
    assert "0206 111 222" not in text, "nobody is there to ring"
    assert "Giám đốc Trung tâm cũ" not in text
    text = words(client, after)
    assert "Trung tâm cũ (đến hết ngày 30/06/2025)" in text
    assert "Thư viện cũ" in text
    assert json_ld(client, before)["dissolutionDate"] == "2025-06-30"


@time_machine.travel("2026-11-23 09:00+07:00", tick=False)
def test_an_organisation_yet_to_come_says_since_when(client, index):
    office = OrganisationFactory(valid_from=date(2027, 1, 1))
    PostFactory(organisation=office, title="Trưởng phòng", valid_from=date(2027, 1, 1))
    text = words(client, OrganisationPageFactory(parent=index, record=office))
    assert "bắt đầu hoạt động từ ngày 01/01/2027" in text
    assert "Trưởng phòng" in text


def test_a_change_of_a_record_is_on_the_page_and_in_the_search_at_once(client, index):
    office = OrganisationFactory(name="Phòng Nếp sống", duties="Quản lý lễ hội")
    page = OrganisationPageFactory(parent=index, record=office)
    post = PostFactory(organisation=office, title="Trưởng phòng", duties="Phụ trách cồng chiêng")
    assert "Phòng Nếp sống" in found(client, "cồng chiêng")
    office.name, office.duties = "Phòng Di sản", "Bảo tồn hát then"
    office.save()
    post.duties = "Phụ trách khảo cổ"
    post.save()
    assert "Phòng Di sản" in words(client, page)
    assert "hát then" in words(client, page)
    assert "Phòng Di sản" in found(client, "hát then")
    assert "Phòng Di sản" in found(client, "khảo cổ")
    assert found(client, "cồng chiêng") == []
    assert Page.objects.get(pk=page.pk).title == "Phòng Di sản"
    post.delete()
    assert "Phòng Di sản" not in found(client, "khảo cổ")


def test_the_night_takes_what_is_over_out_of_the_search(client, index):
    office = OrganisationFactory(name="Phòng Nếp sống")
    OrganisationPageFactory(parent=index, record=office)
    with time_machine.travel("2026-11-30 09:00+07:00", tick=False):
        PostFactory(organisation=office, duties="Phụ trách cồng chiêng", valid_to=date(2026, 12, 1))
        PostFactory(organisation=office, duties="Phụ trách khảo cổ", valid_from=date(2026, 12, 1))
        call_command("index_organisations")
        assert "Phòng Nếp sống" in found(client, "cồng chiêng")
        assert "Phòng Nếp sống" not in found(client, "khảo cổ")
    with time_machine.travel("2026-12-01 03:00+07:00", tick=False):
        call_command("index_organisations")
        assert "Phòng Nếp sống" not in found(client, "cồng chiêng")
        assert "Phòng Nếp sống" in found(client, "khảo cổ")


def test_the_name_of_a_new_page_and_its_address_are_the_records(index):
    page = OrganisationPage(record=OrganisationFactory(name="Đoàn Nghệ thuật tỉnh", slug="doan-nghe-thuat"))
    page.live = False
    index.add_child(instance=page)
    assert (page.title, page.slug) == ("Đoàn Nghệ thuật tỉnh", "doan-nghe-thuat")
    again = OrganisationPage(record=page.record)
    with pytest.raises(ValidationError):
        index.add_child(instance=again)


def test_machines_read_it_as_an_organisation_of_the_state(client, index):
    top = department(name="Sở")
    above = OrganisationPageFactory(parent=index, record=top)
    unit = OrganisationFactory(parent=top, kind=Organisation.Kind.UNIT, name="Thư viện tỉnh")
    office = OrganisationFactory(
        parent=top, name="Văn phòng", address="Cao Bằng", phone="0206", email="a@example.vn"
    )
    below = OrganisationPageFactory(parent=index, record=office)
    data = json_ld(client, below)
    assert data["@type"] == "GovernmentOrganization"
    assert data["name"] == "Văn phòng"
    assert (data["address"], data["telephone"], data["email"]) == ("Cao Bằng", "0206", "a@example.vn")
    assert data["parentOrganization"]["name"] == "Sở"
    data = json_ld(client, above)
    assert [one["name"] for one in data["department"]] == ["Văn phòng"]
    assert [one["name"] for one in data["subOrganization"]] == [unit.name]
    assert "telephone" not in data


def test_it_stands_in_the_chart_and_not_in_the_map_of_the_site(client, index):
    page = OrganisationPageFactory(parent=index)
    tree = client.get("/so-do-trang/").content.decode()
    assert index.url in tree
    assert page.url not in tree
    assert page.slug in client.get("/sitemap.xml").content.decode()


def test_long_names_and_duties_are_whole(client, index):
    office = OrganisationFactory(name="Phòng " + "rất dài " * 31, duties="- " + "x" * 5000)
    PostFactory(organisation=office, title="Phó Giám đốc " + "phụ trách " * 24)
    page = shown(client, OrganisationPageFactory(parent=index, record=office))
    assert page.h1["class"] == ["long"]
    assert "x" * 5000 in page.get_text()


def test_queries_stay_bounded_with_two_hundred_units_and_posts(client, index, django_assert_max_num_queries):
    top = department(parent=OrganisationFactory())
    for _ in range(200):
        office = OrganisationFactory(parent=top)
        PostFactory(organisation=top, title="Phó Giám đốc")
        top.replaces.add(OrganisationFactory(valid_to=date(2020, 1, 1)))
    OrganisationPageFactory(parent=index, record=office)
    page = OrganisationPageFactory(parent=index, record=top)
    client.get(page.url)
    with django_assert_max_num_queries(12):
        assert client.get(page.url).status_code == 200
