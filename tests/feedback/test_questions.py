"""A citizen asks, the Office answers, and nothing is public before it is published."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.choices import QuestionState
from feedback.codes import grouped, new_code, parse_code
from feedback.models import Question
from feedback.views.questions import MOST_AN_HOUR
from portal.editorial.roles import OFFICE
from portal.text import add_working_days

from .asking import THEIRS, WORDS, ask, publish_procedure, stamp, strict_client, text_of

pytestmark = pytest.mark.django_db

SECRET = "Câu hỏi chưa công khai"


@pytest.fixture
def page():
    return publish_procedure()


def make_question(page, state=QuestionState.PUBLISHED, **values):
    given_ = {"procedure": page, "text": WORDS, "state": state, "answer": "Bạn nộp bản sao."} | values
    return Question.objects.create(**given_)


def test_a_question_gets_a_code_and_a_due_day(client, page):
    response = ask(client, page)
    question = Question.objects.get()
    assert response.url == f"/hoi-dap/{question.code}/?da-gui=1"
    assert question.due_on == add_working_days(timezone.localdate(), 15)
    assert (question.state, question.procedure, question.about) == ("received", page, page.full_name)
    html = text_of(client.get(response.url))
    assert question.grouped_code in html
    assert "Tiếp nhận" in html or "tiếp nhận" in html


def test_the_office_hears_of_it_without_the_citizens_words(
    client, page, mailoutbox, django_capture_on_commit_callbacks
):
    user = get_user_model().objects.create_user("vanphong", email="van-phong@example.org")
    user.groups.add(Group.objects.get_or_create(name=OFFICE)[0])
    get_user_model().objects.create_user("khac", email="khac@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        ask(client, page)
    (mail,) = mailoutbox
    question = Question.objects.get()
    assert mail.to == ["van-phong@example.org"]
    assert question.grouped_code in mail.body
    assert WORDS not in mail.body + mail.subject


@pytest.mark.parametrize("state", [QuestionState.RECEIVED, QuestionState.ANSWERED, QuestionState.DECLINED])
def test_nothing_is_public_before_it_is_published(client, page, state):
    question = make_question(page, state, text=SECRET, answer="Trả lời kín")
    addresses = (page.url, "/hoi-dap/", f"/hoi-dap/?thu-tuc={page.code}", "/tim-kiem/?q=công+khai",
                 "/api/search/?q=công+khai", "/sitemap.xml")  # fmt: skip
    for address in addresses:
        html = client.get(address).content.decode()
        assert SECRET not in html, address
        assert "Trả lời kín" not in html, address
        assert question.code not in html, address


def test_what_is_published_stands_under_its_procedure_and_in_the_list(client, page):
    other = publish_procedure("9.900103")
    for number in range(7):
        make_question(page, text=f"Hỏi lần thứ {number} về giấy tờ", published_at=timezone.now())
    html = text_of(client.get(page.url))
    assert "Hỏi lần thứ 6" in html
    assert "Hỏi lần thứ 1 " not in html
    assert f"/hoi-dap/?thu-tuc={page.code}" in html
    assert "Hỏi lần thứ 1 " in text_of(client.get(f"/hoi-dap/?thu-tuc={page.code}"))
    assert "Hỏi lần" not in text_of(client.get(f"/hoi-dap/?thu-tuc={other.code}"))
    assert "Hỏi lần" not in text_of(client.get(other.url))


def test_the_list_asks_little_however_long(client, page):
    for number in range(60):
        make_question(page, text=f"Hỏi lần thứ {number} về giấy tờ")
    client.get("/hoi-dap/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/hoi-dap/?page=2").status_code == 200
    assert len(queries) <= 12


def test_a_question_goes_with_its_procedure(client, page):
    make_question(page, text="Hỏi về thủ tục đã gỡ")
    page.unpublish()
    assert "Hỏi về thủ tục" not in text_of(client.get("/hoi-dap/"))
    page.delete()
    question = Question.objects.get()
    assert question.about == "Thủ tục đăng ký đội múa sạp của xóm"
    assert client.get(f"/hoi-dap/{question.code}/").status_code == 200


def test_what_citizens_write_is_text(client, page):
    attack = "<script>alert(1)</script> & <b>đậm</b>, hỏi gì đây?"
    question = make_question(page, text=attack, answer="<img src=x onerror=alert(2)>")
    for address in (page.url, "/hoi-dap/", f"/hoi-dap/{question.code}/"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"words": ""}, "Hãy viết câu hỏi"),
        ({"words": "dài " * 600}, "2000"),
        ({"website": "http://x"}, "để trống"),
        ({"stamp": ""}, "mở quá lâu"),
        ({"stamp": "ask:giả:mạo"}, "mở quá lâu"),
        ({"age": 1}, "quá nhanh"),
        ({"age": 100_000}, "mở quá lâu"),
    ],
)
def test_what_is_wrong_is_said_and_the_form_comes_back_filled(client, page, values, told):
    # Stamped here: the cases are made long before they run.
    values = {"stamp": stamp(values.get("age", 60))} | values
    words = values.get("words", WORDS)
    response = ask(client, page, **({"words": words} | values))
    assert response.status_code == 200
    html = text_of(response)
    assert told in html
    assert words.strip() in html
    assert not Question.objects.exists()


def test_line_ends_of_browsers_cost_no_letters(client, page):
    words = "hai chữ\n" * 250
    assert ask(client, page, words.strip().replace("\n", "\r\n")).status_code == 302
    assert Question.objects.get().text == words.strip()


def test_personal_data_is_warned_of_and_masked(client, page):
    words = "Gọi tôi số 0912 345 678, CCCD 004090012345 được không?"
    first = ask(client, page, words)
    assert first.status_code == 200
    assert "0912 345 678" in text_of(first)
    assert not Question.objects.exists()
    assert ask(client, page, words, masked="on").status_code == 302
    question = Question.objects.get()
    assert question.text == words
    assert question.has_personal_data
    assert "0912" not in question.public_text
    assert "004090012345" not in question.public_text
    assert "0912" not in text_of(client.get(f"/hoi-dap/{question.code}/"))


def test_one_address_asks_only_so_often(client, page):
    for _number in range(MOST_AN_HOUR):
        assert ask(client, page).status_code == 302
    response = ask(client, page)
    assert response.status_code == 429
    assert WORDS in text_of(response)
    assert Question.objects.count() == MOST_AN_HOUR


def test_another_site_asks_for_nobody_and_a_silent_browser_twice(page):
    visitor = strict_client()
    for headers in (THEIRS, {}):
        response = ask(visitor, page, headers=headers)
        assert response.status_code == 200
        assert WORDS in text_of(response)
        assert not Question.objects.exists()
    token = str(response.context["csrf_token"])
    assert ask(visitor, page, headers={}, csrfmiddlewaretoken=token).status_code == 302


@given(
    words=st.one_of(
        st.text(max_size=300),
        st.sampled_from(
            ["\x00" * 20, "a" * 100_000, "😀" * 50, "\u202eabc\u202c def ghi jkl", "\ud800 " * 20]
        ),
    ),
    fields=st.sets(st.sampled_from(["question", "website", "stamp"])),
    junk=st.text(st.characters(codec="utf-8"), max_size=40),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_nothing_breaks(client, page, words, fields, junk):
    words = words.encode("utf-8", "replace").decode()
    data = {"question": words, "website": "", "stamp": junk or stamp()}
    sent = {name: value for name, value in data.items() if name in fields}
    response = client.post(f"/hoi-dap/gui/?thu-tuc={page.code}", sent, HTTP_SEC_FETCH_SITE="same-origin")
    assert response.status_code in (200, 302, 429)


@given(junk=st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=60))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_for_nothing_breaks(client, page, junk):
    assert client.get("/hoi-dap/", {"thu-tuc": junk, "ma": junk, "page": junk}).status_code in (200, 302)
    assert client.get("/hoi-dap/gui/", {"thu-tuc": junk}).status_code == 404
    assert client.get("/hoi-dap/x" + junk.replace(".", "") + "/").status_code in (301, 302, 404)


def test_a_code_is_found_in_any_spelling(client, page):
    question = make_question(page)
    spelled = question.grouped_code.lower().replace("-", " ")
    assert client.get("/hoi-dap/", {"ma": spelled}).url == f"/hoi-dap/{question.code}/"
    assert client.get(f"/hoi-dap/{question.code.lower()}/").url == f"/hoi-dap/{question.code}/"
    assert client.get(f"/hoi-dap/{new_code()}/").status_code == 404
    assert "Mã không đúng" in text_of(client.get("/hoi-dap/", {"ma": "123"})) or "không phải" in text_of(
        client.get("/hoi-dap/", {"ma": "123"})
    )


def test_codes_are_read_back():
    code = new_code()
    assert parse_code(grouped(code)) == code
    assert parse_code("") == parse_code("0" * 12) == parse_code("B" * 99) == ""


def test_the_page_of_a_code_stays_with_who_has_it(client, page):
    question = make_question(
        page, QuestionState.DECLINED, decline_reason="complaint", decline_note="Gửi nơi khác."
    )
    response = client.get(f"/hoi-dap/{question.code}/")
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]
    html = text_of(response)
    assert "khiếu nại" in html
    assert "Gửi nơi khác." in html


def test_the_night_forgets_what_was_left_out_of_the_public_wording(page):
    words = "Gọi tôi số 0912 345 678 khi có giấy nhé"
    old = make_question(page, text=words, received_at=timezone.now() - timedelta(days=181))
    fresh = make_question(page, text=words)
    open_ = make_question(page, QuestionState.RECEIVED, text=words, received_at=old.received_at)
    call_command("forget_visitors")
    for question, kept in ((old, False), (fresh, True), (open_, True)):
        question.refresh_from_db()
        assert ("0912" in question.text) == kept
