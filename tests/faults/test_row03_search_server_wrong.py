"""Fault 3: the search server answers, but not what was asked: no index, 503, mapping errors, half an answer."""

import pytest

from portal.search import outbox
from portal.search.engines import server_index
from portal.search.models import IndexedItem, ServerIndex
from tests.factories.pages import build_site
from tests.faults.search_servers import small_server
from tests.faults.searching import api, feed_until_done, feeder, found_everywhere, publish

pytestmark = pytest.mark.django_db

SEARCH_ERROR = {"error": {"type": "search_phase_execution_exception"}, "status": 400}
MAPPING_ERROR = {"error": {"type": "mapper_parsing_exception", "reason": "failed to parse"}, "status": 400}
BLOCKED = [{"index": {"_id": "1", "status": 429, "error": {"type": "cluster_block_exception"}}}]
FAULTS = {
    "unavailable": (503, {"error": "unavailable"}),
    "too many requests": (429, {"error": {"type": "circuit_breaking_exception"}}),
    "not found": (404, {"error": {"type": "index_not_found_exception"}}),
    "refused": (401, {"error": "unauthorized"}),
    "mapping": (400, MAPPING_ERROR),
    "each search fails": (200, {"responses": [SEARCH_ERROR] * 3}),
    "one answer too few": (200, {"responses": []}),
    "another shape": (200, {"hits": []}),
    "a list": (200, [1, 2]),
    "a web page": (200, b"<html>Welcome</html>"),
    "an error page": (502, b"<html>Bad gateway</html>"),
    "nothing": (200, b""),
    "a redirect": (302, b""),
    "cut off": "cut",
    "timed out": (200, {"responses": [{"timed_out": True, "_shards": {"failed": 0}, "hits": {"hits": []}}]}),
    "half the shards": (200, {"responses": [{"timed_out": False, "_shards": {"failed": 1}}] * 3}),
}


@pytest.fixture
def server(settings):
    with small_server() as server:
        settings.SEARCH_URL = server.url
        build_site()
        yield server


@pytest.fixture
def unwatched(monkeypatch):
    """Let a feeder go on at once with what another one began."""
    monkeypatch.setattr(server_index, "ABANDONED_AFTER", 0.0)


@pytest.mark.parametrize("name", FAULTS)
def test_the_database_answers_and_the_health_page_says_so(client, admin_client, server, name):
    feed_until_done()
    server.fault = FAULTS[name]
    publish("Lễ hội Lồng tồng")
    search = client.get("/readyz").json()["search"]
    assert search["degraded"]
    assert search["server_fault"]
    assert api(client, "lễ hội")["degraded"]
    found_everywhere(client, admin_client, "Lễ hội Lồng tồng")


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.usefixtures("unwatched")
def test_nothing_is_lost_and_all_is_sent_once_it_is_well_again(server, name):
    publish("Trước")
    feed_until_done()
    server.fault = FAULTS[name]
    page = publish("Trong lúc hỏng")
    for _ in range(3):
        feeder().turn()
    page.title = "Đổi tên trong lúc hỏng"
    page.save_revision().publish()
    server.fault = None
    feed_until_done()
    words = [document["title"].split() for document in server.documents.values()]
    assert any({"doi", "ten", "hong"} <= set(one) for one in words)


def test_without_an_index_the_feeder_builds_one(client, server):
    publish("Lễ hội Lồng tồng")
    assert client.get("/readyz").json()["search"]["server_fault"] == "index missing"
    feed_until_done()
    assert client.get("/readyz").json()["search"] == {
        "engine": "elasticsearch",
        "degraded": False,
        "server": "elasticsearch",
        "server_answers": True,
        "server_fault": "",
        "circuit": "closed",
        "outbox": 0,
        "outbox_oldest_seconds": 0.0,
    }


def test_a_document_that_the_server_refuses_holds_up_no_other(client, server):
    feed_until_done()
    refused, taken = publish("Bản tin không nhận"), publish("Bản tin được nhận")
    keys = {title: str(pk) for title, pk in entries([refused, taken])}
    server.refuses = {keys[refused.title]}
    feeder().turn()
    assert keys[taken.title] in server.documents
    assert [str(pk) for pk in outbox.pending_pks()] == [keys[refused.title]]
    server.refuses = set()
    feed_until_done()
    assert keys[refused.title] in server.documents


def entries(pages) -> list[tuple[str, int]]:
    return list(
        IndexedItem.objects.filter(title__in=[page.title for page in pages]).values_list("title", "pk")
    )


def test_only_searches_fail_while_changes_are_taken(client, server):
    feed_until_done()
    server.fault, server.only = FAULTS["unavailable"], "_msearch"
    publish("Lễ hội Lồng tồng")
    feeder().turn()
    assert outbox.length() == 0
    assert api(client, "lễ hội")["count"] == 1


def test_only_changes_fail_while_searches_are_answered(client, server):
    """Full disk: it finds, but takes nothing. What it hasn't heard of must not be shown by it."""
    publish("Lễ hội Lồng tồng")
    feed_until_done()
    server.fault, server.only = (200, {"errors": True, "items": BLOCKED}), "_bulk"
    publish("Lễ hội Nàng Hai")
    feeder().turn()
    assert outbox.length() > 0
    server.fault = None
    feed_until_done()
    assert any("nang" in document["title"].split() for document in server.documents.values())


@pytest.mark.usefixtures("unwatched")
def test_a_half_built_index_that_was_out_of_reach_is_not_gone_on_with(server, monkeypatch):
    """It lacks what changed meanwhile, although the number of its rows is right."""
    monkeypatch.setattr(server_index, "PORTION", 1)
    page = publish("Tên ban đầu")
    publish("Bản tin khác")
    feeder().turn()
    half = ServerIndex.objects.get()
    assert not half.is_serving
    page.title = "Tên về sau"
    page.save_revision().publish()
    server.fault, server.only = (404, {"error": "no such index"}), half.name
    outbox.drain(feeder().server)
    server.fault = None
    feed_until_done()
    words = [document["title"].split() for document in server.documents.values()]
    assert any({"ve", "sau"} <= set(one) for one in words)
    assert not any({"ban", "dau"} <= set(one) for one in words)
