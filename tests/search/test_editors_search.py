"""Search on the editors' side: the same index behind Wagtail's own search of pages, images and documents."""

import io

import pytest
from django.core.management import call_command
from modelsearch.query import MATCH_ALL, Fuzzy, Phrase, PlainText
from wagtail.models import Page

from news.models import NewsIndexPage, NewsPage
from portal.files.models import PortalImage
from portal.search.engines import database_engine
from portal.search.indexing import remove_all
from portal.search.models import IndexedItem
from portal.search.plan import plan, read
from portal.search.service import search
from tests.factories.files import make_image
from tests.factories.pages import NewsPageFactory, StandingPageFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    build_site()
    parent = NewsIndexPage.objects.get()
    NewsPageFactory(parent=parent, title="Mùa nước thác Bản Giốc", summary="Mùa đẹp nhất trong năm.")
    NewsPageFactory(parent=parent, title="Lễ hội ở Bản Viết", live=False)
    return parent


def titles(found) -> list[str]:
    return [item.title for item in found]


def test_pages_are_searched_with_filters_and_without_accents(news):
    assert titles(Page.objects.search("thac ban gioc")) == ["Mùa nước thác Bản Giốc"]
    assert titles(NewsPage.objects.search("đẹp nhất")) == ["Mùa nước thác Bản Giốc"]
    assert set(titles(Page.objects.search("bản"))) == {"Mùa nước thác Bản Giốc", "Lễ hội ở Bản Viết"}
    assert titles(Page.objects.live().search("bản")) == ["Mùa nước thác Bản Giốc"]
    assert titles(Page.objects.type(NewsPage).search("tin tuc")) == []
    assert titles(NewsIndexPage.objects.search("tin tuc")) == ["Tin tức"]


def test_beginnings_of_words_are_completed(news):
    assert titles(Page.objects.autocomplete("thác b")) == ["Mùa nước thác Bản Giốc"]
    assert titles(Page.objects.autocomplete("le ho")) == ["Lễ hội ở Bản Viết"]
    assert titles(Page.objects.search("le ho")) == []


def test_operators_phrases_and_combinations(news):
    pages = Page.objects.all()
    assert len(pages.search("thác viết", operator="and")) == 0
    assert len(pages.search("thác viết", operator="or")) == 2
    assert titles(pages.search(Phrase("thác Bản Giốc"))) == ["Mùa nước thác Bản Giốc"]
    assert titles(pages.search(Phrase("Giốc thác"))) == []
    assert titles(pages.search(PlainText("bản") & ~PlainText("giốc"))) == ["Lễ hội ở Bản Viết"]
    assert len(pages.search(PlainText("giốc") | PlainText("viết"))) == 2
    assert len(pages.search(Fuzzy("giốc"))) == 1
    assert len(pages.search(MATCH_ALL)) == pages.count()
    assert len(pages.search(~MATCH_ALL)) == 0
    assert len(pages.search('"()*')) == 0


def test_order_count_slices_and_facets(news):
    found = Page.objects.search("bản", order_by="title")
    assert titles(found) == ["Lễ hội ở Bản Viết", "Mùa nước thác Bản Giốc"]
    assert found.count() == 2
    assert titles(found[1:]) == ["Mùa nước thác Bản Giốc"]
    assert sum(Page.objects.search("bản").facet("live").values()) == 2
    (scored,) = Page.objects.search("giốc").annotate_score("score")
    assert scored.score > 0


def test_the_editors_pages_show_what_is_found(admin_client, news):
    picture = make_image("Thác Bản Giốc mùa thu")
    picture.tags.add("phong cảnh")
    picture.save()
    assert titles(PortalImage.objects.search("phong canh")) == [picture.title]
    for address in (
        "/admin/pages/search/?q=thac ban",
        "/admin/choose-page/search/?q=thac ban",
        "/admin/images/?q=thac ban",
        "/admin/images/chooser/results/?q=phong canh",
    ):
        assert "Bản Giốc" in admin_client.get(address).content.decode(), address


def test_update_index_builds_everything_anew(news):
    make_image("Thác Bản Giốc")
    call_command("update_index", stdout=io.StringIO())
    before = set(IndexedItem.objects.values_list("title", "digest"))
    remove_all()
    assert search("thac ban gioc").count == 0
    call_command("update_index", stdout=io.StringIO())
    assert titles(search("thac ban gioc").results) == ["Mùa nước thác Bản Giốc"]
    assert set(IndexedItem.objects.values_list("title", "digest")) == before


def test_update_index_forgets_what_is_gone(news):
    Page.objects.filter(title="Lễ hội ở Bản Viết").update(title="Đổi tên sau lưng")
    IndexedItem.objects.filter(title__startswith="Mùa nước").update(object_id="999999")
    call_command("update_index", stdout=io.StringIO())
    assert titles(Page.objects.search("sau lưng")) == ["Đổi tên sau lưng"]
    assert not IndexedItem.objects.filter(object_id="999999").exists()


def test_the_databases_engine_counts_lists_and_completes(news):
    StandingPageFactory(parent=news.get_parent(), title="Thác nước khác")
    engine = database_engine()
    question = read("thac ban")
    known = engine.frequencies(question.tokens)
    terms = plan(question, known.total, known.body, known.title)
    assert len(engine.candidates(terms, 10)) == 2
    assert sum(engine.matches(terms, []).by_set.values()) == 1
    assert len(engine.more(terms, None, [], 0, 5)) == 1
    assert known.body == {"thac": 2, "ban": 2, "thac_ban": 1}
    assert [one.title_folded for one in engine.complete(["thac", "kh"], 5)] == ["thac nuoc khac"]
    assert [one.title_folded for one in engine.complete(["ban", "gi"], 5)] == ["mua nuoc thac ban gioc"]
