"""Only administrators publish past the workflow, and every time they say why."""

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from portal.editorial.bypass import ACTION
from tests.factories.pages import StandingPageFactory

from .newsroom import is_live, messages, workflow_status

REASON = "Thông báo khẩn về mưa lũ theo chỉ đạo trong đêm"


def reasons(page):
    return [entry.data["reason"] for entry in PageLogEntry.objects.filter(page=page, action=ACTION)]


def publish_url(page):
    return reverse("editorial_publish", args=[page.pk])


def test_the_button_leads_to_the_question_and_keeps_the_draft(room):
    page = room.submitted()
    response = room.post_edit("quantri", page, title="Tin khẩn", action__publish="1")
    assert response.redirect_chain[-1][0] == publish_url(page)
    assert not is_live(page)
    assert Page.objects.get(pk=page.pk).latest_revision.content["title"] == "Tin khẩn"


def test_with_a_reason_it_is_published_and_the_reason_stays_in_the_history(room):
    page = room.submitted()
    room.as_("quantri").post(publish_url(page), {"reason": REASON})
    assert is_live(page)
    assert reasons(page) == [REASON]
    assert workflow_status(page) == "cancelled"
    history = room.as_("vanphong").get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert REASON in history.content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "gấp"])
def test_without_a_reason_it_is_not(room, reason):
    page = room.submitted()
    response = room.as_("quantri").post(publish_url(page), {"reason": reason})
    assert response.status_code == 200
    assert not is_live(page)


@pytest.mark.parametrize(
    "name", ["lanhdao", "phapche", "vanphong", "vanhoa", "trungtam", "doannghethuat", "donvi"]
)
def test_nobody_else_may(room, name):
    page = room.submitted()
    for method in ("get", "post"):
        getattr(room.as_(name), method)(publish_url(page), {"reason": REASON})
    assert not is_live(page)


def test_an_item_can_be_written_and_published_at_once_with_a_reason(room):
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", room.index.pk])
    form = room.edit_form("quantri", room.draft("quantri"))
    form.update({"title": "Tin viết ngay", "slug": "tin-viet-ngay", "action-publish": "1"})
    response = room.as_("quantri").post(url, form, follow=True)
    page = Page.objects.get(slug="tin-viet-ngay")
    assert response.redirect_chain[-1][0] == publish_url(page)
    assert not is_live(page)


@pytest.mark.parametrize("name", ["quantri", "goc"])
class TestSideDoors:
    def test_bulk_publishing(self, room, name):
        page = room.submitted()
        url = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&id={room.index.pk}"
        room.as_(name).post(url, {"include_descendants": "on"})
        assert not is_live(page)

    def test_bulk_publishing_from_above(self, room, name):
        page = room.submitted()
        room.as_(name).post(
            f"/admin/bulk/wagtailcore/page/publish/?id={room.home.pk}", {"include_descendants": "on"}
        )
        assert not is_live(page)

    def test_the_api(self, room, name):
        page = room.submitted()
        url = f"/admin/api/main/pages/{page.pk}/action/publish/"
        assert room.as_(name).post(url).status_code == 400
        assert not is_live(page)
        assert room.as_(name).post(url, {"reason": REASON}).status_code == 200
        assert is_live(page)
        assert reasons(page) == [REASON]

    @pytest.mark.parametrize("option", ["publish_copies", "alias"])
    def test_copying(self, room, name, option):
        page = room.at_leaders()
        room.decide("lanhdao", page)
        data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": room.index.pk, option: "on"}
        room.as_(name).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
        assert not Page.objects.filter(slug="ban-sao", live=True).exists()

    def test_copying_by_the_api(self, room, name):
        page = room.at_leaders()
        room.decide("lanhdao", page)
        for action in ("copy", "create_alias"):
            url = f"/admin/api/main/pages/{page.pk}/action/{action}/"
            room.as_(name).post(url, {"slug": "ban-sao"}, content_type="application/json")
        assert not Page.objects.filter(slug="ban-sao", live=True).exists()

    def test_an_inactive_workflow(self, room, name):
        page = room.draft("trungtam")
        page.get_workflow().deactivate()
        room.as_(name).post(f"/admin/api/main/pages/{page.pk}/action/publish/")
        assert not is_live(page)


def test_pages_outside_need_no_reason(room):
    room.home.refresh_from_db()
    page = StandingPageFactory(parent=room.home, live=False)
    page.save_revision()
    room.as_("quantri").post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
    assert is_live(page)


def test_the_question_is_in_vietnamese(room):
    page = room.submitted()
    html = room.as_("quantri").get(publish_url(page)).content.decode()
    assert "Đăng không qua duyệt" in html
    assert "Lý do" in html
    response = room.as_("quantri").post(publish_url(page), {"reason": REASON}, follow=True)
    assert any("lý do" in text for text in messages(response))


def test_no_group_but_the_administrators_may_publish_news(room):
    rows = GroupPagePermission.objects.filter(permission__codename="publish_page")
    news = [row.group.name for row in rows if room.index.path.startswith(row.page.path)]
    assert set(news) == {"Quản trị"}
