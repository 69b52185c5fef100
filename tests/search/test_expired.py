"""Pages whose time ran out, before the scheduler has come by: neither listed nor counted, proposed or learnt."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import NewsIndexPage, NewsPage
from portal.search.indexing import refresh
from portal.search.models import IndexedItem, PromotedPage
from portal.search.service import search
from portal.search.suggestions import suggest
from portal.search.understanding import kept
from tests.factories.pages import NewsPageFactory, build_site

pytestmark = pytest.mark.django_db

WORDS = "Lễ hội Nàng Hai"


@pytest.fixture
def pages():
    """Four pages, of which two ended after they had been indexed; one of these is promoted."""
    build_site()
    parent, soon = NewsIndexPage.objects.get(), timezone.now() + timedelta(days=1)
    made = [NewsPageFactory(parent=parent, title=f"{WORDS} {number}", expire_at=soon) for number in range(4)]
    PromotedPage.objects.create(page=made[0], queries=WORDS)
    for page in made[:2]:
        end(page, timezone.now() - timedelta(seconds=1))
    yield made
    kept.forget()


def end(page, when):
    """Let time pass: the page and its row are what they would be if it had been published with this end."""
    NewsPage.objects.filter(pk=page.pk).update(expire_at=when)
    IndexedItem.objects.filter(object_id=str(page.pk)).update(expires_at=when)


def answer(client, **values):
    return client.get("/api/search/", {"q": WORDS, **values}).json()


def left(count):
    return [f"{WORDS} {number}" for number in (3, 2)][:count]


def test_they_are_neither_listed_nor_counted(client, pages):
    for values in ({}, {"type": "news"}, {"year": timezone.localdate().year}, {"page_size": 1}):
        found = answer(client, **values)
        assert found["count"] == 2, values
        assert [one["title"] for one in found["results"]] == left(len(found["results"])), values
        assert {one["count"] for facet in found["facets"].values() for one in facet} == {2}, values
    second = answer(client, page=2, page_size=1)
    assert [one["title"] for one in second["results"]] == left(2)[1:]


def test_a_type_without_any_other_page_has_no_tab(client, pages):
    for page in pages:
        end(page, timezone.now())
    found = answer(client)
    assert (found["count"], found["results"], found["facets"]["type"]) == (0, [], [])
    assert "Không tìm thấy" in client.get("/tim-kiem/", {"q": WORDS}).content.decode()


def test_they_are_in_no_feed_and_take_no_place_among_suggestions(client, pages):
    assert client.get("/tim-kiem/rss/", {"q": WORDS}).content.decode().count("<item>") == 2
    assert {one.title for one in suggest("nàng hai", 2)} == set(left(2))


def test_their_words_are_not_learnt(pages):
    page = pages[2]
    page.title = "Lễ hội phrượng"
    page.save()
    for learnt in (True, False):
        call_command("learn_vocabulary", verbosity=0)
        assert (kept.vocabulary().count("phruong") > 0) == learnt
        assert kept.vocabulary().count("hoi") > 0
        end(page, timezone.now())


def test_a_page_that_is_over_when_it_is_indexed_is_not_public_and_comes_back_with_a_later_end(pages):
    page, row = pages[3], IndexedItem.objects.get(object_id=str(pages[3].pk))
    for until, public in ((-1, False), (1, True), (None, True)):
        page.expire_at = None if until is None else timezone.now() + timedelta(hours=until)
        page.save()
        row.refresh_from_db()
        assert (row.live, row.facet_set_id is not None, row.expires_at) == (public, public, page.expire_at)
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    refresh(NewsPage.objects.filter(pk=page.pk))
    row.refresh_from_db()
    assert (row.live, row.facet_set_id) == (False, None)


def test_leaving_them_out_takes_no_more_statements(pages):
    counts = []
    for _ in range(2):
        search(WORDS)
        with CaptureQueriesContext(connection) as queries:
            search(WORDS)
        assert not [
            one for one in queries.captured_queries if not one["sql"].lstrip("(\n ").startswith("SELECT")
        ]
        counts.append(len(queries))
        IndexedItem.objects.update(expires_at=None)
    assert counts[0] == counts[1]
    assert search(WORDS).count == 4
