"""Indexes on a search server: built beside the one that answers, gone on with after a stop, never half."""

import pytest

from portal.search import outbox
from portal.search.breaker import Unavailable
from portal.search.engines import server_index
from portal.search.engines.server_client import Client, read_address
from portal.search.models import IndexedItem, OutboxEntry, ServerIndex

from .rows import write_row
from .rows import write_rows as write_all
from .servers import GROUP

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group(GROUP)]


def write_rows():
    """Write the rows as if long ago: nothing of them waits in the outbox."""
    rows = write_all()
    OutboxEntry.objects.all().delete()
    return rows


def held(server):
    server_index.refresh(server.client)
    return set(server_index._held(server.client, server.client.address.alias))


def everything():
    return set(IndexedItem.objects.values_list("pk", flat=True))


def test_a_build_holds_every_row_and_answers(server):
    write_rows()
    told = []
    built = server_index.build(server.client, lambda sent, total: told.append((sent, total)))
    assert built.rows == len(everything())
    assert not built.resumed
    assert held(server) == everything()
    assert told[-1] == (built.rows, built.rows)
    assert list(ServerIndex.objects.values_list("name", "is_serving")) == [(built.name, True)]


def test_a_stopped_build_goes_on_where_it_was(server, monkeypatch):
    rows = write_rows()
    old = server_index.build(server.client)
    monkeypatch.setattr(server_index, "MOST_DOCUMENTS", 3)
    portions = []
    write = server_index._write

    def failing(client, name, changes):
        portions.append([pk for pk, _, _ in changes])
        if len(portions) == 3:
            raise Unavailable("status 503")
        return write(client, name, changes)

    monkeypatch.setattr(server_index, "_write", failing)
    with pytest.raises(Unavailable):
        server_index.build(server.client)
    half = ServerIndex.objects.get(is_serving=False)
    assert server_index.answering(server.client) == {old.name}, "half an index answers"
    assert held(server) == everything()

    new = write_row("Một thủ tục mới trong lúc dựng lại", key="new")
    removed = min(rows.values())
    IndexedItem.objects.get(pk=removed).delete()
    assert server.send({new: 7, removed: 8}) == []
    assert held(server) == everything(), "changes reach the index that answers"

    before = len(portions)
    built = server_index.build(server.client)
    assert built.resumed
    assert built.name == half.name
    assert min(portions[before]) > half.last_item_id, "began anew"
    assert server_index.answering(server.client) == {half.name}
    assert held(server) == everything()
    assert not server.client.ask("GET", f"/{old.name}", absent=True), "the old index is left over"


def test_an_index_that_lacks_rows_never_answers(server, monkeypatch):
    write_rows()
    old = server_index.build(server.client).name
    monkeypatch.setattr(server_index, "_write", lambda *args: set())  # a server that loses all it is sent
    with pytest.raises(Unavailable, match="counts"):
        server_index.build(server.client)
    assert server_index.answering(server.client) == {old}
    assert held(server) == everything()


def test_what_is_older_never_replaces_what_is_newer(server):
    rows = write_rows()
    server_index.build(server.client)
    pk = rows["Luật Du lịch"]
    IndexedItem.objects.filter(pk=pk).delete()
    assert server.send({pk: 9}) == []
    late = server_index._write(
        server.client,
        ServerIndex.objects.get().name,
        [(pk, 5, {"pk": pk, "title": "cũ", "body": "", "start": ""})],
    )
    assert late == set(), "that it comes late is no fault"
    assert pk not in held(server)


def test_what_waits_in_the_outbox_reaches_the_server_and_leaves_it(server):
    write_rows()
    server_index.build(server.client)
    OutboxEntry.objects.all().delete()
    new = write_row("Một thủ tục mới", key="new")
    assert OutboxEntry.objects.count() == 1
    outbox.drain(server)
    assert new in held(server)
    assert not OutboxEntry.objects.exists()


def test_a_deleted_index_is_told_and_never_made_by_a_write(server):
    write_rows()
    name = server_index.build(server.client).name
    server.client.ask("DELETE", f"/{name}", seconds=60)
    with pytest.raises(Unavailable, match="index missing"):
        server.ping()
    with pytest.raises(Unavailable, match="index missing"):
        server.send({min(everything()): 3})
    assert not server.client.ask("GET", f"/{name}", absent=True)
    while server.tend():
        pass
    assert held(server) == everything()


def test_an_index_of_another_analysis_is_replaced_portion_by_portion(server, monkeypatch):
    write_rows()
    old = server_index.build(server.client).name
    assert not server.tend(), "there is nothing to do"
    monkeypatch.setattr(server_index, "ANALYSIS_VERSION", server_index.ANALYSIS_VERSION + 1)
    monkeypatch.setattr(server_index, "PORTION", 5)
    assert server.tend()
    assert server_index.answering(server.client) == {old}
    while server.tend():
        pass
    assert server_index.answering(server.client) != {old}
    assert held(server) == everything()


def test_a_build_that_another_process_is_at_is_left_alone(server, monkeypatch):
    write_rows()
    monkeypatch.setattr(server_index, "PORTION", 5)
    assert server.tend()
    half = ServerIndex.objects.get()
    ServerIndex.objects.update(last_item_id=half.last_item_id + 1)  # the other came further
    assert not server.tend()
    assert ServerIndex.objects.get().last_item_id == half.last_item_id + 1
    monkeypatch.setattr(server_index, "ABANDONED_AFTER", 0)
    while server.tend():
        pass
    assert held(server) == everything()


@pytest.mark.parametrize(
    "text", ["", "http://localhost:9200", "elasticsearch://", "opensearch://host:port", "redis://x"]
)
def test_an_address_that_is_none_is_refused(text):
    with pytest.raises(Exception, match="SEARCH_URL"):
        read_address(text)


def test_an_address_may_hold_a_password_and_an_alias_and_keeps_the_password_to_itself():
    address = read_address("elasticsearch+https://portal:b%C3%AD+m%E1%BA%ADt@search.example:9243/cong")
    assert (address.kind, address.alias) == ("elasticsearch", "cong")
    assert (address.node.scheme, address.node.host, address.node.port) == ("https", "search.example", 9243)
    assert address.node.headers["authorization"].startswith("Basic ")
    assert "Basic" not in repr(address)
    assert "portal" not in repr(address)
    assert Client(address)
