"""Drafts for comment: open or closed by the day, where comments go, what became of them."""

from datetime import date

import pytest
import time_machine
from wagtail.models import PageViewRestriction

from legal.models import DraftFile, DraftRegulationPage
from tests.factories.files import make_document
from tests.factories.legal import (
    DraftRegulationPageFactory,
    LegalDocumentPageFactory,
    build_draft_list,
    build_law_list,
)

pytestmark = pytest.mark.django_db

NOON = "2026-11-23 12:00+07:00"


@pytest.fixture
def drafts():
    return build_draft_list()


@pytest.mark.parametrize(
    ("moment", "words", "open_"),
    [
        ("2026-11-28 10:00+07:00", "Còn 3 ngày", True),
        # 16:59 on 1 December in London is the last minute of the day in Cao Bằng.
        ("2026-12-01 16:59+00:00", "Hôm nay là ngày cuối", True),
        ("2026-12-01 17:00+00:00", "Đã hết hạn góp ý", False),
    ],
)
def test_comments_are_taken_until_the_deadline_ends_here(client, drafts, moment, words, open_):
    page = DraftRegulationPageFactory(parent=drafts, deadline=date(2026, 12, 1))
    with time_machine.travel(moment, tick=False):
        html = client.get(page.url).content.decode()
        if open_ and "3 ngày" in words:
            assert (page.deadline - date(2026, 11, 28)).days == 3
        assert words in html
        assert ("Gửi góp ý" in html) == open_


@time_machine.travel(NOON, tick=False)
def test_the_page_says_where_and_how_to_comment(client, drafts, media_folder):
    page = DraftRegulationPageFactory(
        parent=drafts,
        how_to_comment="Góp ý nhiều nhất vào Điều 3.",
        contact_office="Phòng Tổ chức – Pháp chế",
        contact_address="Phường Thục Phán, tỉnh Cao Bằng",
        contact_phone="0206 3852 000",
        body=[{"type": "paragraph", "value": "<p>Điều 1. Phạm vi</p>"}],
    )
    page.files = [DraftFile(document=make_document("Tờ trình", "to-trinh.docx"))]
    page.save()
    html = client.get(page.url).content.decode()
    for words in (
        "Phòng Tổ chức – Pháp chế",
        "Góp ý nhiều nhất vào Điều 3.",
        "mailto:gop-y@example.org",
        "tel:02063852000",
        "Phường Thục Phán",
        "31/12/2026",
        "Điều 1. Phạm vi",
        "Tờ trình",
        "(DOCX, ",
    ):
        assert words in html


@time_machine.travel(NOON, tick=False)
def test_after_the_deadline_the_comments_are_summed_up(client, drafts):
    page = DraftRegulationPageFactory(
        parent=drafts,
        deadline=date(2026, 1, 1),
        comments_summary=[{"type": "paragraph", "value": "<p>Tiếp thu 9 trên 12 góp ý.</p>"}],
    )
    html = client.get(page.url).content.decode()
    assert "Tiếp thu 9 trên 12 góp ý." in html
    assert "Đã hết hạn góp ý" in html


def test_a_draft_leads_to_the_document_that_came_of_it_when_it_is_public(client, drafts):
    law = LegalDocumentPageFactory(parent=build_law_list(), number="9/2026/NQ-HĐND")
    page = DraftRegulationPageFactory(parent=drafts, issued_document=law)
    html = client.get(page.url).content.decode()
    assert "Đã ban hành" in html
    assert law.url in html
    PageViewRestriction.objects.create(page=law, restriction_type=PageViewRestriction.LOGIN)
    assert law.url not in client.get(page.url).content.decode()


@time_machine.travel(NOON, tick=False)
def test_open_drafts_stand_first_by_deadline_then_the_others_from_the_newest_back(client, drafts):
    for name, day in (
        ("Dự thảo cũ nhất", date(2025, 1, 1)),
        ("Dự thảo còn lâu", date(2027, 5, 1)),
        ("Dự thảo vừa đóng", date(2026, 11, 22)),
        ("Dự thảo gấp", date(2026, 11, 23)),
    ):
        DraftRegulationPageFactory(parent=drafts, full_title=name, deadline=day)
    html = client.get(drafts.url).content.decode()
    order = [html.index(f"Dự thảo {name}") for name in ("gấp", "còn lâu", "vừa đóng", "cũ nhất")]
    assert order == sorted(order)


def test_an_empty_list_says_so(client, drafts):
    assert "Hiện không có dự thảo nào" in client.get(drafts.url).content.decode()


@pytest.mark.parametrize("query", ["page=x", "page=999999", "page=%00"])
def test_a_wrong_page_is_no_error(client, drafts, query):
    assert client.get(f"{drafts.url}?{query}").status_code == 200


def test_unpublished_and_restricted_drafts_are_nowhere(client, drafts):
    hidden = DraftRegulationPageFactory(parent=drafts, full_title="Dự thảo kín", live=False)
    secret = DraftRegulationPageFactory(parent=drafts, full_title="Dự thảo nội bộ")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    html = client.get(drafts.url).content.decode()
    assert "Dự thảo kín" not in html
    assert "Dự thảo nội bộ" not in html
    assert client.get(hidden.url).status_code == 404
    assert client.get(secret.url).status_code == 302


def test_a_very_long_name_is_kept_whole(client, drafts):
    name = "Dự thảo Quyết định " + "ban hành quy chế phối hợp quản lý lễ hội " * 20
    page = DraftRegulationPageFactory(parent=drafts, full_title=name)
    assert len(page.title) <= 255
    html = client.get(page.url).content.decode()
    assert name.strip() in html
    assert 'class="very-long"' in html


def test_a_draft_without_text_or_contact_says_what_it_lacks():
    bare = DraftRegulationPage(full_title="Dự thảo")
    assert set(bare.missing_for_publication()) == {"body", "contact_email"}
    bare.contact_phone = "0206 3852 000"
    bare.files = [DraftFile()]
    assert bare.missing_for_publication() == {}
