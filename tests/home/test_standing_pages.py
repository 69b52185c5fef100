"""Standing pages: a long text has a table of contents, a subject shows its pages."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from tests.factories.pages import StandingPageFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return build_site()


def with_headings(home, *texts):
    page = StandingPageFactory(parent=home)
    page.body = [("heading", {"text": text, "level": "2"}) for text in texts]
    page.save_revision().publish()
    return page


def soup(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def test_a_long_text_has_contents_that_lead_to_each_section(client, home):
    page = soup(client, with_headings(home, "Quyền", "Nghĩa vụ", "Quyền", "***"))
    targets = [link["href"][1:] for link in page.select(".toc a")]
    assert targets == ["phan-quyen", "phan-nghia-vu", "phan-quyen-2", "phan-moi"]
    assert [heading["id"] for heading in page.select(".prose h2")] == targets


def test_a_short_text_has_none(client, home):
    assert not soup(client, with_headings(home, "Quyền", "Nghĩa vụ")).select(".toc")


def test_pages_of_the_subject_stand_below_it_when_they_are_public(
    client, home, django_assert_max_num_queries
):
    page = StandingPageFactory(parent=home)
    assert not soup(client, page).select("#trang-con")
    below = [StandingPageFactory(parent=page) for _ in range(30)]
    below[0].unpublish()
    PageViewRestriction.objects.create(page=below[1], restriction_type=PageViewRestriction.LOGIN)
    listed = [link["href"] for link in soup(client, page).select(".rows a")]
    assert listed == [one.url for one in below[2:]]
    with django_assert_max_num_queries(12):
        client.get(page.url)
