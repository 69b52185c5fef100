"""Real search servers that tests share: each is started once, by the worker that its tests are grouped on."""

from collections.abc import Iterator

import pytest

from deploy.servers import search_server
from portal.search import engines
from portal.search.engines.server import ServerEngine, server_engine

#: on one worker, so that a server is started once; and two of them beside each other take 2 GB
GROUP = "engines"


@pytest.fixture(scope="session", params=search_server.KINDS)
def search_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the SEARCH_URL of an Elasticsearch, then of an OpenSearch."""
    with search_server.running(request.param) as url:
        yield url


@pytest.fixture
def server(search_url, settings, db) -> Iterator[ServerEngine]:
    """Give the engine of a portal that has this server; nothing of it is left afterwards."""
    settings.SEARCH_URL = search_url
    engines._breaker.cache_clear()
    engine = server_engine()
    yield engine
    for name in engine.client.ask("GET", f"/{engine.client.address.alias}-*", absent=True):
        engine.client.ask("DELETE", f"/{name}", seconds=60)
