"""The list of news, a news item and the feed, as a reader meets them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from news.models import NewsIndexPage
from tests.factories.files import make_image
from tests.factories.pages import NewsPageFactory, OrganisationFactory, TopicFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def news_list():
    build_site()
    return NewsIndexPage.objects.get()


def test_the_newest_item_stands_first(client, news_list):
    now = timezone.now()
    NewsPageFactory(parent=news_list, title="Tin cũ", first_published_at=now - timedelta(days=9))
    NewsPageFactory(parent=news_list, title="Tin mới", first_published_at=now)
    html = client.get("/tin-tuc/").content.decode()
    assert html.index("Tin mới") < html.index("Tin cũ")


def test_the_list_is_narrowed_by_kind_and_topic(client, news_list):
    topic = TopicFactory(name="Du lịch", slug="du-lich")
    guide = NewsPageFactory(parent=news_list, title="Cách nộp hồ sơ", kind="huong-dan")
    travel = NewsPageFactory(parent=news_list, title="Mùa thác nước", kind="tin")
    travel.topics = [topic]
    travel.save()
    assert "Mùa thác nước" not in client.get("/tin-tuc/?loai=huong-dan").content.decode()
    by_topic = client.get("/tin-tuc/?chu-de=du-lich").content.decode()
    assert travel.title in by_topic
    assert guide.title not in by_topic


@pytest.mark.parametrize(
    "query", ["loai=khong-co", "chu-de=%00", "page=9999999999", "page=abc", "page=-1", "loai='--"]
)
def test_a_wrong_filter_is_no_error(client, news_list, query):
    NewsPageFactory(parent=news_list)
    assert client.get(f"/tin-tuc/?{query}").status_code == 200


def test_drafts_and_restricted_items_are_nowhere(client, news_list):
    NewsPageFactory(parent=news_list, title="Bản nháp kín", live=False)
    secret = NewsPageFactory(parent=news_list, title="Tin nội bộ")
    restriction = PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Nội bộ"))
    for address in ("/", "/tin-tuc/", "/tin-tuc/rss/"):
        html = client.get(address).content.decode()
        assert "Bản nháp kín" not in html
        assert "Tin nội bộ" not in html


def test_an_item_shows_who_signs_it_and_never_a_person(client, news_list):
    page = NewsPageFactory(parent=news_list)
    page.authors = [OrganisationFactory(name="Văn phòng Sở")]
    page.save()
    assert "Văn phòng Sở" in client.get(page.url).content.decode()


def test_sample_news_says_so_and_is_kept_from_outside_search_engines(client, news_list):
    page = NewsPageFactory(parent=news_list, title="Tin thử", is_sample=True)
    html = client.get(page.url).content.decode()
    assert "Dữ liệu mẫu" in html
    assert "noindex" in html
    assert "[Dữ liệu mẫu] Tin thử" in html, "its JSON-LD says so"
    assert "[Dữ liệu mẫu] Tin thử" in client.get("/tin-tuc/rss/").content.decode()


def test_chosen_related_pages_come_before_those_of_the_topic(news_list):
    topic = TopicFactory()
    page, sibling, chosen = (NewsPageFactory(parent=news_list) for _ in range(3))
    for item in (page, sibling):
        item.topics = [topic]
        item.save()
    page.related_links.create(page=chosen)
    assert [related.pk for related in page.related()] == [chosen.pk, sibling.pk]


def test_a_related_page_that_was_taken_down_is_not_offered(news_list):
    page, chosen = NewsPageFactory(parent=news_list), NewsPageFactory(parent=news_list)
    page.related_links.create(page=chosen)
    chosen.unpublish()
    assert page.related() == []


def test_the_feed_is_rss_in_vietnamese(client, news_list):
    NewsPageFactory(parent=news_list, title="Ngày hội văn hóa")
    answer = client.get("/tin-tuc/rss/")
    assert answer["Content-Type"].startswith("application/rss+xml")
    text = answer.content.decode()
    assert "Ngày hội văn hóa" in text
    assert "<language>vi</language>" in text


@pytest.mark.parametrize("count", [1, 60])
def test_queries_stay_bounded_whatever_the_list_holds(
    client, news_list, django_assert_max_num_queries, count
):
    topics = [TopicFactory() for _ in range(3)]
    for _ in range(count):
        item = NewsPageFactory(parent=news_list)
        item.topics = topics
        item.save()
    for address in ("/tin-tuc/", item.url, "/tin-tuc/rss/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_a_shared_item_shows_its_picture_by_a_whole_address(client, news_list, media_folder):
    page = NewsPageFactory(parent=news_list)
    assert "og:image" not in client.get(page.url).content.decode()
    page.picture = make_image()
    page.save_revision().publish()
    assert (
        '<meta property="og:image" content="http://localhost/media/' in client.get(page.url).content.decode()
    )


def test_a_public_page_writes_nothing(client, news_list):
    page = NewsPageFactory(parent=news_list)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
        client.get("/tin-tuc/")
    writes = [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert writes == []
