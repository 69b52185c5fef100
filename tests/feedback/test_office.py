"""The Office answers in the admin; who may read reads, nobody else knows of it."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from feedback.models import Question
from portal.editorial.roles import ACCOUNTS

from .asking import WORDS, publish_procedure

pytestmark = pytest.mark.django_db

ANSWERS, READS = ("quantri", "vanphong"), ("phapche", "lanhdao")


@pytest.fixture
def page():
    return publish_procedure()


@pytest.fixture
def question(page):
    return Question.objects.create(procedure=page, text=WORDS)


def log_in(client, account):
    call_command("sync_roles")
    user = get_user_model().objects.create_user(account, password="x", email=f"{account}@example.org")
    user.groups.add(Group.objects.get(name=ACCOUNTS[account]))
    client.force_login(user)
    return user


def form(question, **values):
    kept = ("public_text", "answer", "state", "decline_reason", "decline_note")
    return {name: getattr(question, name) for name in kept} | values


@pytest.mark.parametrize("account", sorted(ACCOUNTS))
def test_who_may_read_and_who_may_answer(client, question, account):
    log_in(client, account)
    reads, answers = account in ANSWERS + READS, account in ANSWERS
    assert client.get(reverse("questions:index")).status_code == (200 if reads else 302)
    inspect = client.get(reverse("questions:inspect", args=[question.pk]))
    assert inspect.status_code == (200 if reads else 302)
    assert client.get(reverse("questions:add")).status_code == 302
    edit = reverse("questions:edit", args=[question.pk])
    assert client.get(edit).status_code == (200 if answers else 302)
    client.post(edit, form(question, answer="Bạn nộp bản sao.", state="published"))
    question.refresh_from_db()
    assert question.is_public == answers


def test_an_answer_is_published_with_who_and_when(client, question, page):
    user = log_in(client, "vanphong")
    edit = reverse("questions:edit", args=[question.pk])
    client.post(
        edit, form(question, answer="Bạn nộp bản sao.", state="published", public_text="Nộp bản nào?")
    )
    question.refresh_from_db()
    assert question.answered_by == user
    assert question.answered_at
    assert question.published_at
    html = client.get(page.url).content.decode()
    assert "Nộp bản nào?" in html
    assert WORDS not in html
    client.post(edit, form(question, state="answered"))
    assert "Nộp bản nào?" not in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"state": "published"}, "Hãy viết câu trả lời"),
        ({"state": "declined"}, "Hãy chọn lý do"),
        ({"state": "published", "answer": "Có.", "public_text": "Gọi 0912 345 678 nhé"}, "0912 345 678"),
        ({"state": "published", "answer": "Có.", "public_text": ""}, "nội dung câu hỏi sẽ công khai"),
    ],
)
def test_what_a_state_needs_is_asked_for_and_nothing_lost(client, question, values, told):
    log_in(client, "vanphong")
    edit = reverse("questions:edit", args=[question.pk])
    html = client.post(edit, form(question, **values)).content.decode()
    assert told in html
    question.refresh_from_db()
    assert question.state == "received"


def test_the_list_says_what_is_overdue(client, question):
    Question.objects.filter(pk=question.pk).update(due_on=timezone.localdate() - timedelta(days=30))
    log_in(client, "vanphong")
    address = reverse("questions:index")
    assert "quá hạn" in client.get(address).content.decode()
    assert len(client.get(address, {"overdue": "true"}).context["object_list"]) == 1
    assert len(client.get(address, {"overdue": "false"}).context["object_list"]) == 0


def test_the_export_holds_the_public_wording_only(client, question):
    Question.objects.filter(pk=question.pk).update(text="Chữ riêng tư", public_text="Chữ công khai")
    log_in(client, "phapche")
    response = client.get(reverse("questions:index"), {"export": "csv"})
    data = b"".join(response.streaming_content).decode()
    assert "Chữ công khai" in data
    assert "riêng tư" not in data
