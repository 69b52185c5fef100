"""Every kind of public page, with very long and with missing values, as a citizen's browser gets it."""

import gzip
import json
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from wagtail.models import Page

from home.models import HomePage, StandingPage
from news.models import NewsIndexPage, NewsPage
from portal.core.models import SiteSettings
from procedures.models import ProcedurePage, ProceduresIndexPage
from procedures.schema import Procedure, Step
from tests.factories.files import make_document, make_image
from tests.factories.pages import (
    NewsPageFactory,
    OrganisationFactory,
    StandingPageFactory,
    TopicFactory,
    build_site,
)
from tests.procedures.samples import full_record, simple_record

pytestmark = pytest.mark.django_db

#: as long as the longest name in the national register, in characters
LONGEST = 1094
LONG_NAME = ("Cấp giấy chứng nhận đủ điều kiện kinh doanh hoạt động thể thao đối với môn " * 20)[
    :LONGEST
].strip()
LONG_WORD = "dichvucong" * 30


def add_procedure(record: Procedure, **values: object) -> ProcedurePage:
    """Publish `record` below the catalogue."""
    page = ProcedurePage(**values)
    page.apply_record(record)
    ProceduresIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return ProcedurePage.objects.get(pk=page.pk)


def body_of_all_blocks() -> list[tuple[str, object]]:
    picture, document = make_image(), make_document("Tờ khai")
    link = Page.objects.get(slug="tin-tuc").pk
    text = f'<p>Xem <a linktype="page" id="{link}">tin</a>, <a linktype="document" id="{document.pk}">mẫu</a>.</p>'
    return [
        ("heading", {"text": "Việc cần làm", "level": "2"}),
        ("heading", {"text": "Việc nhỏ", "level": "3"}),
        ("paragraph", text),
        ("paragraph", f"<p>{LONG_WORD}</p>"),
        ("picture", {"image": picture, "caption": "Múa sạp"}),
        ("picture", {"image": make_image(), "caption": ""}),
        ("table", {"data": [["", "Hạn"], ["Nộp", "5 ngày"]], "first_row_is_table_header": True}),
        ("note", {"title": "", "text": text}),
        ("question", {"question": "Có mất tiền không?", "answer": text}),
        ("file", {"document": document, "title": ""}),
    ]


@pytest.fixture
def addresses() -> dict[str, str]:
    """One page of each kind with everything in it, and one with as little as an editor may give."""
    home = build_site()
    listed = NewsIndexPage.objects.get()
    full = full_record()
    full.name = LONG_NAME
    procedures = [
        add_procedure(full, is_sample=True, organisation=OrganisationFactory()),
        add_procedure(simple_record()),
    ]
    news = NewsPageFactory(
        parent=listed,
        title="Tin về một việc có tên rất dài " * 8,
        is_sample=True,
        picture=make_image(),
        organisation=OrganisationFactory(),
    )
    news.body = body_of_all_blocks()
    news.topics = [TopicFactory(), TopicFactory()]
    news.authors = [OrganisationFactory()]
    news.tags.add("lễ hội")
    news.related_links.create(page=NewsPageFactory(parent=listed, topics=[]))
    news.save_revision().publish()
    bare = NewsPageFactory(parent=listed, title="Tin", summary="")
    standing = StandingPageFactory(parent=home, is_sample=True)
    standing.body = body_of_all_blocks()
    standing.save_revision().publish()
    home.sections = [
        ("search", {"title": "Bạn cần làm gì?", "hint": ""}),
        ("procedures", {"title": "Thường dùng", "procedures": procedures}),
        ("news", {"title": "Tin tức", "count": 5}),
        ("statistics", {"title": "Bộ thủ tục"}),
    ]
    home.save_revision().publish()
    return {
        "home": "/",
        "news list": "/tin-tuc/",
        "empty list": "/tin-tuc/?loai=hoi-dap",
        "news": NewsPage.objects.get(pk=news.pk).url,
        "bare news": bare.url,
        "procedures": "/thu-tuc/",
        "procedure": procedures[0].url,
        "bare procedure": procedures[1].url,
        "standing page": StandingPage.objects.get(pk=standing.pk).url,
        "search": "/tim-kiem/?q=le+hoi",
        "search without words": "/tim-kiem/",
        "tree": "/so-do-trang/",
        "wrong address": "/khong-co/le-hoi/",
    }


@pytest.fixture
def pages(client, addresses) -> dict[str, BeautifulSoup]:
    return {
        name: BeautifulSoup(client.get(address).content, "html.parser") for name, address in addresses.items()
    }


def test_every_page_is_vietnamese_with_one_first_heading_and_no_level_left_out(pages):
    for name, page in pages.items():
        assert page.html["lang"] == "vi", name
        headings = [int(heading.name[1]) for heading in page.find_all(["h1", "h2", "h3", "h4"])]
        assert headings.count(1) == 1, name
        assert headings[0] == 1, name
        assert all(below <= above + 1 for above, below in pairwise(headings)), name
        assert page.title.get_text(strip=True).endswith("Sở Văn hóa, Thể thao và Du lịch Cao Bằng"), name


def test_every_page_has_the_landmarks_and_the_way_past_them(pages):
    for name, page in pages.items():
        for landmark in ("header", "main", "footer"):
            assert len(page.find_all(landmark)) == 1, (name, landmark)
        assert page.select_one("a.skip")["href"] == f"#{page.main['id']}", name
        assert page.select_one("nav.menu a"), name


def test_every_picture_field_and_link_says_what_it_is(pages):
    for name, page in pages.items():
        assert all(image.has_attr("alt") for image in page.find_all("img")), name
        for field in page.select("input:not([type=hidden]), select"):
            assert field.find_parent("label") or page.find("label", attrs={"for": field["id"]}), name
        assert all(link.get_text(strip=True) for link in page.find_all("a")), name
        ids = [element["id"] for element in page.select("[id]")]
        assert len(ids) == len(set(ids)), name


def test_nothing_comes_from_another_server_and_nothing_is_inline(pages):
    for name, page in pages.items():
        for element in page.select("script[src], link[rel=stylesheet], img[src], source[srcset]"):
            address = element.get("src") or element.get("href") or element.get("srcset")
            assert address.startswith("/"), (name, address)
        assert not page.select("[style], style, [onclick]"), name
        assert all(s.has_attr("src") or "ld+json" in s["type"] for s in page.find_all("script")), name


def test_every_page_can_be_printed_and_a_content_page_offers_it(pages):
    for name, page in pages.items():
        assert page.select_one('link[rel=stylesheet][media=print][href$="print.css"]'), name
    for name in ("news", "procedure", "standing page"):
        button = pages[name].select_one("[data-print]")
        assert button.has_attr("hidden"), "shown by the script that makes it work"
        assert "http://localhost" in pages[name].select_one(".only-print").get_text()


def test_content_pages_carry_metadata_that_is_never_empty(pages):
    for name in ("home", "news", "bare news", "procedure", "bare procedure", "standing page"):
        page = pages[name]
        for element in ("title", "creator", "date", "description", "publisher", "identifier"):
            assert page.find("meta", attrs={"name": f"DC.{element}"})["content"], (name, element)
        assert page.find("meta", attrs={"property": "og:title"})["content"], name
        assert page.find("link", rel="canonical")["href"], name
        assert json.loads(page.find("script", type="application/ld+json").string)["inLanguage"] == "vi"


def test_what_is_sample_says_so_on_its_page_and_its_cards_and_stays_out_of_search_engines(pages):
    for name in ("news", "procedure", "standing page"):
        assert "Dữ liệu mẫu" in pages[name].select_one(".title .sample").get_text(), name
        assert pages[name].find("meta", attrs={"name": "robots"})["content"] == "noindex", name
    for name in ("bare news", "bare procedure"):
        assert not pages[name].select(".sample, main .title .sample-tag"), name
        assert not pages[name].find("meta", attrs={"name": "robots"}), name
    for name in ("home", "news list", "procedures"):
        assert "Dữ liệu mẫu" in pages[name].main.get_text(), name


def test_the_longest_name_is_whole_and_smaller(pages):
    heading = pages["procedure"].h1
    assert heading.get_text() == LONG_NAME
    assert "very-long" in heading["class"]


def test_six_facts_stand_on_top_known_or_not(pages):
    for name in ("procedure", "bare procedure"):
        assert len(pages[name].select(".summary dt")) == 6, name
    values = [value.get_text(strip=True) for value in pages["bare procedure"].select(".summary dd")]
    assert "Chưa có thông tin" in values


def test_actions_stand_only_where_there_is_something_to_do(pages):
    assert pages["procedure"].select_one(f'.actions a[href="{full_record().submission_url}"]')
    assert not pages["bare procedure"].select(".main > .actions")


def test_a_dossier_is_a_list_to_tick(pages):
    papers = [item for group in full_record().dossier for item in group.items]
    boxes = pages["procedure"].select(".dossier input[type=checkbox]")
    assert len(boxes) == len(papers)


def test_the_table_of_contents_leads_to_every_part(pages):
    page = pages["procedure"]
    targets = [link["href"][1:] for link in page.select(".toc a")]
    assert targets == [part["id"] for part in page.select(".part > h2")]


def test_steps_carry_the_numbers_of_their_labels(client):
    build_site()
    steps = [Step("Bước 1:", "Nộp"), Step("Bước 2.1:", "Chờ"), Step("", "Nhận")]
    page = add_procedure(Procedure(code="9.900180", name="Thủ tục mẫu", steps=steps))
    shown = BeautifulSoup(client.get(page.url).content, "html.parser").select(".steps > li")
    assert [step["data-step"] for step in shown] == ["1", "2.1", ""]


def test_a_name_cannot_break_out_of_the_page(client):
    build_site()
    evil = 'Tin </script><script>alert(1)</script> "><b>'
    page = NewsPageFactory(parent=NewsIndexPage.objects.get(), title=evil, summary=evil)
    for address in (page.url, "/tin-tuc/", "/"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html
        assert '"><b>' not in html


def test_a_wrong_address_puts_its_words_into_the_search_box(client):
    build_site()
    answer = client.get("/thu-tuc/%C4%91%C4%83ng-k%C3%BD-le_hoi/")
    assert answer.status_code == 404
    box = BeautifulSoup(answer.content, "html.parser").select_one("main input[name=q]")
    assert box["value"] == "thu tuc đăng ký le hoi"


def test_a_fault_is_told_in_vietnamese(client, monkeypatch):
    build_site()
    monkeypatch.setattr(HomePage, "get_context", lambda *args, **kwargs: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Chưa mở được trang này" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()


def test_the_page_of_a_fault_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "Về trang chủ" in render_to_string("500.html")


def test_the_footer_shows_what_is_known_and_no_empty_labels(client):
    build_site()
    assert "Điện thoại:" not in client.get("/").content.decode()
    settings = SiteSettings.load()
    settings.phone, settings.address = "0206 000 000", "Phường Thục Phán"
    settings.save()
    foot = BeautifulSoup(client.get("/").content, "html.parser").footer
    assert foot.select_one('a[href="tel:0206000000"]')
    assert "Phường Thục Phán" in foot.get_text()


def test_pages_stay_light_and_ask_little(client, addresses, django_assert_max_num_queries):
    for number in range(20):
        NewsPageFactory(
            parent=NewsIndexPage.objects.get(),
            title=f"Tin dài {number} " * 12,
            summary="Tóm tắt " * 60,
            is_sample=True,
        )
        add_procedure(simple_record(f"9.9002{number:02}", name=f"{number} {LONG_NAME}"))
    for name, address in addresses.items():
        client.get(address)
        with django_assert_max_num_queries(12, info=name):
            html = client.get(address).content
        assert len(html) <= 35_000, name
        assert len(gzip.compress(html)) <= 8_000, name
