"""A search as a feed and as open data: the same filters, nothing private."""

import xml.etree.ElementTree as ElementTree
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from news.models import NewsIndexPage
from portal.search.understanding import kept
from tests.factories.pages import NewsPageFactory, build_site

from .test_page_results import site
from .test_search import make_procedure

__all__ = ["site"]
pytestmark = pytest.mark.django_db


def titles(client, query: str) -> list[str]:
    answer = client.get(f"/tim-kiem/rss/?q={query}")
    assert answer["Content-Type"].startswith("application/rss+xml")
    return [item.findtext("title") for item in ElementTree.fromstring(answer.content).iter("item")]


def test_the_feed_holds_what_is_new_under_the_filters(client, site):
    assert len(titles(client, "khai+quat")) == 20
    assert len(titles(client, "khai+quat&loai=news&the-loai=tin")) == 4
    NewsPageFactory(parent=NewsIndexPage.objects.get(), title="Tin khai quật mới nhất", is_sample=True)
    assert titles(client, "khai+quat&loai=news")[0] == "[Dữ liệu mẫu] Tin khai quật mới nhất"
    assert titles(client, "") == titles(client, "%00") == titles(client, "xyzzyx") == []
    html = client.get("/tim-kiem/?q=khai+quat&loai=news").content.decode()
    assert html.count('href="/tim-kiem/rss/?q=khai+quat&amp;loai=news"') == 2


def test_a_feed_that_did_not_change_is_not_sent_again_and_a_private_page_leaves_it_at_once(client, site):
    first = client.get("/tim-kiem/rss/?q=khai+quat&loai=news")
    assert "no-cache" in first["Cache-Control"]
    asked = {"If-None-Match": first["ETag"]}
    assert client.get("/tim-kiem/rss/?q=khai+quat&loai=news", headers=asked).status_code == 304
    PageViewRestriction.objects.create(
        page=NewsIndexPage.objects.get(), restriction_type=PageViewRestriction.LOGIN
    )
    answer = client.get("/tim-kiem/rss/?q=khai+quat&loai=news", headers=asked)
    assert answer.status_code == 200
    assert b"<item>" not in answer.content


def test_the_feed_goes_by_the_day_of_publication_though_a_draft_was_there_long_before(client):
    build_site()
    parent, now = NewsIndexPage.objects.get(), timezone.now()
    draft = NewsPageFactory(parent=parent, title="Tin khai quật chờ lâu", live=False)
    for day in range(21):
        published = now - timedelta(days=30 - day)
        NewsPageFactory(parent=parent, title=f"Tin khai quật {day}", first_published_at=published)
    draft.save_revision().publish()
    found = titles(client, "khai+quat")
    assert found[0] == "Tin khai quật chờ lâu"
    assert found[1:] == [f"Tin khai quật {day}" for day in range(20, 1, -1)]


def test_the_feed_of_a_search_as_typed_is_as_typed(client, site):
    parent = NewsIndexPage.objects.get()
    call_command("learn_vocabulary", verbosity=0)
    try:
        NewsPageFactory(parent=parent, title="Tin khia quat")
        html = client.get("/tim-kiem/?q=khia+quat&nguyen-van=1").content.decode()
        assert "/tim-kiem/rss/?q=khia+quat&amp;nguyen-van=1" in html
        assert titles(client, "khia+quat&nguyen-van=1") == ["Tin khia quat"]
        assert len(titles(client, "khia+quat")) == 20
    finally:
        kept.forget()


def test_facets_of_the_api_are_named_counted_and_asked_for(client, site):
    body = client.get("/api/search/?q=khai+quat&type=procedure").json()
    assert set(body["facets"]) == {"type", "field", "level", "agency"}
    levels = {one["value"]: (one["label"], one["count"]) for one in body["facets"]["level"]}
    assert levels == {"tinh": ("Cấp tỉnh", 20), "bo": ("Cấp bộ", 10), "xa": ("Cấp xã", 10)}
    for facet, values in body["facets"].items():
        for one in values:
            name = "type" if facet == "type" else f"type=procedure&{facet}"
            assert (
                client.get(f"/api/search/?q=khai+quat&{name}={one['value']}").json()["count"] == one["count"]
            )
    both = client.get("/api/search/?q=khai+quat&level=xa,bo&field=du-lich&page_size=50").json()
    assert both["count"] == len(both["results"]) == 20
    assert client.get("/api/search/?q=khai+quat&level=xa&level=bo&field=du-lich").json()["count"] == 20


def test_the_description_of_the_open_data_tells_of_the_search(client, site):
    described = client.get("/api/openapi.json").json()["paths"]["/api/search/"]["get"]
    names = {parameter["name"] for parameter in described["parameters"]}
    assert {"q", "type", "page", "page_size", "field", "level", "year"} <= names


def test_suggestions_put_procedures_first_with_their_codes_and_leave_room_for_others(client, site):
    found = client.get("/tim-kiem/goi-y/?q=khai qu").json()["suggestions"]
    types = [one["type"] for one in found]
    assert types == sorted(types, key=lambda one: one != "procedure")
    assert {"procedure", "news"} == set(types)
    assert all(("code" in one) == (one["type"] == "procedure") for one in found)


def test_programs_are_told_what_must_be_known_first(client):
    build_site()
    make_procedure("Cấp phép khai quật", "9.000001")
    make_procedure("Cấp phép khai quật cũ", "9.000002", state="abolished")
    make_procedure("Cấp phép khai quật mẫu", "9.000003", state="abolished", is_sample=True)
    results = client.get("/api/search/?q=khai+quat").json()["results"]
    assert {one["code"]: one.get("notice") for one in results} == {
        "9.000001": None,
        "9.000002": "Đã bãi bỏ",
        "9.000003": "Dữ liệu mẫu; Đã bãi bỏ",
    }
