"""What is no longer complete at its minute does not go live, and those who answer for it are told."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from wagtail.models import Page, PageLogEntry

from media_assets.models import PerformancePage
from news.models import ApprovedArticle, MagazineArticlePage
from portal.core.schedule import BY_SCHEDULE, HELD_BACK
from tests.factories.magazine import AuthorFactory, MagazineIssuePageFactory, approve, build_magazine, write
from tests.factories.media import media_folder
from tests.factories.performances import make_video
from tests.media_assets.test_performances_workflow import Stage

from .newsroom import edit_url, is_live, workflow_status

__all__ = ["media_folder"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
EVENING = datetime(2026, 11, 23, 16, 0, tzinfo=VIETNAM)
SEVEN = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
NO_CAPTIONS = "chưa có phụ đề"


@pytest.fixture
def room(db):
    return Stage()


@pytest.fixture
def scheduled(room):
    """A performance that everybody approved for seven o'clock."""
    with time_machine.travel(EVENING, tick=False):
        page = room.submitted(video=make_video(collection=room.collection), go_live_at=SEVEN)
        for name in ("vanhoa", "vanphong"):
            room.decide(name, page)
        assert workflow_status(page) == "approved"
    mail.outbox.clear()
    return page


def at_seven(capture):
    with time_machine.travel(SEVEN + timedelta(seconds=1), tick=False), capture(execute=True):
        call_command("run_scheduler", "--once")


def lose_captions(page):
    video = PerformancePage.objects.get(pk=page.pk).get_latest_revision_as_object().video
    video.captions = ""
    video.save()


def test_what_is_complete_goes_live_at_its_minute(scheduled, django_capture_on_commit_callbacks):
    at_seven(django_capture_on_commit_callbacks)
    assert is_live(scheduled)
    assert not mail.outbox


def test_what_became_incomplete_does_not_and_its_people_are_told_once(
    room, scheduled, django_capture_on_commit_callbacks
):
    lose_captions(scheduled)
    for _ in range(2):
        at_seven(django_capture_on_commit_callbacks)
    assert not is_live(scheduled)
    (entry,) = PageLogEntry.objects.filter(page_id=scheduled.pk, action=HELD_BACK)
    assert NO_CAPTIONS in " ".join(entry.data["reasons"])
    told = {address for message in mail.outbox for address in message.to}
    assert told == {room[name].email for name in ("doannghethuat", "vanphong", "vanphong2")}
    assert len(mail.outbox) == len(told)
    assert NO_CAPTIONS in mail.outbox[0].body
    assert "Chưa đăng đúng giờ" in mail.outbox[0].subject


def test_the_editor_and_the_history_say_why_until_it_is_changed(
    room, scheduled, django_capture_on_commit_callbacks
):
    lose_captions(scheduled)
    at_seven(django_capture_on_commit_callbacks)
    assert NO_CAPTIONS in room.as_("vanphong").get(edit_url(scheduled)).content.decode()
    history = room.as_("vanphong").get(f"/admin/pages/{scheduled.pk}/history/").content.decode()
    assert NO_CAPTIONS in history
    page = PerformancePage.objects.get(pk=scheduled.pk).get_latest_revision_as_object()
    page.save_revision(user=room["vanphong"], clean=False)
    assert NO_CAPTIONS not in room.as_("vanphong").get(edit_url(scheduled)).content.decode()


def test_one_that_is_held_back_holds_up_no_other(room, scheduled, django_capture_on_commit_callbacks):
    with time_machine.travel(EVENING, tick=False):
        other = room.draft(title="Tiết mục khác", go_live_at=SEVEN)
        other.get_latest_revision().publish()
    Page.objects.filter(pk=scheduled.pk).update(slug="bi-trung")
    revision = scheduled.get_latest_revision()
    revision.content |= {
        "title": ""
    }  # nothing that a form lets through, but the scheduler must not stop at it
    revision.save()
    at_seven(django_capture_on_commit_callbacks)
    assert [is_live(scheduled), is_live(other)] == [False, True]


def test_the_version_before_stays_public(room, scheduled, django_capture_on_commit_callbacks):
    at_seven(django_capture_on_commit_callbacks)
    page = PerformancePage.objects.get(pk=scheduled.pk)
    with time_machine.travel(SEVEN + timedelta(hours=1), tick=False):
        page.title, page.go_live_at = "Bản mới", SEVEN + timedelta(hours=2)
        page.save_revision(clean=False).publish()
    lose_captions(page)
    with time_machine.travel(SEVEN + timedelta(hours=3), tick=False):
        call_command("run_scheduler", "--once")
    page.refresh_from_db()
    assert page.live
    assert page.title != "Bản mới"


def test_an_issue_waits_as_a_whole_for_an_article_that_became_incomplete(django_capture_on_commit_callbacks):
    issue = MagazineIssuePageFactory(
        parent=build_magazine(),
        number=1,
        live=False,
        first_published_at=None,
        licence="Giấy phép 1/GP",
        editorial_line="Vì bạn đọc.",
    )
    with time_machine.travel(EVENING, tick=False):
        body = [("paragraph", "<p>Lời bài viết.</p>")]
        author = AuthorFactory()
        articles = [
            approve(write(issue, AuthorFactory(), body=body, first_published_at=None)) for _ in range(2)
        ]
        articles.append(approve(write(issue, author, body=body, title="Lễ hội", first_published_at=None)))
        draft = type(issue).objects.get(pk=issue.pk)
        draft.go_live_at = SEVEN
        draft.save_revision().publish()
    approved = ApprovedArticle.objects.get(article=articles[-1]).revision
    approved.content |= {"article_authors": []}
    approved.save()
    at_seven(django_capture_on_commit_callbacks)
    assert not any(is_live(page) for page in (issue, *articles))
    assert ApprovedArticle.objects.count() == 3
    entry = PageLogEntry.objects.get(page_id=issue.pk, action=HELD_BACK)
    assert any("Lễ hội" in reason for reason in entry.data["reasons"])
    assert not PageLogEntry.objects.filter(action=BY_SCHEDULE).exists()
    assert not MagazineArticlePage.objects.live().exists()
