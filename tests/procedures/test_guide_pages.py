"""“Bạn cần làm gì?” as a citizen walks it and as an editor writes it."""

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from procedures.models import GuidePage, ProcedurePage, ProceduresIndexPage
from tests.factories.pages import build_site
from tests.procedures.samples import simple_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    build_site()
    return ProceduresIndexPage.objects.get()


def put(index, page):
    page.live = True
    page.first_published_at = page.last_published_at = timezone.now()
    index.refresh_from_db()
    return index.add_child(instance=page)


def procedure(index, number, name, **values):
    page = ProcedurePage(**values)
    page.apply_record(simple_record(f"9.9205{number:02}", name=name))
    return put(index, page)


def question(name, text, *answers):
    rows = [
        {"words": words, "next": to, "sentence": sentence, "procedures": chosen}
        for words, to, sentence, chosen in answers
    ]
    return {"type": "question", "value": {"name": name, "text": text, "help": "", "answers": rows}}


@pytest.fixture
def guide(index):
    first, second = procedure(index, 1, "Mở hội xóm"), procedure(index, 2, "Mở hội xã")
    page = GuidePage(title="Bạn cần làm gì?", slug="ban-can-lam-gi", summary="Vài câu hỏi ngắn.")
    page.questions = [
        question("Việc", "Bạn có việc gì?", ("Mở hội", "Nơi", "", []), ("Mượn sách", "", "Đến thư viện.", [])),
        question("Nơi", "Mở ở đâu?", ("Ở xóm", "", "Nộp ở xã.", [first.pk]),
                 ("Ở xã", "", "", [second.pk, first.pk])),
    ]  # fmt: skip
    return put(index, page)


def links(html):
    return re.findall(r'<li><a href="([^"]+)">', html.split('class="plain answers"')[1].split("</ul>")[0])


def test_answers_lead_by_plain_links_to_the_procedures(guide, client):
    html = client.get("/thu-tuc/ban-can-lam-gi/").content.decode()
    assert "Bạn có việc gì?" in html
    assert "còn nhiều nhất 1 câu nữa" in html
    to_place = links(html)[0]
    assert to_place == "/thu-tuc/ban-can-lam-gi/mo-hoi/#cau-hoi"
    html = client.get(to_place.partition("#")[0]).content.decode()
    assert '<h1 id="cau-hoi" tabindex="-1"' in html
    assert "câu cuối cùng" in html
    response = client.get(links(html)[1].partition("#")[0])
    assert [page.full_name for page in response.context["procedures"]] == ["Mở hội xã", "Mở hội xóm"]
    html = response.content.decode()
    assert html.count("Đổi câu trả lời") == 2
    assert 'href="/thu-tuc/ban-can-lam-gi/mo-hoi/#cau-hoi"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "<title>Thủ tục dành cho bạn: Ở xã" in html


def test_an_answer_may_end_in_words_alone(guide, client):
    html = client.get("/thu-tuc/ban-can-lam-gi/muon-sach/").content.decode()
    assert "Đến thư viện." in html
    assert "Xem tất cả thủ tục" in html


@pytest.mark.parametrize(
    "path", ["khong-co", "mo-hoi/khong-co", "muon-sach/o-xom", "mo-hoi/o-xom/o-xom", "%00"]
)
def test_answers_that_nobody_offered_are_not_found(guide, client, path):
    assert client.get(f"/thu-tuc/ban-can-lam-gi/{path}/").status_code == 404


def test_a_procedure_that_is_gone_is_not_offered(guide, client):
    ProcedurePage.objects.get(full_name="Mở hội xóm").unpublish()
    html = client.get("/thu-tuc/ban-can-lam-gi/mo-hoi/o-xom/").content.decode()
    assert "không còn hiệu lực" in html
    assert "Mở hội xóm" not in html


def test_a_guide_that_is_no_longer_live_has_no_steps(guide, client):
    guide.unpublish()
    assert client.get("/thu-tuc/ban-can-lam-gi/mo-hoi/").status_code == 404
    assert "ban-can-lam-gi" not in client.get("/thu-tuc/").content.decode()


def test_each_step_asks_at_most_12_queries(guide, client):
    for path in ("", "mo-hoi/", "mo-hoi/o-xa/"):
        client.get(f"/thu-tuc/ban-can-lam-gi/{path}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/thu-tuc/ban-can-lam-gi/{path}")
        assert len(queries) <= 12, path


def test_search_finds_a_guide_by_its_questions_and_the_catalogue_offers_it(guide, client):
    assert {"Bạn có việc gì?", "Ở xóm", "Đến thư viện."} <= set(guide.search_body().splitlines())
    assert "/thu-tuc/ban-can-lam-gi/" in client.get("/thu-tuc/").content.decode()


def blocks(*questions):
    """Return what the editors' form sends: (name, [(words, next, sentence)])."""
    rows = []
    for name, answers in questions:
        answered = [
            {"words": words, "next": to, "sentence": sentence, "procedures": {"count": 0}}
            for words, to, sentence in answers
        ]
        rows.append(("question", {"name": name, "text": f"{name}?", "help": "", "answers": listed(answered)}))
    return streamfield(rows)


def listed(rows):
    data = {"count": len(rows)}
    for place, row in enumerate(rows):
        data[str(place)] = {"deleted": "", "order": place, "value": row, "id": "", "type": "item"}
    return data


def post(client, index, questions, **extra):
    client.force_login(get_user_model().objects.create_superuser("quantri", password="x"))
    address = reverse("wagtailadmin_pages:add", args=("procedures", "guidepage", index.pk))
    values = {"title": "Bạn cần làm gì?", "slug": "hoi", "summary": "", "questions": questions}
    return client.post(address, nested_form_data(values | extra))


def in_form(words):
    """Return how the form carries the message of a block."""
    return json.dumps(words)[1:-1]


GOOD = blocks(("Việc", [("Hội", "noi", ""), ("Sách", "", "Đến thư viện.")]),
              ("Nơi", [("Xóm", "", "Ra xã."), ("Xã", "", "Lên tỉnh.")]))  # fmt: skip


def test_an_editor_saves_questions_that_lead_to_each_other(index, client):
    assert post(client, index, GOOD).status_code == 302
    assert GuidePage.objects.get().plan.problems() == []


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (blocks(("Việc", [("Hội", "Việc", ""), ("Sách", "", "x")])), "đi vòng quanh"),
        (blocks(("Việc", [("Hội", "Nơi nào", ""), ("Sách", "", "x")])), "Không có câu hỏi nào mang tên ngắn"),
        (blocks(("Việc", [("Hội", "", "x"), ("A", "", "x")]), ("việc", [("B", "", "x"), ("C", "", "x")])),
         "Có hai câu hỏi cùng tên ngắn"),
    ],
)  # fmt: skip
def test_what_would_go_round_in_circles_is_refused_even_in_a_draft(index, client, questions, said):
    response = post(client, index, questions)
    assert response.status_code == 200
    assert in_form(said) in response.content.decode()
    assert not GuidePage.objects.exists()


def test_a_dead_end_may_wait_in_a_draft_and_is_refused_at_publication(index, client):
    unfinished = blocks(("Việc", [("Hội", "", ""), ("Sách", "", "x")]))
    assert post(client, index, unfinished).status_code == 302
    page = GuidePage.objects.get()
    assert "không dẫn tới đâu" in page.missing_for_publication()["questions"]
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    values = {"title": "Bạn cần làm gì?", "slug": "hoi", "summary": "", "questions": unfinished}
    response = client.post(address, nested_form_data(values | {"action-publish": "x"}))
    assert response.status_code == 200
    assert in_form("không dẫn tới đâu") in response.content.decode()
    assert not GuidePage.objects.get().live


def test_a_guide_without_questions_is_not_published(index):
    assert "questions" in GuidePage(title="x").missing_for_publication()


def test_a_preview_shows_the_draft(index, client):
    post(client, index, GOOD)
    page = GuidePage.objects.get()
    html = page.make_preview_request(preview_mode=page.default_preview_mode).content.decode()
    assert "Việc?" in html
