"""An issue and its approved articles go live and down together, at the minute of the issue."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, PageLogEntry

from news.models import ApprovedArticle, MagazineArticlePage, MagazineIssuePage
from tests.factories.magazine import AuthorFactory, MagazineIssuePageFactory, approve, build_magazine, write

pytestmark = pytest.mark.django_db

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
EVENING = datetime(2026, 11, 23, 16, 0, tzinfo=VIETNAM)
SEVEN = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
BODY = [("paragraph", "<p>Lời bài viết.</p>")]


@pytest.fixture
def magazine():
    return build_magazine()


@pytest.fixture
def issue(magazine):
    page = MagazineIssuePageFactory(
        parent=magazine,
        number=1,
        live=False,
        first_published_at=None,
        licence="Giấy phép mẫu",
        editorial_line="Vì người đọc",
    )
    page.save_revision()
    return page


def article_of(issue, **fields):
    return write(issue, AuthorFactory(), body=BODY, first_published_at=None, **fields)


def schedule(issue, moment):
    page = MagazineIssuePage.objects.get(pk=issue.pk).get_latest_revision_as_object()
    page.go_live_at = moment
    page.save_revision().publish()


def live(*pages):
    return [Page.objects.get(pk=page.pk).live for page in pages]


def publish(issue):
    MagazineIssuePage.objects.get(pk=issue.pk).get_latest_revision().publish()


def test_an_approved_article_waits_for_its_issue(client, issue):
    article = approve(article_of(issue))
    assert live(article) == [False]
    assert article.approval.revision == article.latest_revision
    assert article.goes_live_with().pk == issue.pk
    assert client.get(f"/tap-chi/{issue.slug}/{article.slug}/").status_code == 404


def test_issue_and_articles_go_live_at_their_minute_and_not_before(client, issue):
    with time_machine.travel(EVENING, tick=False):
        approved = [approve(article_of(issue)) for _ in range(6)]
        draft = article_of(issue)
        schedule(issue, SEVEN)
        call_command("run_scheduler", "--once")
        assert live(issue, *approved) == [False] * 7
    with time_machine.travel(SEVEN - timedelta(seconds=1), tick=False):
        call_command("run_scheduler", "--once")
        assert live(issue, *approved) == [False] * 7
    with time_machine.travel(SEVEN + timedelta(seconds=1), tick=False):
        call_command("run_scheduler", "--once")
        assert live(issue, *approved) == [True] * 7
        assert live(draft) == [False]
        assert client.get(Page.objects.get(pk=approved[0].pk).url).status_code == 200
    moments = MagazineArticlePage.objects.live().values_list("first_published_at", flat=True)
    assert {moment.astimezone(VIETNAM).strftime("%H:%M") for moment in moments} == {"07:00"}
    assert not ApprovedArticle.objects.exists()


def test_a_new_date_of_the_issue_moves_the_articles_along(issue):
    with time_machine.travel(EVENING, tick=False):
        article = approve(article_of(issue))
        schedule(issue, SEVEN)
        schedule(issue, SEVEN + timedelta(days=1))
    with time_machine.travel(SEVEN + timedelta(hours=1), tick=False):
        call_command("run_scheduler", "--once")
        assert live(issue, article) == [False, False]
    with time_machine.travel(SEVEN + timedelta(days=1, seconds=1), tick=False):
        call_command("run_scheduler", "--once")
        assert live(issue, article) == [True, True]


def test_an_article_has_no_hour_of_its_own(issue):
    article = article_of(issue)
    article.go_live_at = SEVEN + timedelta(days=900)
    article.save_revision()
    article = approve(article)
    publish(issue)
    assert live(article) == [True]


def test_three_schedulers_publish_once(issue, monkeypatch):
    """Each reads what is due before the others are done."""
    with time_machine.travel(EVENING, tick=False):
        article = approve(article_of(issue))
        schedule(issue, SEVEN)
    late = issue.revisions.get(approved_go_live_at__isnull=False)
    with time_machine.travel(SEVEN + timedelta(seconds=1), tick=False):
        call_command("run_scheduler", "--once")
        for _ in range(2):
            late.publish(log_action="wagtail.publish.scheduled")
    for page in (issue, article):
        entries = PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.publish.scheduled")
        assert entries.count() == 1


def test_what_breaks_half_way_leaves_no_half_issue_and_a_rerun_completes_it(issue, monkeypatch):
    with time_machine.travel(EVENING, tick=False):
        articles = [approve(article_of(issue)) for _ in range(3)]
        schedule(issue, SEVEN)
    whole = MagazineArticlePage.publish

    def dies(self, *args, **kwargs):
        if self.pk == articles[-1].pk:
            raise OSError("the machine stops here")
        return whole(self, *args, **kwargs)

    with time_machine.travel(SEVEN + timedelta(seconds=1), tick=False):
        monkeypatch.setattr(MagazineArticlePage, "publish", dies)
        with pytest.raises(OSError, match="stops here"), transaction.atomic():
            call_command("publish_scheduled")
        assert live(issue, *articles) == [False] * 4
        monkeypatch.setattr(MagazineArticlePage, "publish", whole)
        call_command("publish_scheduled")
        assert live(issue, *articles) == [True] * 4


def test_an_article_approved_later_goes_live_at_once(issue):
    publish(issue)
    article = approve(article_of(issue, live=False))
    assert live(article) == [True]
    assert not ApprovedArticle.objects.exists()


def test_the_approved_version_goes_live_and_not_a_later_draft(client, issue):
    article = approve(article_of(issue, title="Bản đã duyệt"))
    draft = article.get_latest_revision_as_object()
    draft.title = "Bản sửa sau"
    draft.save_revision()
    publish(issue)
    article = MagazineArticlePage.objects.get(pk=article.pk)
    assert article.title == "Bản đã duyệt"
    assert article.has_unpublished_changes
    assert "Bản sửa sau" not in client.get(article.url).content.decode()


def test_a_second_approval_replaces_the_first(issue):
    article = approve(article_of(issue))
    draft = article.get_latest_revision_as_object()
    draft.title = "Bản duyệt lại"
    draft.save_revision()
    approve(article)
    publish(issue)
    assert MagazineArticlePage.objects.get(pk=article.pk).title == "Bản duyệt lại"


def test_what_is_incomplete_is_refused_at_the_approval_and_not_in_the_minute_of_the_issue(issue):
    article = article_of(issue)
    MagazineArticlePage.objects.filter(pk=article.pk).update(section=None)
    draft = MagazineArticlePage.objects.get(pk=article.pk)
    draft.save_revision(clean=False)
    with pytest.raises(ValidationError):
        approve(draft)
    publish(issue)
    assert live(issue, article) == [True, False]


def take_down_by_action(issue):
    MagazineIssuePage.objects.get(pk=issue.pk).unpublish()


def take_down_by_expiry(issue):
    Page.objects.filter(pk=issue.pk).update(expire_at=EVENING - timedelta(days=1))
    call_command("publish_scheduled")


def take_down_in_bulk(issue):
    Page.objects.filter(pk=issue.pk).unpublish()


@pytest.mark.parametrize("take_down", [take_down_by_action, take_down_by_expiry, take_down_in_bulk])
def test_an_issue_takes_its_articles_down_and_brings_them_back(client, issue, take_down):
    article = approve(article_of(issue))
    publish(issue)
    address = MagazineArticlePage.objects.get(pk=article.pk).url
    take_down(issue)
    assert live(issue, article) == [False, False]
    assert client.get(address).status_code == 404
    fresh = MagazineIssuePage.objects.get(pk=issue.pk).get_latest_revision_as_object()
    fresh.expire_at = None
    fresh.save_revision().publish()
    assert live(issue, article) == [True, True]


def test_what_was_taken_down_by_itself_does_not_come_back(issue):
    article = approve(article_of(issue))
    publish(issue)
    MagazineArticlePage.objects.get(pk=article.pk).unpublish()
    take_down_by_action(issue)
    publish(issue)
    assert live(issue, article) == [True, False]


def test_no_door_makes_an_article_live_before_its_issue(issue):
    article = article_of(issue)
    with pytest.raises(ValidationError):
        PublishPageRevisionAction(article.get_latest_revision()).execute()
    article.live = True
    with pytest.raises(ValidationError):
        article.save()
    assert live(article) == [False]


def test_an_article_follows_the_issue_that_it_is_moved_to(magazine, issue):
    out = MagazineIssuePageFactory(parent=magazine, number=2)
    article = approve(article_of(issue))
    article.move(out, pos="last-child")
    assert live(article) == [True]
    MagazineArticlePage.objects.get(pk=article.pk).move(
        MagazineIssuePage.objects.get(pk=issue.pk), pos="last-child"
    )
    assert live(article) == [False]
    publish(issue)
    assert live(article) == [True]


def test_saving_a_draft_of_a_live_issue_takes_nothing_down(issue):
    article = approve(article_of(issue))
    publish(issue)
    draft = MagazineIssuePage.objects.get(pk=issue.pk)
    draft.title = "Tên sửa"
    draft.save_revision()
    assert live(issue, article) == [True, True]


def test_an_issue_scheduled_anew_while_live_keeps_its_articles(issue):
    article = approve(article_of(issue))
    publish(issue)
    schedule(issue, SEVEN + timedelta(days=3000))
    assert live(issue, article) == [True, True]


def test_a_number_is_given_once_a_year(magazine):
    MagazineIssuePageFactory(parent=magazine, number=1, year=2026)
    for fields in ({"live": False}, {"live": True}):
        with pytest.raises(ValidationError), transaction.atomic():
            MagazineIssuePageFactory(parent=magazine, number=1, year=2026, slug="khac", **fields)
    MagazineIssuePageFactory(parent=magazine, number=1, year=2027)


def test_issues_without_a_number_may_be_many_and_a_copy_has_none(magazine):
    issue = MagazineIssuePageFactory(parent=magazine, number=1)
    write(issue)
    copies = [
        issue.copy(recursive=True, keep_live=False, update_attrs={"slug": slug, "title": slug})
        for slug in ("ban-mot", "ban-hai")
    ]
    assert [MagazineIssuePage.objects.get(pk=copy.pk).number for copy in copies] == [None, None]
    assert not Page.objects.descendant_of(copies[0]).live().exists()
