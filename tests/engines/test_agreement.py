"""On real records all engines put the same result first."""

import json

import pytest

from portal.search.engines import database_engine, server_index

from .asked import SHARE, first_result, write_records
from .servers import GROUP
from .suites import run_suite

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group(GROUP)]


@pytest.mark.django_db
def test_a_search_server_agrees_with_the_database(server, shared_data):
    asked = write_records()
    server_index.build(server.client)
    database = database_engine()
    differing = [query for query in asked if first_result(query, database) != first_result(query, server)]
    assert len(differing) <= len(asked) * (1 - SHARE), differing


def test_the_databases_agree_with_each_other(postgres_url, tmp_path, shared_data):
    found = []
    for url in ("", postgres_url):
        kept = tmp_path / f"{bool(url)}.json"
        run_suite("tests/engines/first_results_suite.py", DATABASE_URL=url, FIRST_RESULTS=str(kept))
        found.append(json.loads(kept.read_text()))
    same = [one == other for one, other in zip(*found, strict=True)]
    assert sum(same) >= len(same) * SHARE, [pair for pair in zip(*found, strict=True) if pair[0] != pair[1]]
