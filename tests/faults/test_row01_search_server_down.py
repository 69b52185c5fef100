"""Fault 1: the search server is down. The database answers, what is published waits and is indexed afterwards."""

import pytest
from wagtail.models import PageViewRestriction

from portal.search import outbox
from portal.search.models import IndexedItem, ServerIndex
from tests.factories.pages import build_site
from tests.faults.search_servers import closed_port, small_server
from tests.faults.searching import api, feed_until_done, feeder, found_everywhere, publish, titles

pytestmark = pytest.mark.django_db
NOTICE = "Bộ tìm kiếm chính đang tạm gián đoạn"


@pytest.fixture
def down(settings):
    settings.SEARCH_URL = closed_port()
    ServerIndex.objects.create(name="portal-1", analysis_version=1, is_serving=True)
    build_site()


def test_everything_is_found_in_the_databases_index(client, admin_client, down):
    for number in range(6):
        publish(f"Lễ hội Lồng tồng năm thứ {number}")
        found_everywhere(client, admin_client, f"Lễ hội Lồng tồng năm thứ {number}")


def test_the_api_says_so_and_the_page_too(client, down):
    publish("Lễ hội Lồng tồng")
    answer = api(client, "lễ hội")
    assert (answer["degraded"], answer["engine"], answer["count"]) == (True, "database", 1)
    page = client.get("/tim-kiem/", {"q": "lễ hội"})
    assert NOTICE in page.text


def test_a_portal_without_a_search_server_is_not_degraded(client, settings):
    settings.SEARCH_URL = ""
    build_site()
    publish("Lễ hội Lồng tồng")
    answer = api(client, "lễ hội")
    assert (answer["degraded"], answer["engine"], answer["count"]) == (False, "database", 1)
    assert NOTICE not in client.get("/tim-kiem/", {"q": "lễ hội"}).text
    assert outbox.length() == 0


def test_what_is_published_meanwhile_is_indexed_later_and_across_a_restart(client, settings, down):
    first = publish("Trước khi máy chủ hỏng")
    for _ in range(3):
        feeder().turn()
    changed = publish("Tên cũ của bản tin")
    changed.title = "Tên mới của bản tin"
    changed.save_revision().publish()
    gone = publish("Bản tin bị xóa")
    gone.delete()
    assert outbox.length() > 0
    with small_server() as server:
        settings.SEARCH_URL = server.url
        feed_until_done()
        rows = {str(pk): title for pk, title in IndexedItem.objects.values_list("pk", "title")}
        assert server.documents.keys() == rows.keys()
        by_title = {rows[key]: document for key, document in server.documents.items()}
        assert {first.title, "Tên mới của bản tin"} <= by_title.keys()
        assert "moi" in by_title["Tên mới của bản tin"]["title"].split()
        assert "Bản tin bị xóa" not in by_title


def test_what_becomes_private_is_out_of_sight_and_count_at_once(client, down):
    page = publish("Lịch trực nội bộ")
    publish("Lịch trực công khai")
    assert api(client, "lịch trực")["count"] == 2
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert titles(client, "lịch trực") == ["Lịch trực công khai"]
    assert api(client, "lịch trực")["count"] == 1
    assert "nội bộ" not in client.get("/tim-kiem/goi-y/", {"q": "lịch trực"}).text


def test_the_health_page_says_so_and_the_portal_stays_in_service(client, down):
    publish("Lễ hội Lồng tồng")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    search = answer.json()["search"]
    assert (search["server"], search["server_answers"], search["server_fault"]) == (
        "elasticsearch",
        False,
        "unreachable",
    )
    assert (search["engine"], search["degraded"]) == ("database", True)
    assert search["outbox"] >= 1


def test_other_pages_do_not_ask_the_server(client, settings, down):
    publish("Lễ hội Lồng tồng")
    with small_server() as server:
        settings.SEARCH_URL = server.url
        for address in ("/", "/tin-tuc/", "/tin-tuc/rss/"):
            assert client.get(address).status_code == 200
        publish("Lễ hội Nàng Hai")
        assert server.asked == []
