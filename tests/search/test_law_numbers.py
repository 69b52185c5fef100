"""A law number, however it is typed, finds its document first; what only mentions it comes after."""

import pytest

from news.models import NewsIndexPage
from portal.search.service import search
from portal.search.suggestions import suggest
from portal.text import fold
from portal.text.tokens import own_keys
from procedures.models import ProcedurePage, ProceduresIndexPage
from tests.factories.legal import LegalDocumentPageFactory, build_law_list
from tests.factories.pages import NewsPageFactory, build_site

from .law_number_spellings import spellings

pytestmark = pytest.mark.django_db


@pytest.fixture
def laws():
    build_site()
    return build_law_list()


def make(laws, kind, number, title, **fields):
    return LegalDocumentPageFactory(parent=laws, kind=kind, number=number, full_title=title, **fields)


@pytest.mark.parametrize(
    "typed",
    [
        *spellings("Nghị định", "63/2010/NĐ-CP", 2010),
        "nghị định 63/2010",
        "Nghị định số 63/2010/NĐ-CP của Chính phủ",
        "63/2010/ndcp",
        "63-2010-nd-cp",
    ],
)
def test_the_document_itself_stands_above_those_that_mention_it(laws, typed):
    for place in range(1, 46):
        make(
            laws, "Nghị định", f"{place + 100}/2017/NĐ-CP", "Sửa đổi Nghị định số 63/2010/NĐ-CP của Chính phủ"
        )
    wanted = make(laws, "Nghị định", "63/2010/NĐ-CP", "Về kiểm soát thủ tục hành chính")
    make(laws, "Thông tư", "63/2010/TT-BTC", "Về phí")
    news = NewsIndexPage.objects.get()
    NewsPageFactory(parent=news, title="Nghị định số 63/2010/NĐ-CP ngày 08/06/2010 có gì mới")
    procedure = ProcedurePage(full_name="Thủ tục theo 63/2010/NĐ-CP", title="x", code="9.000001", live=True)
    ProceduresIndexPage.objects.get().add_child(instance=procedure)
    assert search(typed).results[0].number == wanted.number
    assert search(typed, types=["legal"]).results[0].number == wanted.number
    assert suggest(typed)[0].title == wanted.full_name


def test_a_very_long_title_is_not_crowded_out_by_the_words_around_the_number(laws):
    for place in range(1, 60):
        make(
            laws,
            "Nghị định",
            f"{place}/2017/NĐ-CP",
            f"Sửa đổi Thông tư số {place}/2014/TT-BYT ngày 08/06/2014",
        )
    make(laws, "Thông tư", "174/2014/TT-BTC", "Quản lý kinh phí của ban vận động cứu trợ " * 12)
    assert search("số 174/2014/TT-BTC ngày 08/06/2014").results[0].number == "174/2014/TT-BTC"


def test_a_resolution_whose_number_names_no_kind_is_found_by_it(laws):
    make(laws, "Nghị quyết", "30/2016/QH14", "Thí điểm cấp thị thực điện tử")
    make(laws, "Nghị quyết", "30/2016/NQ-HĐND", "Về phí tham quan")
    found = [result.number for result in search("nghị quyết 30/2016").results]
    assert set(found[:2]) == {"30/2016/QH14", "30/2016/NQ-HĐND"}
    assert search("nghị quyết 30/2016/QH14").results[0].number == "30/2016/QH14"


@pytest.mark.parametrize("typed", ["63/20", "nghị định 63/2010/n", "63/2010/nđ-", "nd 63/2010"])
def test_an_unfinished_number_is_completed(laws, typed):
    wanted = make(laws, "Nghị định", "63/2010/NĐ-CP", "Về kiểm soát thủ tục hành chính")
    assert [one.title for one in suggest(typed)] == [wanted.full_name]


def test_results_say_number_and_day(laws, client):
    make(laws, "Nghị định", "63/2010/NĐ-CP", "Về kiểm soát thủ tục hành chính")
    text = client.get("/tim-kiem/", {"q": "63/2010/NĐ-CP"}).content.decode()
    assert "63/2010/NĐ-CP</span>" in text
    assert "08/05/2020</time>" in text


def test_own_keys_hold_every_partial_form():
    assert own_keys(["63/2010/NĐ-CP"])[0] == "63/2010/nd-cp"
    assert {"63/2010/nd", "63/2010", "63/nd"} <= set(own_keys(["63/2010/NĐ-CP"]))
    assert own_keys(["1.003838", ""]) == ["1.003838"]


@pytest.mark.parametrize("number", ["7", "2026"])
def test_what_could_be_a_number_that_nobody_knows_is_words(laws, number):
    title = f"Quyết định {number} con đường du lịch"
    news = NewsPageFactory(parent=NewsIndexPage.objects.get(), title=title)
    for typed in (title, fold(title), f"quyết định {number}"):
        assert [result.title for result in search(typed).results] == [news.title]
        assert [one.title for one in suggest(typed)] == [news.title]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Tờ khai CT01", "to khai ct01"),
        ("Kế hoạch 2026 của Sở", "kế hoạch 2026"),
        ("Luật 2024 có gì mới", "luat 2024"),
        ("Lễ hội tháng 5/2026", "lễ hội tháng 5/2026"),
    ],
)
def test_forms_years_and_months_are_no_law_numbers(laws, title, typed):
    make(laws, "Chỉ thị", "01/2020/CT-TTg", "Về hộ khẩu")
    make(laws, "Kế hoạch", "2026/KH-UBND", "Về sổ sách")
    make(laws, "Thông tư", "5/2026/TT-BTC", "Về sổ sách")
    NewsPageFactory(parent=NewsIndexPage.objects.get(), title=title)
    assert search(typed).results[0].title == title
    assert title in [one.title for one in suggest(typed)]


def test_a_number_that_is_known_is_a_number(laws):
    wanted = make(laws, "Nghị định", "63/2010/NĐ-CP", "Về kiểm soát thủ tục hành chính")
    NewsPageFactory(parent=NewsIndexPage.objects.get(), title="Nghị định đặt trên kệ 63")
    for typed in ("nghị định 63", "nđ63", "nghị định số 63", "63/2010"):
        assert search(typed).results[0].number == wanted.number
