"""News is written, reviewed and approved, and nobody approves his own work."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Comment, PageLogEntry, TaskState

from portal.editorial.models import DecisionRefused, ReviewTask
from portal.editorial.people import author_ids

from .newsroom import (
    XHR,
    comment_on,
    edit_url,
    is_live,
    last_state,
    latest_title,
    messages,
    stage,
    statuses,
    waiting,
    workflow_status,
)

TUESDAY = datetime(2026, 11, 24, 9, 12, tzinfo=timezone.get_default_timezone())


def test_the_centre_writes_the_office_reviews_the_leaders_approve(room):
    page = room.draft("trungtam")
    room.submit("trungtam", page)
    assert stage(page) == "Văn phòng Sở"
    room.decide("vanphong", page)
    assert stage(page) == "Ban Giám đốc"
    assert not is_live(page)
    room.decide("lanhdao", page)
    assert is_live(page)
    assert workflow_status(page) == "approved"
    assert statuses(page) == ["approved", "approved", "skipped"]


@pytest.mark.parametrize(
    ("submitter", "first"),
    [
        ("phapche", "Văn phòng Sở"),
        ("donvi", "Văn phòng Sở"),
        ("quantri", "Văn phòng Sở"),
        ("vanphong", "Ban Giám đốc"),
        ("lanhdao", "Quản trị"),
    ],
)
def test_the_submitters_group_decides_where_it_begins(room, submitter, first):
    page = room.draft(submitter)
    room.submit(submitter, page)
    assert stage(page) == first


def test_not_the_last_approver_decides_which_stages_are_passed_over(room):
    """An item of the Centre that went through a leader's hands once still needs the leaders."""
    page = room.submitted("trungtam")
    room["vanphong"].groups.add(*room["lanhdao"].groups.all())
    room.decide("vanphong", page)
    assert stage(page) == "Ban Giám đốc"


def test_an_item_of_the_leaders_is_approved_by_another_administrator(room):
    page = room.submitted("lanhdao")
    room.decide("lanhdao2", page)
    assert not is_live(page)
    room.decide("quantri", page)
    assert is_live(page)


def test_the_submitter_never_approves(room):
    page = room.submitted("vanphong")
    room["vanphong"].groups.add(*room["lanhdao"].groups.all())
    room.decide("vanphong", page)
    assert stage(page) == "Ban Giám đốc"
    assert not is_live(page)


def test_a_superuser_who_wrote_it_never_approves(room):
    page = room.draft("goc")
    page.get_workflow().start(page, room["goc"])
    room["goc"].groups.add(*room["vanphong"].groups.all())
    room.decide("goc", page)
    assert stage(page) == "Văn phòng Sở"


def test_a_superuser_is_no_shortcut(room):
    page = room.submitted()
    room.decide("goc", page)
    assert stage(page) == "Văn phòng Sở"


def test_who_edited_during_the_review_is_an_author(room):
    page = room.submitted()
    room.post_edit("vanphong", page, title="Tên khác")
    response = room.decide("vanphong", page)
    assert stage(page) == "Văn phòng Sở"
    assert any("người khác phê duyệt" in text for text in messages(response))
    room.decide("vanphong2", page)
    assert stage(page) == "Ban Giám đốc"


def test_editing_and_approving_in_one_go_keeps_the_edit_and_refuses_the_approval(room):
    page = room.submitted()
    response = room.post_edit(
        "vanphong",
        page,
        title="Sửa rồi duyệt",
        action__workflow__action="1",
        workflow__action__name="approve",
    )
    assert stage(page) == "Văn phòng Sở"
    assert latest_title(page) == "Sửa rồi duyệt"
    assert any("lưu" in text for text in messages(response))


def test_a_comment_makes_no_author(room):
    page = room.submitted()
    revision = page.get_latest_revision_as_object()
    revision.save_revision(user=room["vanphong"])
    assert author_ids(page) == {room["trungtam"].pk}
    room.decide("vanphong", page)
    assert stage(page) == "Ban Giám đốc"


def test_authors_are_counted_since_the_last_publication_only(room):
    page = room.at_leaders()
    room.decide("lanhdao", page)
    page.refresh_from_db()
    page.title = "Bản mới"
    page.save_revision(user=room["vanphong"])
    assert author_ids(page) == {room["vanphong"].pk}


def test_taking_a_page_down_makes_nobody_an_author_again(room):
    page = room.at_leaders()
    room.decide("lanhdao", page)
    page.refresh_from_db()
    page.unpublish(user=room["quantri"])
    page.refresh_from_db()
    page.title = "Bản sửa"
    page.save_revision(user=room["donvi"])
    assert author_ids(page) == {room["donvi"].pk}


def test_an_edit_saved_over_the_published_version_counts(room):
    page = room.at_leaders()
    room.decide("lanhdao", page)
    page.refresh_from_db()
    published = page.get_latest_revision()
    page.title = "Lưu đè"
    page.save_revision(user=room["trungtam"], overwrite_revision=published)
    assert room["trungtam"].pk in author_ids(page)


def test_administrators_stand_in_where_every_member_is_an_author(room):
    page = room.at_leaders()
    for number, leader in enumerate(("lanhdao", "lanhdao2")):
        draft = page.get_latest_revision_as_object()
        draft.title = f"Lãnh đạo sửa lần {number}"
        draft.save_revision(user=room[leader])
    room.decide("lanhdao2", page)
    assert not is_live(page)
    room.decide("quantri", page)
    assert is_live(page)


class TestDoors:
    """Every way to approve that the editors' side knows, tried by an author of the Office."""

    @pytest.fixture
    def page(self, room):
        page = room.submitted()
        room.post_edit("vanphong", page, title="Văn phòng đã sửa")
        return page

    def test_no_button_in_the_editor(self, room, page):
        html = room.as_("vanphong").get(edit_url(page)).content.decode()
        names = re.findall(r'data-workflow-action-name="(\w+)"', html)
        assert "approve" not in names
        assert "reject" in names

    def test_the_editors_form(self, room, page):
        response = room.post_edit(
            "vanphong", page, action__workflow__action="1", workflow__action__name="approve"
        )
        assert stage(page) == "Văn phòng Sở"
        assert any("người khác phê duyệt" in text for text in messages(response))

    @pytest.mark.parametrize("headers", [{}, XHR])
    def test_the_action_address_and_its_window(self, room, page, headers):
        for method in ("get", "post"):
            url = f"/admin/pages/workflow/action/{page.pk}/approve/{waiting(page).pk}/"
            getattr(room.as_("vanphong"), method)(url, headers=headers or None)
        assert stage(page) == "Văn phòng Sở"

    def test_the_comment_window(self, room, page):
        url = f"/admin/pages/workflow/collect_action_data/{page.pk}/approve/{waiting(page).pk}/"
        response = room.as_("vanphong").post(url, {"comment": "được"}, headers=XHR)
        assert "cleaned_data" not in response.content.decode()

    def test_another_pages_address(self, room, page):
        """The stage of one page can't be ended by the address of another that he may approve."""
        other = room.submitted(title="Tin khác", slug="tin-khac")
        url = f"/admin/pages/workflow/action/{other.pk}/approve/{waiting(page).pk}/"
        assert room.as_("vanphong").post(url).status_code == 404
        assert stage(page) == "Văn phòng Sở"

    def test_the_code_below(self, room, page):
        with pytest.raises(DecisionRefused):
            waiting(page).specific.approve(user=room["vanphong"])
        with pytest.raises(DecisionRefused):
            waiting(page).specific.approve()

    @pytest.mark.parametrize("address", ["/admin/bulk/wagtailcore/page/publish/", "/admin/api/main/pages/"])
    def test_publishing_instead(self, room, page, address):
        url = f"{address}?id={page.pk}" if "bulk" in address else f"{address}{page.pk}/action/publish/"
        room.as_("vanphong").post(url, {})
        assert not is_live(page)

    @pytest.mark.parametrize(
        "extra", ["[]", "{", '{"update": false}', '{"user": 1}', '{"action_name": "approve"}', "null"]
    )
    def test_odd_data_of_the_comment_window_is_refused(self, room, page, extra):
        response = room.post_edit(
            "vanphong2",
            page,
            action__workflow__action="1",
            workflow__action__name="approve",
            workflow__action__extra__data=extra,
        )
        assert response.status_code == 200
        assert stage(page) == "Văn phòng Sở"


def test_only_those_of_the_stage_decide(room):
    page = room.submitted()
    for name in ("trungtam", "donvi", "doannghethuat", "lanhdao", "phapche", "vanhoa", "quantri"):
        for action in ("approve", "reject"):
            room.decide(name, page, action)
            assert statuses(page) == ["in_progress"], (name, action)


def test_a_late_decision_is_told_who_was_first_and_when(room):
    page = room.submitted()
    state = waiting(page)
    with time_machine.travel(TUESDAY, tick=False):
        room.decide("vanphong", page)
        response = room.decide("vanphong2", page, state=state)
    assert any("Vanphong Test" in text and "09:12 24/11/2026" in text for text in messages(response))
    assert statuses(page) == ["approved", "in_progress"]


def test_a_late_decision_in_the_editor_is_told_too_and_makes_no_version(room):
    page = room.submitted()
    form = room.edit_form("vanphong2", page)
    room.decide("vanphong", page)
    room.decide("lanhdao", page)
    versions = page.revisions.count()
    response = room.post_edit(
        "vanphong2", page, form, action__workflow__action="1", workflow__action__name="approve"
    )
    assert any("Lanhdao Test" in text for text in messages(response))
    assert page.revisions.count() == versions


def test_a_late_decision_keeps_what_was_typed(room):
    page = room.at_leaders()
    form = room.edit_form("lanhdao2", page)
    room.decide("lanhdao", page)
    response = room.post_edit(
        "lanhdao2",
        page,
        form,
        title="Chữ của tôi",
        action__workflow__action="1",
        workflow__action__name="approve",
    )
    assert "Chữ của tôi" in response.content.decode() or latest_title(page) == "Chữ của tôi"


def test_approval_of_a_version_that_was_not_read_is_refused(room):
    page = room.submitted()
    form = room.edit_form("vanphong", page)
    room.post_edit("vanphong2", page, title="Đổi sau lưng")
    response = room.post_edit(
        "vanphong", page, form, action__workflow__action="1", workflow__action__name="approve"
    )
    assert stage(page) == "Văn phòng Sở"
    assert any("Vanphong2 Test" in text for text in messages(response))


def test_a_returned_item_comes_back_to_who_returned_it(room):
    page = room.submitted()
    room.decide("vanphong", page, "reject", "Sai ngày tổ chức")
    assert workflow_status(page) == "needs_changes"
    html = room.as_("trungtam").get(edit_url(page)).content.decode()
    assert "Sai ngày tổ chức" in html
    assert "Trình duyệt lại" in html
    room.submit("trungtam", page, title="Đúng ngày rồi")
    assert stage(page) == "Văn phòng Sở"
    room.decide("vanphong", page)
    assert stage(page) == "Ban Giám đốc"


def test_the_reviewer_comments_on_one_sentence_returns_and_may_approve_later(room):
    page = room.submitted()
    data = room.edit_form("vanphong", page)
    data.update(comment_on("summary", "Câu này sai ngày"))
    room.post_edit(
        "vanphong",
        page,
        data,
        action__workflow__action="1",
        workflow__action__name="reject",
        workflow__action__extra__data='{"comment": "Xem câu đầu"}',
    )
    assert workflow_status(page) == "needs_changes"
    assert Comment.objects.get(page=page).text == "Câu này sai ngày"
    assert last_state(page).comment == "Xem câu đầu"
    room.submit("trungtam", page, summary="Đúng ngày")
    room.decide("vanphong", page)
    assert stage(page) == "Ban Giám đốc"


@time_machine.travel(TUESDAY, tick=False)
def test_the_writer_is_told_who_must_act_and_by_when(room):
    page = room.draft("trungtam")
    response = room.submit("trungtam", page)
    assert "Đã gửi Văn phòng Sở. Hạn xem xét: 26/11/2026." in messages(response)
    html = room.as_("trungtam").get(edit_url(page)).content.decode()
    assert "26/11/2026" in html


@time_machine.travel(datetime(2026, 4, 28, 9, tzinfo=timezone.get_default_timezone()), tick=False)
def test_deadlines_leave_out_holidays(db):
    assert ReviewTask(working_days=2).deadline() == date(2026, 5, 4)


def test_an_approved_item_goes_live_at_its_hour(room):
    tomorrow = timezone.localtime().replace(hour=7, minute=0, second=0, microsecond=0) + timedelta(days=1)
    page = room.at_leaders(go_live_at=tomorrow)
    html = room.as_("lanhdao").get(edit_url(page)).content.decode()
    assert "Phê duyệt và hẹn giờ đăng" in html
    room.decide("lanhdao", page)
    page.refresh_from_db()
    assert not page.live
    assert page.scheduled_revision.approved_go_live_at == tomorrow
    with time_machine.travel(tomorrow + timedelta(seconds=1), tick=False):
        from django.core.management import call_command

        call_command("publish_scheduled")
    assert is_live(page)


def test_only_administrators_see_a_button_to_publish(room):
    page = room.submitted()
    for name in ("vanphong", "trungtam"):
        assert 'name="action-publish"' not in room.as_(name).get(edit_url(page)).content.decode()
    assert "Đăng không qua duyệt" in room.as_("quantri").get(edit_url(page)).content.decode()


def test_writers_work_is_found_on_their_home(room):
    page = room.submitted()
    assert page.title in room.as_("vanphong").get("/admin/").content.decode()
    html = room.as_("trungtam").get("/admin/").content.decode()
    assert "Viết tin" in html
    assert "Viết tin" not in room.as_("doannghethuat").get("/admin/").content.decode()


def test_the_page_history_tells_all(room):
    page = room.at_leaders()
    room.decide("lanhdao", page)
    actions = set(PageLogEntry.objects.filter(page=page).values_list("action", flat=True))
    assert {"wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.publish"} <= actions
    assert TaskState.objects.for_instance(page).filter(status="approved").count() == 2
