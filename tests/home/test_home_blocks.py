"""The sections of the home page."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from home.blocks import SECTIONS, HomeBlock
from home.models import HomePage
from home.site_tree import SECTIONS as OF_A_NEW_SITE
from news.models import NewsIndexPage
from tests.factories.magazine import MagazineIndexPageFactory, MagazineIssuePageFactory, write
from tests.factories.media import media_folder
from tests.factories.pages import NewsPageFactory, build_site
from tests.factories.performances import PerformanceIndexPageFactory, PerformancePageFactory
from tests.factories.posters import PosterPageFactory, build_gallery

__all__ = ["media_folder"]

NEWS = ("news", {"title": "Tin tức", "count": 5})


def sections_of(*names):
    chosen = [section for section in OF_A_NEW_SITE if section["type"] in names]
    assert len(chosen) == len(names)
    return chosen


def show(home, sections):
    home = HomePage.objects.get(pk=home.pk)
    home.sections = sections
    home.save_revision().publish()


@pytest.fixture
def home(db, media_folder):
    return build_site()


def test_a_section_stands_once_so_that_links_lead_to_it():
    block = HomeBlock()
    block.clean(block.normalize([NEWS]))
    with pytest.raises(ValidationError):
        block.clean(block.normalize([NEWS, NEWS]))
    assert set(SECTIONS) == set(block.child_blocks)


def test_a_new_site_has_every_section(client, home):
    show(home, OF_A_NEW_SITE)
    assert client.get("/").status_code == 200, "also while there is nothing to show"
    assert {section["type"] for section in OF_A_NEW_SITE} == set(SECTIONS)
    HomeBlock().clean(HomePage.objects.get().sections)


def test_the_current_issue_stands_with_its_first_articles(client, home):
    magazine = MagazineIndexPageFactory(parent=home)
    old, new = (MagazineIssuePageFactory(parent=magazine, number=number) for number in (1, 2))
    write(old, title="Bài của số trước")
    for number in range(5):
        write(new, title=f"Bài thứ {number}", position=number)
    show(home, sections_of("magazine"))
    html = client.get("/").content.decode()
    assert "Số 2/2026" in html
    assert "Số 1/2026" not in html
    assert [f"Bài thứ {number}" in html for number in range(5)] == [True] * 3 + [False] * 2


def test_an_issue_that_is_a_draft_is_not_shown(client, home):
    MagazineIssuePageFactory(parent=MagazineIndexPageFactory(parent=home), number=9, live=False)
    show(home, sections_of("magazine"))
    assert "Số 9/2026" not in client.get("/").content.decode()


def test_the_newest_posters_and_performances_stand_in_strips(client, home):
    gallery = build_gallery(home)
    stage = PerformanceIndexPageFactory(parent=Page.objects.get(slug="tu-lieu").specific)
    for number in range(6):
        PosterPageFactory(parent=gallery, title=f"Áp phích {number}")
        PerformancePageFactory(parent=stage, title=f"Tiết mục {number}")
    show(home, sections_of("posters", "performances"))
    html = client.get("/").content.decode()
    assert [f"Áp phích {number}" in html for number in range(6)] == [False] * 2 + [True] * 4
    assert [f"Tiết mục {number}" in html for number in range(6)] == [False] * 4 + [True] * 2


def test_an_audience_finds_pages_that_are_public_and_other_addresses(client, home):
    public, draft = (
        NewsPageFactory(parent=NewsIndexPage.objects.get(), title=title, live=live)
        for title, live in (("Hướng dẫn nộp hồ sơ", True), ("Bản nháp kín", False))
    )
    links = [
        {"page": public.pk, "address": "", "label": ""},
        {"page": draft.pk, "address": "", "label": ""},
        {"page": None, "address": "https://dichvucong.gov.vn/", "label": "Cổng Dịch vụ công quốc gia"},
    ]
    audience = {"name": "Người dân", "links": links}
    show(home, [{"type": "audiences", "value": {"title": "Dành cho bạn", "audiences": [audience]}}])
    html = client.get("/").content.decode()
    assert f'<a href="{public.url}">Hướng dẫn nộp hồ sơ</a>' in html
    assert '<a href="https://dichvucong.gov.vn/">Cổng Dịch vụ công quốc gia</a>' in html
    assert "Bản nháp kín" not in html


def test_a_whole_home_page_asks_little(client, home, django_assert_max_num_queries):
    magazine, gallery = MagazineIndexPageFactory(parent=home), build_gallery(HomePage.objects.get())
    stage = PerformanceIndexPageFactory(parent=Page.objects.get(slug="tu-lieu").specific)
    issue = MagazineIssuePageFactory(parent=magazine)
    news = NewsIndexPage.objects.get()
    for _ in range(8):
        write(issue)
        PosterPageFactory(parent=gallery)
        PerformancePageFactory(parent=stage)
        NewsPageFactory(parent=news)
    show(home, OF_A_NEW_SITE)
    client.get("/")
    with django_assert_max_num_queries(8):
        assert client.get("/").status_code == 200
    Page.objects.get(pk=issue.pk).specific.save_revision().publish()
    with django_assert_max_num_queries(30):
        client.get("/")
