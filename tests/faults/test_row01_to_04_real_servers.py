"""Faults 1 to 4 with real search servers: killed, frozen, robbed of their index, full, restarted in a rebuild.

Whatever happens, readers find all that is public and nothing else, and afterwards the server has it all.
"""

import json
import os
import signal
import tempfile
import time
import urllib.request
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from deploy.servers import search_server
from portal.search import outbox
from portal.search.engines import server_index, server_link
from portal.search.models import IndexedItem, OutboxEntry, ServerIndex
from tests.factories.pages import build_site
from tests.faults.searching import api, feeder, found_everywhere, publish, titles

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.xdist_group("engines")]
#: seconds after which a test gives up; usual are two, after a restart fifteen
PATIENCE = 120
#: words by which nothing else is found
FORMER, DELETED, RESTRICTED = "50111", "50222", "50333"
_numbers = count()


class Machine:
    """A search server of the test's own, whose process it may do anything to."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        self.start()

    def start(self) -> None:
        self.url = search_server.start(self.folder, self.kind)

    def kill(self) -> None:
        search_server.stop(self.folder)

    def freeze(self) -> None:
        os.kill(search_server.process(self.folder), signal.SIGSTOP)

    def thaw(self) -> None:
        if number := search_server.process(self.folder):
            os.kill(number, signal.SIGCONT)

    def ask(self, method: str, path: str, body: object = None) -> dict:
        request = urllib.request.Request(
            f"http://{self.url.partition('//')[2]}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)


@pytest.fixture(scope="module", params=search_server.KINDS)
def machine(request):
    with tempfile.TemporaryDirectory(prefix="portal-faults-") as name:
        machine = Machine(request.param, Path(name))
        try:
            yield machine
        finally:
            machine.kill()


@pytest.fixture
def server(machine, settings, monkeypatch):
    """Give the machine, running, with an index of this test alone, which holds one page."""
    machine.thaw()
    if not search_server.process(machine.folder):
        machine.start()
    # Feeding a frozen server takes as long as it is given.
    monkeypatch.setattr(server_index, "PATIENCE", 5.0)
    monkeypatch.setattr(server_index, "ABANDONED_AFTER", 0.0)
    settings.SEARCH_URL = f"{machine.url}/test{next(_numbers)}"
    build_site()
    publish("Trước khi hỏng")
    until(well)
    yield machine
    machine.thaw()


def until(done: Callable[[], bool]) -> None:
    """Let a feeder work until `done`."""
    deadline = time.monotonic() + PATIENCE
    one = feeder()
    while not done():
        assert time.monotonic() < deadline, (one.fault, server_link().breaker.reason, outbox.length())
        time.sleep(min(one.turn(), 0.5))


def well() -> bool:
    """Whether the server has all and answers."""
    link = server_link()
    return (
        link.breaker.lets_through()
        and not outbox.length()
        and ServerIndex.objects.filter(is_serving=True).exists()
        and not ServerIndex.objects.filter(is_serving=False).exists()
    )


def answered_by(client, engine: str, query: str) -> dict:
    """Return the API's answer, which must be the given engine's."""
    answer = api(client, query)
    assert (answer["engine"], answer["degraded"]) == (engine, engine == "database")
    return answer


def holds_the_rows(machine: Machine) -> None:
    """Check that the index that answers holds the very rows of the database."""
    alias = server_link().server.client.address.alias
    machine.ask("POST", f"/{alias}/_refresh")
    query = {"size": 10_000, "stored_fields": "_none_", "docvalue_fields": ["pk", "set"]}
    hits = machine.ask("POST", f"/{alias}/_search", query)["hits"]["hits"]
    there = {hit["fields"]["pk"][0]: hit["fields"].get("set", [None])[0] for hit in hits}
    assert there == dict(IndexedItem.objects.values_list("pk", "facet_set_id"))


def live_through_it(client, admin) -> None:
    """Publish, rename again and again, delete and restrict while the server is out of order."""
    publish("Lễ hội mới mở")
    found_everywhere(client, admin, "Lễ hội mới mở")
    page = publish(f"Tên thứ nhất {FORMER}")
    for title in ("Tên thứ nhì", "Tên thứ ba"):
        page.title = title
        page.save_revision().publish()
    publish(f"Bản tin bị xóa {DELETED}").delete()
    restrict(publish(f"Lịch trực nội bộ {RESTRICTED}"))
    for words in (FORMER, DELETED, RESTRICTED):
        assert api(client, words)["count"] == 0


def restrict(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def lived_through_it(client, admin, machine: Machine) -> None:
    """Check that the server has and answers all of `live_through_it`, in its last state."""
    until(well)
    # The circuit closes with the first answer; whoever asked before was answered by the database.
    until(lambda: not api(client, "lễ hội")["degraded"])
    holds_the_rows(machine)
    for title in ("Trước khi hỏng", "Lễ hội mới mở", "Tên thứ ba"):
        assert answered_by(client, machine.kind, title)["results"][0]["title"] == title
        found_everywhere(client, admin, title)
    for words in (FORMER, DELETED, RESTRICTED):
        assert answered_by(client, machine.kind, words)["count"] == 0


def test_well(client, admin_client, server):
    answer = answered_by(client, server.kind, "trước khi hỏng")
    assert answer["count"] == 1
    found_everywhere(client, admin_client, "Trước khi hỏng")
    health = client.get("/readyz").json()["search"]
    assert (health["engine"], health["degraded"], health["outbox"]) == (server.kind, False, 0)


def test_a_publication_is_found_by_the_server_after_one_turn(client, server):
    publish("Lễ hội Lồng tồng")
    feeder().turn()
    assert answered_by(client, server.kind, "lồng tồng")["count"] == 1


def test_killed(client, admin_client, server):
    server.kill()
    live_through_it(client, admin_client)
    feeder().turn()
    assert outbox.length() > 0
    assert client.get("/readyz").json()["search"]["server_fault"] == "unreachable"
    server.start()
    lived_through_it(client, admin_client, server)


def test_frozen(client, admin_client, server):
    server.freeze()
    live_through_it(client, admin_client)
    feeder().turn()
    assert outbox.length() > 0
    assert client.get("/readyz").json()["search"]["server_fault"] == "timeout"
    server.thaw()
    lived_through_it(client, admin_client, server)


def test_index_deleted(client, admin_client, server):
    server.ask("DELETE", f"/{ServerIndex.objects.get().name}")
    live_through_it(client, admin_client)
    assert client.get("/readyz").json()["search"]["server_fault"] == "index missing"
    lived_through_it(client, admin_client, server)


def test_disk_full(client, admin_client, server):
    public = publish("Lịch trực của phòng 60111")
    until(well)
    block(server, True)
    publish("Lịch trực của trung tâm 60222")
    restrict(public)
    one = feeder()
    one.turn()
    assert one.fault
    # The server still answers; what it hasn't heard of it neither shows nor counts.
    assert answered_by(client, server.kind, "60111")["count"] == 0
    # What it can't take for long, the database answers for.
    OutboxEntry.objects.update(made_at=timezone.now() - 2 * outbox.BEHIND_AFTER)
    found = titles(client, "lịch trực")
    assert found[0] == "Lịch trực của trung tâm 60222"
    assert public.title not in found
    assert answered_by(client, "database", "60222")["count"] == 1
    live_through_it(client, admin_client)
    block(server, False)
    lived_through_it(client, admin_client, server)


def block(machine: Machine, on: bool) -> None:
    name = ServerIndex.objects.get().name
    machine.ask("PUT", f"/{name}/_settings", {"index.blocks.read_only_allow_delete": on or None})


def test_restarted_during_a_rebuild(client, admin_client, server, monkeypatch):
    for number in range(30):
        publish(f"Bản tin thường kỳ số {number}")
    until(well)
    monkeypatch.setattr(server_index, "PORTION", 5)
    old = ServerIndex.objects.get()
    ServerIndex.objects.update(analysis_version=0)
    one = feeder()
    for _ in range(3):
        one.turn()
        assert answered_by(client, server.kind, "thường kỳ")["count"] == 30
    half = ServerIndex.objects.get(is_serving=False)
    assert half.last_item_id > 0
    server.kill()
    live_through_it(client, admin_client)
    assert answered_by(client, "database", "thường kỳ")["count"] == 30
    server.start()
    lived_through_it(client, admin_client, server)
    assert ServerIndex.objects.get() == half
    assert answered_by(client, server.kind, "thường kỳ")["count"] == 30
    names = server.ask("GET", "/_cat/indices?format=json")
    assert old.name not in {one["index"] for one in names}


def test_another_portals_index_under_our_name_does_not_answer(client, server):
    """The database was restored, or begun anew: what the server has is not its."""
    ServerIndex.objects.all().delete()
    OutboxEntry.objects.all().delete()
    publish("Trang của cổng này")
    assert answered_by(client, "database", "cổng này")["results"][0]["title"] == "Trang của cổng này"
    until(well)
    assert answered_by(client, server.kind, "cổng này")["results"][0]["title"] == "Trang của cổng này"
    holds_the_rows(server)
