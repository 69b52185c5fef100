"""Who gets which mail, in Vietnamese, with an address that works outside."""

from datetime import datetime

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from .newsroom import edit_url

WHEN = datetime(2026, 11, 23, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def outside(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://cong.example.vn"


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def recipients():
    return {to.split("@")[0] for message in mail.outbox for to in message.to}


@time_machine.travel(WHEN, tick=False)
def test_the_office_is_asked_with_date_and_address(room, after_commit):
    with after_commit():
        page = room.submitted()
    assert recipients() == {"vanphong", "vanphong2"}
    message = mail.outbox[0]
    assert message.subject == "Chờ bạn xem xét, hạn 26/11/2026: Ngày hội đọc sách"
    assert f"https://cong.example.vn{edit_url(page)}" in message.body
    assert "Hạn xem xét: 26/11/2026" in message.body


def test_an_author_is_not_asked(room, after_commit):
    with after_commit():
        page = room.draft("vanphong")
        page.save_revision(user=room["lanhdao"])
        draft = page.get_latest_revision_as_object()
        draft.title = "Lãnh đạo đã sửa"
        draft.save_revision(user=room["lanhdao"])
        page.get_workflow().start(page, room["vanphong"])
    assert recipients() == {"lanhdao2"}


def test_the_writer_hears_where_it_went(room, after_commit):
    page = room.submitted()
    with after_commit():
        room.decide("vanphong", page)
    assert recipients() == {"lanhdao", "lanhdao2", "trungtam"}
    (to_writer,) = [message for message in mail.outbox if message.to == ["trungtam@example.org"]]
    assert to_writer.subject == "Bài đã chuyển đến Ban Giám đốc: Ngày hội đọc sách"


def test_the_writer_hears_what_to_change(room, after_commit):
    page = room.submitted()
    with after_commit():
        room.decide("vanphong", page, "reject", "Sai ngày & sai <giờ>")
    (message,) = mail.outbox
    assert message.to == ["trungtam@example.org"]
    assert message.subject == "Bài cần sửa: Ngày hội đọc sách"
    assert "Vanphong Test trả lại bài" in message.body
    assert "Ý kiến: Sai ngày & sai <giờ>" in message.body


def test_the_writer_hears_that_it_is_public(room, after_commit):
    page = room.at_leaders()
    with after_commit():
        room.decide("lanhdao", page)
    (message,) = mail.outbox
    assert message.subject == "Đã phê duyệt và đăng: Ngày hội đọc sách"
    assert "đã đăng" in message.body


def test_administrators_are_asked_when_they_stand_in(room, after_commit):
    with after_commit():
        room.submitted("lanhdao")
    assert recipients() == {"quantri", "quantri2", "goc"}


def test_a_dead_mail_server_stops_no_decision(room, after_commit, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with after_commit():
        page = room.submitted()
    assert page.workflow_in_progress
