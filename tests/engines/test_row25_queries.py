"""Row 25 on every other engine: the same wild queries, answered by PostgreSQL and by the search servers themselves."""

import pytest
from hypothesis import HealthCheck, given, settings

from portal.search import engines, outbox
from portal.search.engines import failover, server_index, server_link
from portal.search.engines.server import ServerEngine
from tests.faults.test_row25_queries import KIND, NUMBER, QUERY, answers, portal
from tests.faults.test_row25_queries import test_known_troublemakers as troublemakers
from tests.faults.test_row25_queries import (
    test_the_editors_search_takes_the_same_queries as editors_queries,
)

from .servers import GROUP
from .suites import run_suite

__all__ = ["portal"]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group(GROUP)]

TROUBLE = [query for mark in troublemakers.pytestmark if mark.name == "parametrize" for query in mark.args[1]]


def test_no_query_is_an_error_on_postgresql(postgres_url):
    run_suite("tests/faults/test_row25_queries.py", marks="", DATABASE_URL=postgres_url)


@pytest.fixture
def served(server, portal, monkeypatch):
    """A server with as much time as it needs: what is slow on a busy machine is no error."""

    def search(self, searches):
        return self.client.search(self.client.address.alias, searches, seconds=60)

    monkeypatch.setattr(ServerEngine, "_search", search)
    monkeypatch.setattr(failover, "LIMIT", 60.0)
    server_index.build(server.client)
    # What made the portal is in the build; left in the outbox, it would make the server one that is behind.
    while outbox.drain(server):
        pass
    return server


def answered(client, query: str, page: str = "1", size: str = "10", kind: str = "") -> None:
    """Ask, and check that it was the server that answered: an answer in its place would prove nothing."""
    engines._breaker.cache_clear()
    degraded = answers(client, query, page, size, kind)["degraded"]
    assert (degraded, server_link().breaker.reason) == (False, "")


@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERY, page=NUMBER, size=NUMBER, kind=KIND)
def test_no_query_is_an_error_on_a_search_server(client, served, query, page, size, kind):
    answered(client, query, page, size, kind)


@pytest.mark.parametrize("query", TROUBLE)
def test_known_troublemakers_on_a_search_server(client, served, query):
    answered(client, query)


def test_editors_ask_a_search_server_the_same(admin_client, served):
    editors_queries(admin_client, None)
    assert server_link().breaker.reason == ""
