"""Fault 2: the search server accepts and is silent, or says a byte now and then. Nobody waits long, and after three
times nobody waits at all."""

import pytest

from portal.search.breaker import Unavailable
from portal.search.engines import server_link
from portal.search.engines.server_client import Client, read_address
from portal.search.models import ServerIndex
from tests.factories.pages import build_site
from tests.faults.search_servers import dripping_socket, silent_socket
from tests.faults.searching import CHOOSERS, api, found_everywhere, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[silent_socket, dripping_socket])
def hanging(request, settings):
    with request.param() as url:
        settings.SEARCH_URL = url
        ServerIndex.objects.create(name="portal-1", analysis_version=1, is_serving=True)
        build_site()
        yield


@pytest.fixture
def calls(hanging, monkeypatch):
    """Count the calls that reach the server's client."""
    client = server_link().server.client
    made: list[str] = []
    ask = type(client).ask

    def counted(self, method, path, *args, **kwargs):
        made.append(path)
        return ask(self, method, path, *args, **kwargs)

    monkeypatch.setattr(type(client), "ask", counted)
    return made


def test_the_database_answers(client, admin_client, hanging):
    publish("Lễ hội Lồng tồng")
    found_everywhere(client, admin_client, "Lễ hội Lồng tồng")


def test_the_circuit_opens_after_three_calls_whoever_makes_them(client, admin_client, calls):
    publish("Lễ hội Lồng tồng")
    for _ in range(2):
        assert api(client, "lễ hội")["degraded"]
        assert client.get("/tim-kiem/goi-y/", {"q": "lễ hội"}).json()["suggestions"]
        for address in CHOOSERS:
            assert "Lồng tồng" in admin_client.get(address, {"q": "lễ hội"}).content.decode()
    assert len([path for path in calls if "_msearch" in path]) <= 4
    assert server_link().breaker.state.value == "open"


def test_suggestions_do_not_ask_the_server(client, calls):
    publish("Lễ hội Lồng tồng")
    assert client.get("/tim-kiem/goi-y/", {"q": "lễ h"}).json()["suggestions"]
    assert calls == []


def test_publishing_does_not_ask_the_server(calls):
    for number in range(3):
        page = publish(f"Bản tin {number}")
        page.unpublish()
        page.delete()
    assert calls == []


def test_the_health_page_answers_and_does_not_ask_while_the_circuit_is_open(client, calls):
    publish("Lễ hội Lồng tồng")
    search = client.get("/readyz").json()["search"]
    assert (search["server_answers"], search["server_fault"]) == (False, "timeout")
    for _ in range(3):
        api(client, "lễ hội")
    before = len(calls)
    search = client.get("/readyz").json()["search"]
    assert (search["circuit"], search["server_fault"]) == ("open", "timeout")
    assert len(calls) <= before + 1


def test_calls_that_were_left_behind_do_not_hold_up_the_next():
    with dripping_socket(first=12) as url:
        asking = Client(read_address(url))
        for _ in range(12):
            with pytest.raises(Unavailable, match="timeout"):
                asking.ask("GET", "/", seconds=0.1)
        assert asking.ask("GET", "/") == {}
