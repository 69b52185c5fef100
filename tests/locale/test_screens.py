"""The editors' side as an editor meets it in Vietnamese: no English stands on the screens of daily work."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.editorial.newsroom import Newsroom, edit_url, waiting
from tests.factories.files import make_image

from .visible import visible_texts

pytestmark = pytest.mark.django_db

#: words of the English screens; none of them is a Vietnamese syllable
ENGLISH = re.compile(
    r"\b(publish(ed)?|unpublish(ed)?|submit(ted)?|sav(e|ed|ing)|drafts?|cancel|deleted?|edit(ed|ing|or)?|uploads?"
    r"|choose|search|settings|images?|documents?|reports?|comments?|workflows?|approved?|reject(ed)?|requests?"
    r"|pages?|add(ed)?|moved?|copy|copied|status|preview|locked|unlock|users?|groups?|help|account|close|title"
    r"|required|schedule|history|locale|privacy|public|private|actions?|awaiting|collections?"
    r"|snippets?|tags?|filters?|sort|type|name|date|created|updated|version|password|username|sign|forgotten"
    r"|the|this|your|you|with|please|from|are|has|have|been|not)\b",
    re.IGNORECASE,
)
#: Wagtail writes these without gettext: no catalogue reaches them
OUT_OF_REACH = {"Actions", "Search", "Image"}


def english(html: str) -> list[str]:
    """Return the texts of a page with an English word in them."""
    return [text for text in visible_texts(html) if ENGLISH.search(text) and text not in OUT_OF_REACH]


@pytest.fixture
def room():
    return Newsroom()


def screens(room):
    """Return the addresses of the screens, by what an editor or approver does there."""
    draft = room.draft("trungtam", title="Bài đang viết")
    waits = room.submitted(title="Bài chờ duyệt")
    live = room.draft("quantri", title="Bài đã đăng")
    live.get_latest_revision().publish()
    room.post_edit("quantri", live, title="Bài đã đăng, có sửa")
    image = make_image()
    first, last = live.revisions.order_by("pk")[0], live.revisions.order_by("pk").last()
    state = waiting(waits)
    return {
        "see what waits": reverse("wagtailadmin_home"),
        "walk through the pages": reverse("wagtailadmin_explore", args=[room.index.pk]),
        "search pages": reverse("wagtailadmin_pages:search") + "?q=bai",
        "begin an item": reverse("wagtailadmin_pages:add", args=["news", "newspage", room.index.pk]),
        "write": edit_url(draft),
        "review": edit_url(waits),
        "change what is live": edit_url(live),
        "approve": reverse("wagtailadmin_pages:workflow_action", args=[waits.pk, "approve", state.pk]),
        "return": reverse("wagtailadmin_pages:workflow_action", args=[waits.pk, "reject", state.pk]),
        "see its history": reverse("wagtailadmin_pages:history", args=[live.pk]),
        "see its way through the workflow": reverse("wagtailadmin_pages:workflow_history", args=[waits.pk]),
        "compare versions": reverse(
            "wagtailadmin_pages:revisions_compare", args=[live.pk, first.pk, last.pk]
        ),
        "go back to a version": reverse("wagtailadmin_pages:revisions_revert", args=[live.pk, first.pk]),
        "take down": reverse("wagtailadmin_pages:unpublish", args=[live.pk]),
        "delete": reverse("wagtailadmin_pages:delete", args=[draft.pk]),
        "copy": reverse("wagtailadmin_pages:copy", args=[live.pk]),
        "choose a picture": reverse("wagtailimages_chooser:choose"),
        "list pictures": reverse("wagtailimages:index"),
        "upload pictures": reverse("wagtailimages:add_multiple"),
        "describe a picture": reverse("wagtailimages:edit", args=[image.pk]),
        "list documents": reverse("wagtaildocs:index"),
        "upload documents": reverse("wagtaildocs:add_multiple"),
        "choose a document": reverse("wagtaildocs_chooser:choose"),
        "choose a page": reverse("wagtailadmin_choose_page"),
        "report on workflows": reverse("wagtailadmin_reports:workflow"),
        "report on tasks": reverse("wagtailadmin_reports:workflow_tasks"),
        "report on locked pages": reverse("wagtailadmin_reports:locked_pages"),
        "read the log": reverse("wagtailadmin_reports:site_history"),
        "see old pages": reverse("wagtailadmin_reports:aging_pages"),
    }


def english_left(client, addresses):
    """Return the English that stands on the screens, by screen; a screen that is not his to see is passed."""
    left = {}
    for doing, address in addresses.items():
        response = client.get(address)
        if response.status_code == 302:
            continue
        assert response.status_code == 200, doing
        json = response.headers["Content-Type"].startswith("application/json")
        left[doing] = english(response.json().get("html", "") if json else response.content.decode())
    return left


def test_no_english_on_the_screens_of_daily_work(room):
    addresses = screens(room)
    left = english_left(room.as_("quantri"), addresses)
    assert left == {doing: [] for doing in left}
    assert set(addresses) - set(left) <= {"approve", "return"}, "the rest is open to an administrator"


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("trungtam", ["see what waits", "begin an item", "write", "delete", "see its history"]),
        ("vanphong", ["see what waits", "review", "approve", "return", "change what is live"]),
    ],
)
def test_no_english_for_those_who_write_and_approve(room, name, work):
    addresses = screens(room)
    left = english_left(room.as_(name), {doing: addresses[doing] for doing in work})
    assert left == {doing: [] for doing in left}
    assert len(left) >= len(work) - 1


def test_no_english_on_the_way_in(client):
    for name in ("wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done"):
        assert english(client.get(reverse(name)).content.decode()) == [], name
    wrong = client.post(reverse("wagtailadmin_login"), {"username": "ai", "password": "sai"})
    assert english(wrong.content.decode()) == []


def test_no_english_in_what_an_editor_is_told(room):
    page = room.draft("trungtam", title="Lễ hội đầu xuân")
    told = {
        "saved": room.post_edit("trungtam", page),
        "an error": room.post_edit("trungtam", page, title=""),
        "submitted": room.submit("trungtam", page),
        "passed": room.decide("vanphong", page),
        "returned": room.decide("lanhdao", page, action="reject", comment="Xem lại câu đầu"),
    }
    assert {name: english(answer.content.decode()) for name, answer in told.items()} == {
        name: [] for name in told
    }
    assert "đã trình duyệt" in told["submitted"].content.decode().lower()


def test_no_english_in_the_mails_of_the_workflow(room, mailoutbox, django_capture_on_commit_callbacks):
    page = room.draft("trungtam", title="Lễ hội đầu xuân")
    for step in (
        lambda: room.submit("trungtam", page),
        lambda: room.decide("vanphong", page),
        lambda: room.decide("lanhdao", page, action="reject", comment="Xem lại câu đầu"),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            step()
    assert mailoutbox
    texts = [re.sub(r"\S+@\S+|https?://\S+", " ", mail.subject + "\n" + mail.body) for mail in mailoutbox]
    assert [text for text in texts if ENGLISH.search(text)] == []


def test_the_explorer_names_the_states_of_a_page_in_vietnamese(room):
    screens(room)
    html = room.as_("quantri").get(reverse("wagtailadmin_explore", args=[room.index.pk])).content.decode()
    texts = [text.lower() for text in visible_texts(html)]
    for state in ("bản nháp", "chờ duyệt", "đang đăng + bản nháp"):
        assert state in texts
    assert Page.objects.count() > 3
