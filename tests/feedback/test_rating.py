"""A visitor rates a procedure once, changes his mind, and stays unknown."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.models import Rating, RatingSummary
from feedback.models.rating import CHANGE_DAYS
from feedback.views.rating import MOST_AN_HOUR

from .asking import OURS, THEIRS, publish_procedure, strict_client, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return publish_procedure()


def rate(client, page, score=5, headers=OURS, **values):
    return client.post(f"/danh-gia/{page.pk}/", {"muc": str(score)} | values, **headers)


def test_a_rating_is_kept_and_the_visitor_thanked_on_the_page(client, page):
    response = rate(client, page, 4)
    assert response.status_code == 302
    assert response.url == f"{page.url}?danh-gia=4#danh-gia"
    summary = RatingSummary.objects.get(pk=page.pk)
    assert (summary.count, summary.total) == (1, 4)
    assert "Cảm ơn bạn" in text_of(client.get(response.url))


def test_nobody_gets_a_cookie_for_reading(client, page):
    assert client.get(page.url).cookies == {}
    assert client.get(f"{page.url}?danh-gia=5").cookies == {}


def test_the_cookie_names_nobody_and_goes_only_where_ratings_go(client, page):
    cookie = rate(client, page).cookies["danh_gia"]
    assert cookie["max-age"] == CHANGE_DAYS * 86_400
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/danh-gia/", True, "Lax")
    assert cookie.value not in list(Rating.objects.values_list("visitor", flat=True))


def test_one_rating_a_visitor_the_last_one_counts(client, page):
    for score in (5, 1, 2):
        rate(client, page, score)
    assert list(Rating.objects.values_list("score", flat=True)) == [2]
    summary = RatingSummary.objects.get(pk=page.pk)
    assert (summary.count, summary.total) == (1, 2)


def test_ratings_of_two_procedures_cannot_be_put_together(client, page):
    other = publish_procedure("9.900103")
    rate(client, page)
    rate(client, other)
    assert len(set(Rating.objects.values_list("visitor", flat=True))) == 2


def test_who_is_not_satisfied_is_asked_why_and_chooses_from_a_list(client, page):
    assert 'name="ly-do"' in text_of(client.get(rate(client, page, 2).url))
    assert 'name="ly-do"' not in text_of(client.get(rate(client, page, 5).url))
    answered = rate(client, page, 2, **{"ly-do": "outdated"})
    assert Rating.objects.get().reason == "outdated"
    assert 'name="ly-do"' not in text_of(client.get(answered.url))
    rate(client, page, 2, **{"ly-do": "Tôi tên là …"})
    assert Rating.objects.get().reason == ""


def test_the_mean_stands_there_from_five_ratings_on(page):
    html = ""
    for number, score in enumerate((5, 4, 4, 5, 3), start=1):
        visitor = Client()
        rate(visitor, page, score)
        html = text_of(visitor.get(page.url))
        assert ("trên 5" in html) == (number == 5)
    assert "4,2 trên 5" in html


def test_one_address_gives_no_more_than_its_share(page):
    urls = [rate(Client(), page).url for _number in range(MOST_AN_HOUR + 2)]
    assert RatingSummary.objects.get(pk=page.pk).count == MOST_AN_HOUR
    assert "danh-gia=nhieu" in urls[-1]


def test_another_site_rates_for_nobody(page):
    visitor = strict_client()
    answer = rate(visitor, page, headers=THEIRS)
    assert answer.status_code == 200
    assert "Xác nhận" in text_of(answer)
    assert not Rating.objects.exists()


def test_a_browser_that_says_nothing_confirms_by_a_second_press(page):
    visitor = strict_client()
    answer = rate(visitor, page, 4, headers={})
    assert not Rating.objects.exists()
    token = answer.context["csrf_token"]
    rate(visitor, page, 4, headers={}, csrfmiddlewaretoken=str(token))
    assert Rating.objects.get().score == 4


def test_drafts_and_pages_that_are_none_are_not_rated(client, page):
    page.unpublish()
    assert rate(client, page).status_code == 404
    assert client.post("/danh-gia/99999999999999999999/", {"muc": "5"}, **OURS).status_code == 404


@given(
    score=st.text(st.characters(codec="utf-8"), max_size=20), reason=st.text(st.characters(codec="utf-8")),
    token=st.text("0123456789abcdefXYZ", max_size=40),
)  # fmt: skip
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_nothing_breaks(client, page, score, reason, token):
    client.cookies["danh_gia"] = token
    response = rate(client, page, score, **{"ly-do": reason})
    assert response.status_code == 302
    assert client.get(page.url, {"danh-gia": score, "ly-do": reason}).status_code == 200


def test_both_parts_ask_three_queries_at_most(client, page):
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
    own = [row for row in queries.captured_queries if '"feedback_' in row["sql"]]
    assert 1 <= len(own) <= 3


def test_the_night_forgets_who_rated_long_ago(client, page):
    rate(client, page)
    call_command("forget_visitors")
    assert Rating.objects.get().visitor
    Rating.objects.update(rated_on=timezone.localdate() - timedelta(days=CHANGE_DAYS + 1))
    call_command("forget_visitors")
    assert Rating.objects.get().visitor is None
