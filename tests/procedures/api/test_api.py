"""The open data of procedures: every field, any day, any site may read it, nothing private is in it."""

import json
from datetime import date

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from procedures.models import ProcedurePage
from tests.factories.pages import build_site
from tests.procedures.living import TODAY, decide, draft, fresh, on, publish, published

pytestmark = pytest.mark.django_db

CODES = ["9.900101", "9.900102", "9.900103"]


@pytest.fixture(autouse=True)
def site():
    build_site()
    with on(TODAY):
        yield


def read(client: Client, address: str = "/api/procedures/", **query) -> dict:
    response = client.get(address, query)
    assert response.status_code == 200, response.content
    return response.json()


def codes(client: Client, **query) -> list[str]:
    return [row["code"] for row in read(client, **query)["results"]]


def test_a_record_is_given_whole_in_the_order_of_its_fields(client):
    page = published()
    given = read(client, f"/api/procedures/{page.code}/")
    record = page.record().to_dict()
    assert list(given["record"]) == list(record)
    assert {**given["record"], "dossier": None} == {**record, "dossier": None}
    assert given["code"] == page.code
    assert given["url"].endswith(page.url)
    assert given["valid_from"] == "2026-02-01"


def test_the_list_gives_the_same_records_as_the_single_addresses(client):
    for code in CODES:
        published(code)
    listed = read(client)["results"]
    assert [row["code"] for row in listed] == CODES
    for row in listed:
        single = read(client, row["api_url"])
        assert {key: single[key] for key in row} == row


@pytest.mark.parametrize("spelling", ["9900102", "9.900102", "9.900102.000.00.00.H14", "9.900102.H14"])
def test_a_code_may_be_spelled_any_way(client, spelling):
    published()
    assert read(client, f"/api/procedures/{spelling}/")["code"] == "9.900102"


@pytest.mark.parametrize("code", ["9.999999", "khong-co", "%00", "đ", "1" * 300])
def test_what_is_not_there_is_said_so(client, code):
    response = client.get(f"/api/procedures/{code}/")
    assert response.status_code in (404, 422)
    assert response.json()["detail"]


def test_the_list_comes_in_parts_that_lead_to_each_other(client):
    for number in range(5):
        published(f"9.90010{number}")
    first = read(client, page_size="2")
    assert (first["count"], first["pages"], first["previous"]) == (5, 3, "")
    second = read(client, first["next"])
    third = read(client, second["next"])
    assert third["next"] == ""
    found = [row["code"] for part in (first, second, third) for row in part["results"]]
    assert found == [f"9.90010{number}" for number in range(5)]
    assert read(client, page="99")["results"] == []


def test_filters_are_those_of_the_catalogue(client):
    published("9.900101", online_level="full")
    published("9.900102", online_level="partial", partial_reason="Chờ kết nối")
    published("9.900103", online_level="none")
    assert codes(client, **{"truc-tuyen": "full"}) == ["9.900101"]
    assert codes(client, **{"truc-tuyen": ["full", "none"]}) == ["9.900101", "9.900103"]
    assert codes(client, **{"linh-vuc": "khong-co-linh-vuc-nay"}) == []


def test_an_earlier_day_gives_the_record_of_that_day(client):
    page = published(effective_from=date(2026, 2, 1), online_level="none")
    publish(page, effective_from=date(2026, 7, 1), online_level="full")
    now, then = read(client), read(client, ngay="2026-03-01")
    assert [row["record"]["online_level"] for row in now["results"]] == ["full"]
    assert [row["record"]["online_level"] for row in then["results"]] == ["none"]
    assert then["results"][0]["valid_from"] == "2026-02-01"
    assert codes(client, ngay="2026-01-31") == []
    assert codes(client, ngay="2026-03-01", **{"truc-tuyen": "full"}) == []
    assert codes(client, ngay="2026-03-01", **{"truc-tuyen": "none"}) == [page.code]
    single = read(client, f"/api/procedures/{page.code}/", ngay="2026-03-01")
    assert single["record"] == then["results"][0]["record"]
    assert [row["valid_from"] for row in single["versions"]] == ["2026-07-01", "2026-02-01"]
    assert single["versions"][1]["valid_to"] == "2026-06-30"
    assert client.get(f"/api/procedures/{page.code}/", {"ngay": "2025-01-01"}).status_code == 404


def test_a_day_to_come_gives_what_is_announced_for_it(client):
    page = published(online_level="none")
    publish(page, effective_from=date(2027, 1, 1), online_level="full")
    assert read(client)["results"][0]["record"]["online_level"] == "none"
    assert read(client, ngay="2027-01-01")["results"][0]["record"]["online_level"] == "full"


def test_what_has_ended_leaves_the_list_and_can_still_be_read(client):
    page = published()
    decide("abolished", page, TODAY)
    assert codes(client) == []
    assert codes(client, ngay="2026-11-22") == [page.code]
    assert read(client, f"/api/procedures/{page.code}/")["ended"] is True


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ({"ngay": "hôm qua"}, "ngay"),
        ({"ngay": "2026-02-30"}, "ngay"),
        ({"ngay": "2026"}, "ngay"),
        ({"page": "0"}, "page"),
        ({"page": "một"}, "page"),
        ({"page_size": "101"}, "page_size"),
        ({"cap": "cap-huyen"}, "cap"),
    ],
)
def test_a_wrong_parameter_is_named(client, query, where):
    response = client.get("/api/procedures/", query)
    assert response.status_code == 422
    told = response.json()
    assert where in [problem["where"] for problem in told["errors"]] or "level" in str(told["errors"])
    assert all(problem["problem"] for problem in told["errors"])


def test_nothing_private_is_given_nor_counted(client):
    draft("9.900101")
    hidden, gone = published("9.900102"), published("9.900103")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    gone.unpublish()
    told = read(client)
    assert (told["count"], told["results"]) == (0, [])
    for code in CODES:
        assert client.get(f"/api/procedures/{code}/").status_code == 404
    assert read(client, ngay="2026-03-01")["count"] == 0


def test_an_answer_that_has_not_changed_is_not_sent_again(client):
    page = published()
    for address in ("/api/procedures/", f"/api/procedures/{page.code}/"):
        mark = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": mark})
        assert (again.status_code, again.content) == (304, b"")
        publish(fresh(page), conditions=f"Điều kiện mới {address}")
        assert client.get(address, headers={"If-None-Match": mark}).status_code == 200


def test_the_mark_of_an_answer_changes_when_a_version_is_announced(client):
    page = published()
    address = f"/api/procedures/{page.code}/"
    mark = client.get(address)["ETag"]
    publish(page, effective_from=date(2027, 1, 1))
    assert client.get(address, headers={"If-None-Match": mark}).status_code == 200


def test_every_site_may_read_and_none_may_write(client):
    published()
    response = client.get("/api/procedures/", headers={"Origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    asked = client.options("/api/procedures/", headers={"Access-Control-Request-Method": "GET"})
    assert asked.status_code == 204
    assert "POST" not in asked["Access-Control-Allow-Methods"]
    assert client.head("/api/procedures/").status_code == 200
    for method in ("post", "put", "patch", "delete"):
        assert getattr(Client(enforce_csrf_checks=True), method)("/api/procedures/").status_code in (403, 405)


@pytest.mark.parametrize("query", [{}, {"ngay": "2026-03-01"}, {"truc-tuyen": "full", "ngay": "2026-03-01"}])
def test_queries_stay_bounded_for_50_procedures(client, django_assert_max_num_queries, query):
    for number in range(50):
        published(f"9.9002{number:02}", online_level="full")
    read(client)
    with django_assert_max_num_queries(12):
        assert len(read(client, page_size="50", **query)["results"]) == 50


def test_one_procedure_costs_few_queries(client, django_assert_max_num_queries):
    page = published()
    read(client, f"/api/procedures/{page.code}/")
    with django_assert_max_num_queries(12):
        read(client, f"/api/procedures/{page.code}/")


def test_the_description_names_every_field(client):
    described = json.dumps(read(client, "/api/openapi.json"), ensure_ascii=False)
    page = published()
    for name in page.record().to_dict():
        assert f'"{name}"' in described
    assert ProcedurePage.objects.count() == 1
