"""The portal's own tests with a search server that answers every search and has heard of everything.

Without it what a test writes reaches no server, since nobody feeds it, and the database would answer in its place.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from portal.search import engines
from portal.search.backends.server import catch_up
from portal.search.breaker import Unavailable
from portal.search.engines import failover
from portal.search.engines.server import ServerEngine, server_engine


@pytest.fixture(autouse=True)
def answering_server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the server hear of all changes before it is asked; fail where it doesn't answer."""
    if not request.node.get_closest_marker("django_db"):
        yield
        return
    ask_server = failover.ServerRequest.ask

    def ask(asked: failover.ServerRequest, work: Callable[[ServerEngine], Any]) -> Any:
        catch_up()
        try:
            return ask_server(asked, work)
        except Unavailable as failure:
            pytest.fail(f"The search server doesn't answer: {failure.reason}")

    def search(server: ServerEngine, searches: list[Any]) -> list[Any]:
        # What is slow on a busy machine is no failure.
        return server.client.search(server.client.address.alias, searches, seconds=60)

    monkeypatch.setattr(failover.ServerRequest, "ask", ask)
    monkeypatch.setattr(ServerEngine, "_search", search)
    monkeypatch.setattr(failover, "LIMIT", 60.0)
    engines._breaker.cache_clear()
    yield
    client = server_engine().client
    for name in client.ask("GET", f"/{client.address.alias}-*", absent=True):
        client.ask("DELETE", f"/{name}", seconds=60)
