"""What the fault tests of the search ask of the portal, and what must hold whatever the server does."""

import threading

from django.test import Client

from news.models import NewsIndexPage, NewsPage
from portal.search import outbox
from portal.search.engines import server_link
from portal.search.feeder import Feeder
from tests.factories.pages import NewsPageFactory

CHOOSERS = ("/admin/pages/search/", "/admin/choose-page/search/")


def publish(title: str) -> NewsPage:
    """Publish a news item as an editor does."""
    page = NewsPageFactory(parent=NewsIndexPage.objects.get(), title=title, live=False)
    page.save_revision().publish()
    return page


def api(client: Client, query: str) -> dict:
    """Return what the search API answers."""
    answer = client.get("/api/search/", {"q": query})
    assert answer.status_code == 200
    return answer.json()


def titles(client: Client, query: str) -> list[str]:
    return [result["title"] for result in api(client, query)["results"]]


def found_everywhere(client: Client, admin: Client, title: str) -> None:
    """Check that page, API, suggestions and both searches of editors find what has this title."""
    assert title in titles(client, title)
    assert title in client.get("/tim-kiem/", {"q": title}).text.replace("<mark>", "").replace("</mark>", "")
    assert title in client.get("/tim-kiem/goi-y/", {"q": title}).text
    for address in CHOOSERS:
        answer = admin.get(address, {"q": title})
        assert answer.status_code == 200
        assert title in answer.content.decode(), address


def feeder() -> Feeder:
    """Return a feeder of the server that SEARCH_URL names, as a process that has just started."""
    return Feeder(server_link().server, threading.Event())


def feed_until_done(turns: int = 50) -> None:
    """Let a feeder work until nothing waits."""
    one = feeder()
    for _ in range(turns):
        one.turn()
        if not outbox.length() and not one.fault and not one.server.tend():
            return
    raise AssertionError(f"The outbox still holds {outbox.length()} entries: {one.fault}")
