"""What citizens find: pages of every kind in one list, with or without accents, and nothing they may not see."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from news.models import NewsIndexPage
from portal.search.models import IndexedItem
from portal.search.service import search
from portal.search.suggestions import suggest
from procedures.models import ProcedurePage, ProceduresIndexPage
from tests.factories.pages import NewsPageFactory, StandingPageFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return build_site()


@pytest.fixture
def news(home):
    return NewsIndexPage.objects.get()


def make_procedure(name: str, code: str, **fields: object) -> ProcedurePage:
    page = ProcedurePage(title=name[:255], full_name=name, code=code, live=True, **fields)
    ProceduresIndexPage.objects.get().add_child(instance=page)
    return page


def titles(query: str, **options: object) -> list[str]:
    return [result.title for result in search(query, **options).results]


@pytest.mark.parametrize(
    "query", ["Thác Bản Giốc", "thac ban gioc", "THÁC BẢN GIỐC", "thác bản giốc", "Thác  Bản\u00a0Giốc?"]
)
def test_a_page_is_found_with_and_without_accents(news, query):
    NewsPageFactory(parent=news, title="Mùa nước ở thác Bản Giốc")
    NewsPageFactory(parent=news, title="Hội thi thể thao")
    assert titles(query)[0] == "Mùa nước ở thác Bản Giốc"


def test_exact_accents_stand_above_folded_ones(news):
    for title in ("Về đương sự", "Về mặt đường", "Về họ Dương"):
        NewsPageFactory(parent=news, title=title)
    assert titles("đường")[0] == "Về mặt đường"
    assert titles("đương")[0] == "Về đương sự"
    assert titles("Dương")[0] == "Về họ Dương"
    assert len(titles("duong")) == 3


@pytest.mark.parametrize(("written", "typed"), [("hòa", "hoà"), ("thuỷ", "thủy"), ("kỹ", "kĩ")])
def test_spelling_variants_are_one_word(news, written, typed):
    NewsPageFactory(parent=news, title=f"Việc {written} của tỉnh")
    assert titles(f"việc {typed}") == [f"Việc {written} của tỉnh"]


@pytest.mark.parametrize(
    "typed", ["9.003838", "9003838", "9.003838.000.00.00.H14", "9.003838.h14", "mã 9003838", "9,003838"]
)
def test_a_code_in_any_spelling_comes_first(home, typed):
    wanted = make_procedure("Cấp giấy phép khai quật khẩn cấp", "9.003838")
    make_procedure("Cấp giấy phép khai quật", "9.003839")
    NewsPageFactory(parent=NewsIndexPage.objects.get(), title="Mã thủ tục 9.003838 có gì mới")
    result = search(typed).results[0]
    assert (result.title, result.code) == (wanted.full_name, "9.003838")


@pytest.mark.parametrize("typed", ["3852123", "gọi 3852123"])
def test_seven_digits_that_are_no_code_are_found_as_they_stand(news, typed):
    NewsPageFactory(parent=news, title="Số gọi về việc mất nước: 3852123")
    assert titles(typed) == ["Số gọi về việc mất nước: 3852123"]


def test_a_lone_syllable_stands_for_itself_first(news):
    for title in ("Hóa đơn", "Hòa giải", "Vườn hoa", "Hỏa hoạn"):
        NewsPageFactory(parent=news, title=title)
    found = titles("hoa")
    assert found[0] == "Vườn hoa"
    assert {"Hóa đơn", "Hòa giải", "Hỏa hoạn"} < set(found)


def test_the_full_name_is_found_to_its_end(home):
    name = "Cấp giấy phép " + "cho tổ chức, cá nhân " * 20 + "tại khu bảo tồn Phia Oắc"
    make_procedure(name, "9.000001")
    assert titles("khu bao ton phia oac") == [name]


def test_law_numbers_are_found_in_every_spelling_and_in_part(home):
    page = StandingPageFactory(
        parent=home, title="Kiểm soát thủ tục", summary="Theo Nghị định số 63/2010/NĐ-CP."
    )
    StandingPageFactory(parent=home, title="Việc khác", summary="Theo Nghị định số 64/2010/NĐ-CP.")
    for query in ("63/2010/NĐ-CP", "63/2010/nd-cp", "63/2010/NĐ–CP", "63/2010", "nghị định 63/2010", "nd 63"):
        assert titles(query) == [page.title], query


def test_question_words_do_not_hide_the_subject(home):
    make_procedure("Thủ tục cấp giấy phép quảng cáo", "9.000001")
    make_procedure("Đăng ký lễ hội", "9.000002")
    assert titles("Cần giấy tờ gì để đăng ký lễ hội?")[0] == "Đăng ký lễ hội"
    assert titles("hồ sơ gồm những gì đăng ký lễ hội")[0] == "Đăng ký lễ hội"
    assert "Thủ tục cấp giấy phép quảng cáo" in titles("thủ tục")


def test_drafts_private_and_deleted_pages_are_neither_shown_nor_counted(news):
    page = NewsPageFactory(parent=news, title="Lễ hội Lồng Tồng")
    assert search("lồng tồng").count == 1

    page.unpublish()
    assert (search("lồng tồng").count, suggest("lồng tồ")) == (0, [])
    page.save_revision().publish()
    assert search("lồng tồng").count == 1

    restriction = PageViewRestriction.objects.create(page=news, restriction_type=PageViewRestriction.LOGIN)
    assert (search("lồng tồng").count, titles("lồng tồng"), suggest("lồng tồ")) == (0, [], [])
    restriction.delete()
    assert search("lồng tồng").count == 1

    Page.objects.get(pk=page.pk).delete()
    assert search("lồng tồng").count == 0
    assert not IndexedItem.objects.filter(title=page.title).exists()


def test_deleting_a_section_forgets_all_below_it(home):
    parent = StandingPageFactory(parent=home, title="Tài liệu")
    StandingPageFactory(parent=parent, title="Sổ tay Nàng Tó")
    Page.objects.get(pk=parent.pk).delete()
    assert not IndexedItem.objects.filter(title__in=["Tài liệu", "Sổ tay Nàng Tó"]).exists()
    assert search("nang to").count == 0


def test_a_page_moved_into_a_private_section_disappears(home, news):
    private = StandingPageFactory(parent=home, title="Khu vực nội bộ")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    parent = StandingPageFactory(parent=home, title="Tài liệu")
    StandingPageFactory(parent=parent, title="Sổ tay Nàng Tó")
    assert search("nang to").count == 1
    parent.move(private, pos="last-child")
    assert search("nang to").count == 0


def test_the_database_has_the_last_word_on_what_is_shown(news):
    page = NewsPageFactory(parent=news, title="Lễ hội Lồng Tồng")
    Page.objects.filter(pk=page.pk).update(live=False)  # behind the index's back
    assert (titles("lồng tồng"), suggest("lồng tồ")) == ([], [])


def test_a_draft_edit_of_a_live_page_is_not_found(news):
    page = NewsPageFactory(parent=news, title="Lễ hội Lồng Tồng")
    page.title = "Lễ hội Nàng Hai"
    page.save_revision()
    assert search("nàng hai").count == 0
    assert titles("lồng tồng") == ["Lễ hội Lồng Tồng"]
    page.save_revision().publish()
    assert titles("nàng hai") == ["Lễ hội Nàng Hai"]
    assert search("lồng tồng").count == 0


def test_tabs_count_the_types_whatever_tab_is_open(home, news):
    for number in range(13):
        NewsPageFactory(parent=news, title=f"Thông báo về khai quật, kỳ {number}")
    make_procedure("Cấp giấy phép khai quật", "9.000001")
    everything, only_news = search("khai quật"), search("khai quật", types=["news"], page=2)
    assert everything.counts == only_news.counts == {"procedure": 1, "news": 13}
    assert (everything.count, only_news.count, only_news.pages) == (14, 13, 2)
    assert len(only_news.results) == 3
    assert {result.type for result in only_news.results} == {"news"}


def test_every_result_of_a_broad_word_is_on_exactly_one_page(news):
    for number in range(95):
        NewsPageFactory(parent=news, title=f"Bản tin {number}", summary="Có nhắc đến hang Pác Bó.")
    pages = [search("pác bó", page=page) for page in range(1, 12)]
    urls = [result.url for page in pages for result in page.results]
    assert pages[0].count == 95
    assert len(urls) == len(set(urls)) == 95
    assert pages[-1].results == []


def test_snippets_mark_the_words_as_they_are_written_and_escape_the_rest(home):
    text = "Mở đầu dài dòng. " * 40 + "Ở đây có <b>đền Kỳ Sầm</b> & lễ hội đền Kỳ Sầm."
    StandingPageFactory(parent=home, title="Di tích", body=[{"type": "paragraph", "value": text}])
    page = StandingPageFactory(
        parent=home, title="Đền <i>Kỳ Sầm</i>", summary="Có <b>đền Kỳ Sầm</b> & lễ hội."
    )
    result = search("den ky sam").results[0]
    assert result.title == page.title
    assert result.title_marked == "<mark>Đền</mark> &lt;i&gt;<mark>Kỳ Sầm</mark>&lt;/i&gt;"
    assert "&lt;b&gt;<mark>đền Kỳ Sầm</mark>&lt;/b&gt; &amp; lễ hội." in result.snippet
    typed = search("đền").results[0]
    assert "<mark>đền</mark>" in typed.snippet


def test_suggestions_complete_the_last_word(home):
    make_procedure("Đăng ký tổ chức lễ hội", "9.004650")
    make_procedure("Thủ tục đăng ký hoạt động thư viện", "9.000002")
    assert [one.title for one in suggest("dang k")] == [
        "Đăng ký tổ chức lễ hội",
        "Thủ tục đăng ký hoạt động thư viện",
    ]
    assert [one.title for one in suggest("lễ hội đăng")] == ["Đăng ký tổ chức lễ hội"]
    for typed in ("9.0046", "90046", "9004650", "9.004650"):
        assert [one.title for one in suggest(typed)] == ["Đăng ký tổ chức lễ hội"], typed
    assert suggest("") == suggest("đ") == suggest("🙂🙂") == []


def test_older_pages_crowd_out_neither_titles_that_begin_so_nor_procedures(news):
    for number in range(60):
        NewsPageFactory(parent=news, title=f"Tin {number} lễ hội", live=True)
    make_procedure("Đăng ký tổ chức lễ hội cấp tỉnh", "9.004650")
    NewsPageFactory(parent=news, title="Lễ hội Nàng Hai của người Tày")
    for number in range(60):
        NewsPageFactory(parent=news, title=f"Ngày {number} lễ hội", live=True)
    found = [one.title for one in suggest("lễ hội")]
    assert found[:2] == ["Đăng ký tổ chức lễ hội cấp tỉnh", "Lễ hội Nàng Hai của người Tày"]
    assert len(found) == 8


def test_many_procedures_leave_a_place_for_what_else_begins_so(news):
    NewsPageFactory(parent=news, title="Cấp phép cho lễ hội đầu xuân năm nay thế nào")
    for number in range(60):
        make_procedure(f"Cấp phép biểu diễn {number}", f"9.{number:06}")
    assert suggest("cấp ph")[-1].title == "Cấp phép cho lễ hội đầu xuân năm nay thế nào"


def test_sample_pages_say_so(client, home, news):
    NewsPageFactory(parent=news, title="Đêm hội hát then", is_sample=True)
    NewsPageFactory(parent=news, title="Hát then thật")
    answer = client.get("/api/search/?q=hát then").json()
    assert {result["title"]: result.get("sample", False) for result in answer["results"]} == {
        "Đêm hội hát then": True,
        "Hát then thật": False,
    }
    html = client.get("/tim-kiem/?q=hát then").content.decode()
    assert html.count('<span class="sample-tag">Dữ liệu mẫu</span>') == 1
    assert client.get("/api/search/?q=hoi+hat+then").content.decode().count("Dữ liệu mẫu") == 1


def test_the_api_answers_as_the_contract_says(client, home):
    page = make_procedure("Cấp giấy phép khai quật khẩn cấp", "9.003838")
    answer = client.get(
        "/api/search/", {"q": "khai quat", "type": "procedure", "page": "1", "page_size": "5"}
    )
    assert answer["Content-Type"] == "application/json"
    body = json.loads(answer.content)
    assert set(body) == {"count", "engine", "degraded", "facets", "results"}
    assert (body["count"], body["engine"], body["degraded"]) == (1, "database", False)
    assert body["facets"] == {"type": [{"value": "procedure", "label": "Thủ tục", "count": 1}]}
    (result,) = body["results"]
    assert set(result) == {"type", "title", "url", "code", "number", "snippet"}
    assert (result["type"], result["code"], result["url"]) == ("procedure", "9.003838", page.url)
    assert client.get("/api/search/?q=khai quat&type=unknown").json()["count"] == 0
    assert client.get("/tim-kiem/goi-y/?q=khai qu").json() == {
        "suggestions": [{"title": page.full_name, "url": page.url, "type": "procedure", "code": "9.003838"}]
    }


def test_the_search_page_works_without_javascript(client, news):
    for number in range(12):
        NewsPageFactory(parent=news, title=f"Thác Bản Giốc, kỳ {number}")
    html = client.get("/tim-kiem/?q=thac ban gioc&loai=news").content.decode()
    assert "12 kết quả" in html
    assert "<mark>Thác Bản Giốc</mark>" in html
    assert "noindex" in html
    assert re.search(r'href="\?[^"]*page=2[^"]*" rel="next"', html)
    assert "Không tìm thấy" in client.get("/tim-kiem/?q=xyzzyx").content.decode()
    assert client.get("/tim-kiem/").status_code == 200


def test_a_query_is_shown_escaped(client, home):
    html = client.get("/tim-kiem/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html


def test_a_page_number_beyond_the_end_leads_to_the_last_page(client, news):
    NewsPageFactory(parent=news, title="Thác Bản Giốc")
    answer = client.get("/tim-kiem/?q=gioc&page=9999999999")
    assert (answer.status_code, answer["Location"]) == (302, "/tim-kiem/?q=gioc")


def test_a_very_long_query_is_cut_and_says_so(client, news):
    NewsPageFactory(parent=news, title="Thác Bản Giốc")
    html = client.get("/tim-kiem/", {"q": "thác bản giốc " * 60}).content.decode()
    assert "nhiều nhất 400 ký tự hoặc 80 chữ" in html
    assert "<mark>Thác Bản Giốc</mark>" in html


def test_searching_takes_few_statements_and_writes_nothing(client, home, news):
    for number in range(30):
        NewsPageFactory(parent=news, title=f"Thác Bản Giốc, kỳ {number}")
        make_procedure(f"Cấp phép tại thác Bản Giốc {number}", f"9.{number:06}")
    asked = ("tim-kiem/?q=thác bản&loai=news&page=2", "api/search/?q=thac&page=6", "tim-kiem/goi-y/?q=tha")
    for address in (f"/{path}" for path in asked):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        statements = [query["sql"] for query in queries.captured_queries]
        assert len(statements) <= 12, statements
        assert not [sql for sql in statements if not sql.lstrip("(\n ").startswith("SELECT")]
