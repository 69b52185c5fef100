"""What is kept until the next publication, and what makes it old."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from news.models import NewsIndexPage
from portal.core.models import PublicationStamp
from portal.core.publication_cache import until_next_publication
from tests.factories.pages import NewsPageFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return build_site()


@pytest.fixture
def item(home):
    return NewsPageFactory(parent=NewsIndexPage.objects.get(), title="Tin trên trang chủ")


def restrict(page):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Nội bộ"))


def republish(page):
    page.title = "Tên mới"
    page.save_revision().publish()


def save(page):
    page.title = "Tên mới"
    page.save()


CHANGES = {
    "published": republish,
    "saved": save,
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "restricted": restrict,
    "its list restricted": lambda page: restrict(page.get_parent()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_home_page_obeys_every_change_at_once(client, home, item, change):
    home.sections = [("news", {"title": "Tin tức", "count": 5})]
    home.save_revision().publish()
    assert "Tin trên trang chủ" in client.get("/").content.decode()
    change(item)
    assert "Tin trên trang chủ" not in client.get("/").content.decode()


def test_a_value_is_computed_once_until_something_is_published(item):
    calls = []
    for _ in range(2):
        until_next_publication("thu", lambda: calls.append(1) or len(calls))
    assert len(calls) == 1
    item.save_revision().publish()
    until_next_publication("thu", lambda: calls.append(1) or len(calls))
    assert len(calls) == 2


def test_a_draft_makes_nothing_old(item):
    before = PublicationStamp.current()
    item.title = "Bản nháp"
    item.save_revision()
    assert PublicationStamp.current() == before
