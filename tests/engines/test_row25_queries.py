"""Row 25 on every other engine: the same wild queries, answered by PostgreSQL and by the search servers themselves."""

import pytest
from hypothesis import HealthCheck, given, settings

from portal.search.engines import server_index, server_link
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
def served(server, portal):
    server_index.build(server.client)
    return server


@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERY, page=NUMBER, size=NUMBER, kind=KIND)
def test_no_query_is_an_error_on_a_search_server(client, served, query, page, size, kind):
    """Nor too much for it: an answer of the database in its place would prove nothing."""
    assert not answers(client, query, page, size, kind)["degraded"]
    assert server_link().breaker.reason == ""


@pytest.mark.parametrize("query", TROUBLE)
def test_known_troublemakers_on_a_search_server(client, served, query):
    assert not answers(client, query, "1", "10", "")["degraded"]
    assert server_link().breaker.reason == ""


def test_editors_ask_a_search_server_the_same(admin_client, served):
    editors_queries(admin_client, None)
    assert server_link().breaker.reason == ""
