"""The menu and the footer, as editors arrange them and as everybody sees them."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from news.models import NewsIndexPage
from portal.core.menu_blocks import FooterColumnBlock, LinkBlock, MenuBlock, MenuItemBlock
from portal.core.models import Navigation
from tests.factories.pages import StandingPageFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return build_site()


def link(page=None, address="", label="", **values):
    return {"page": page, "address": address, "label": label} | values


def arrange(menu=(), footer=()):
    navigation = Navigation.load()
    navigation.menu = [("item", {"links": []} | item) for item in menu]
    navigation.footer = [("column", {"title": title, "links": links}) for title, links in footer]
    navigation.save()


def soup(client, address="/"):
    return BeautifulSoup(client.get(address).content, "html.parser")


def menu_of(client, address="/"):
    return [(a.get_text(strip=True), a["href"]) for a in soup(client, address).select("nav.menu a")]


def test_without_an_arrangement_the_pages_below_the_home_page_stand_there(client, home):
    StandingPageFactory(parent=home, title="Giới thiệu", slug="gioi-thieu")
    assert menu_of(client) == [("Tin tức", "/tin-tuc/"), ("Thủ tục hành chính", "/thu-tuc/")]
    assert "Giới thiệu" in soup(client).footer.get_text()


def test_the_arrangement_shows_at_once_in_its_order(client, home):
    menu_of(client)
    news = NewsIndexPage.objects.get()
    arrange([link(address="https://dichvucong.gov.vn/", label="Dịch vụ công"), link(news, label="Tin")])
    assert menu_of(client) == [("Dịch vụ công", "https://dichvucong.gov.vn/"), ("Tin", "/tin-tuc/")]
    Navigation.objects.all().delete()
    arrange()
    assert menu_of(client)[0] == ("Tin tức", "/tin-tuc/")


def test_a_second_level_opens_without_script_or_pointer(client, home):
    news = NewsIndexPage.objects.get()
    arrange([link(news, links=[link(address="/thu-tuc/", label="Thủ tục")])])
    details = soup(client).select_one("nav.menu details")
    assert details.summary.get_text() == "Tin tức"
    assert [a["href"] for a in details.select("a")] == ["/tin-tuc/", "/thu-tuc/"]


def test_where_one_is_is_marked(client, home):
    news = NewsIndexPage.objects.get()
    arrange([link(news), link(address="/thu-tuc/", label="Nhóm", links=[link(news, label="Tin bài")])])
    marked = soup(client, "/tin-tuc/").select("nav.menu [aria-current=page]")
    assert [element.get_text() for element in marked] == ["Tin tức", "Tin bài"]


def test_what_is_not_public_is_left_out_by_itself(client, home):
    page = StandingPageFactory(parent=home, title="Trang kín")
    group = link(label="Nhóm", links=[link(page)])
    arrange([link(page), group, link(NewsIndexPage.objects.get())], [("Cột", [link(page)])])
    assert ("Trang kín", page.url) in menu_of(client)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    html = client.get("/").content.decode()
    assert "Trang kín" not in html
    assert "Nhóm" not in html
    assert "Cột" not in html
    restriction.delete()
    assert "Trang kín" in client.get("/").content.decode()
    page.unpublish()
    assert "Trang kín" not in client.get("/").content.decode()
    page.delete()
    assert menu_of(client) == [("Tin tức", "/tin-tuc/")]


def test_when_nothing_of_it_is_public_the_pages_below_the_home_page_come_back(client, home):
    arrange([link(StandingPageFactory(parent=home, live=False))])
    assert menu_of(client)[0] == ("Tin tức", "/tin-tuc/")


def test_the_footer_keeps_its_own_links_beside_the_columns(client, home):
    StandingPageFactory(parent=home, title="Giới thiệu")
    arrange(footer=[("Cơ quan khác", [link(address="https://caobang.gov.vn/", label="Cổng tỉnh")])])
    footer = soup(client).footer
    assert footer.select_one('.foot-columns a[href="https://caobang.gov.vn/"]')
    assert footer.select_one('a[href="/so-do-trang/"]')
    assert "Giới thiệu" not in footer.get_text(), "the columns take the place of the pages"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (link(), "page"),
        (link(address="/thu-tuc/"), "label"),
        (link(address="javascript:alert(1)", label="x"), "address"),
        (link(address="//example.com", label="x"), "address"),
        (link(address="/thu-tuc/", label="x" * 61), "label"),
    ],
)
def test_a_wrong_link_is_refused_at_its_field(values, field):
    for block, more in ((LinkBlock(), {}), (MenuItemBlock(), {"links": []})):
        with pytest.raises(ValidationError) as refused:
            block.clean(block.normalize(values | more))
        assert field in refused.value.block_errors


def test_a_link_has_one_target(home):
    values = link(NewsIndexPage.objects.get().page_ptr, "/thu-tuc/", "Hai nơi")
    with pytest.raises(ValidationError):
        LinkBlock().clean(LinkBlock().normalize(values))


def test_a_group_needs_words_but_no_target():
    block = MenuItemBlock()
    below = [link(address="/thu-tuc/", label="Thủ tục")]
    block.clean(block.normalize(link(label="Nhóm", links=below)))
    with pytest.raises(ValidationError):
        block.clean(block.normalize(link(links=below)))


def test_there_is_an_end_to_menu_and_columns():
    item = ("item", link(address="/", label="Một", links=[]))
    menu = MenuBlock(max_num=2)
    menu.clean(menu.normalize([item] * 2))
    with pytest.raises(ValidationError):
        menu.clean(menu.normalize([item] * 3))
    column = FooterColumnBlock()
    with pytest.raises(ValidationError):
        column.clean(column.normalize({"title": "Trống", "links": []}))


def test_a_full_menu_costs_a_warm_page_nothing(client, home, django_assert_max_num_queries):
    pages = [StandingPageFactory(parent=home) for _ in range(30)]
    arrange(
        [link(page, links=[link(below) for below in pages[8:18]]) for page in pages[:8]],
        [("Cột", [link(page) for page in pages[18:30]])],
    )
    with django_assert_max_num_queries(16):
        client.get(pages[0].url)
    with django_assert_max_num_queries(6):
        client.get(pages[0].url)


def test_three_shortcut_keys_lead_home_to_the_map_and_to_search(client, home):
    for address in ("/", "/tin-tuc/", "/tim-kiem/", "/khong-co/"):
        keys = {"".join(a["accesskey"]): a["href"] for a in soup(client, address).select("[accesskey]")}
        assert keys == {"1": "/", "3": "/so-do-trang/", "4": "/tim-kiem/"}
    assert len(soup(client, "/so-do-trang/").select("main kbd")) == 3


def test_a_browser_that_asks_for_an_icon_gets_the_mark(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].endswith("portal/mark.svg")
