"""The map of the site: a tree for people, XML for machines."""

import pytest
from wagtail.models import PageViewRestriction

from news.models import NewsIndexPage
from tests.factories.pages import NewsPageFactory, StandingPageFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return build_site()


def test_the_tree_names_sections_and_standing_pages_as_they_are_nested(client, home):
    about = StandingPageFactory(parent=home, title="Giới thiệu")
    StandingPageFactory(parent=about, title="Cơ cấu tổ chức")
    NewsPageFactory(parent=NewsIndexPage.objects.get(), title="Một bản tin")
    html = client.get("/so-do-trang/").content.decode()
    assert html.index("Giới thiệu") < html.index("Cơ cấu tổ chức")
    assert "Tin tức" in html
    assert "Một bản tin" not in html


def test_what_stands_below_a_hidden_page_is_not_in_the_tree(client, home):
    hidden = StandingPageFactory(parent=home, title="Trang kín")
    StandingPageFactory(parent=hidden, title="Trang dưới trang kín")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    draft = StandingPageFactory(parent=home, title="Trang nháp", live=False)
    StandingPageFactory(parent=draft, title="Trang dưới trang nháp")
    html = client.get("/so-do-trang/").content.decode()
    for title in ("Trang kín", "Trang dưới trang kín", "Trang nháp", "Trang dưới trang nháp"):
        assert title not in html


def test_machines_are_told_of_live_public_pages_but_not_of_samples(client, home):
    news = NewsIndexPage.objects.get()
    shown = NewsPageFactory(parent=news)
    sample = NewsPageFactory(parent=news, is_sample=True)
    draft = NewsPageFactory(parent=news, live=False)
    xml = client.get("/sitemap.xml").content.decode()
    assert shown.slug + "/</loc>" in xml
    assert sample.slug + "/</loc>" not in xml
    assert draft.slug + "/</loc>" not in xml


def test_the_tree_costs_few_queries(client, home, django_assert_max_num_queries):
    for _ in range(30):
        StandingPageFactory(parent=home)
    client.get("/so-do-trang/")
    with django_assert_max_num_queries(12):
        client.get("/so-do-trang/")
