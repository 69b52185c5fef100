"""The list of documents: filters with counts, words, order, pages, feed, queries."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from legal.models import LegalFile, LegalIndexPage
from tests.factories.files import make_document
from tests.factories.legal import (
    DraftRegulationPageFactory,
    LegalDocumentPageFactory,
    SubjectFactory,
    build_draft_list,
    build_law_list,
    relate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def laws():
    return build_law_list()


@pytest.fixture
def shelf(laws):
    """Five documents that differ in everything."""
    culture, fees = SubjectFactory(name="Văn hóa"), SubjectFactory(name="Phí, lệ phí")
    rows = [
        (
            "Nghị định",
            "110/2018/NĐ-CP",
            "Quản lý lễ hội",
            "Chính phủ",
            date(2018, 8, 29),
            culture,
            "con-hieu-luc",
        ),
        ("Nghị định", "36/2019/NĐ-CP", "Về thể thao", "Chính phủ", date(2019, 4, 29), culture, ""),
        (
            "Thông tư",
            "01/2019/TT-BVHTTDL",
            "Về bảo tàng",
            "Bộ Văn hóa",
            date(2019, 1, 2),
            culture,
            "het-hieu-luc",
        ),
        (
            "Thông tư",
            "02/2019/TT-BTC",
            "Về phí bảo tàng",
            "Bộ Tài chính và Bộ Văn hóa",
            date(2019, 5, 1),
            fees,
            "",
        ),
        ("Luật", "44/2019/QH14", "Kiến trúc", "Quốc hội", date(2019, 6, 13), None, ""),
    ]
    for kind, number, title, issuer, day, subject, state in rows:
        page = LegalDocumentPageFactory(
            parent=laws,
            kind=kind,
            number=number,
            full_title=title,
            issuer=issuer,
            issued_on=day,
            effective_from=day + timedelta(45),
            state=state,
        )
        page.subjects = [subject] if subject else []
        page.save()
    return laws


def numbers(client, **query):
    """Return the numbers that the list shows, in its order."""
    html = client.get("/van-ban/", query).content.decode()
    return re.findall(r"<h2><a[^>]*>\D*?(\d+/\d{4})/", html)


def options(client, name, **query):
    """Return the options of one filter as {value: count}."""
    html = client.get("/van-ban/", query).content.decode()
    select = re.search(rf'<select id="{name}".*?</select>', html, re.DOTALL)[0]
    return {value: int(n) for value, n in re.findall(r'value="([^"]+)"[^>]*>[^<]*\((\d+)\)', select)}


def test_the_newest_issued_stands_first(client, shelf):
    assert numbers(client) == ["44/2019", "02/2019", "36/2019", "01/2019", "110/2018"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("so", ["01/2019", "02/2019", "36/2019", "44/2019", "110/2018"]),
        ("co-hieu-luc", ["44/2019", "02/2019", "36/2019", "01/2019", "110/2018"]),
        ("khong-co", ["44/2019", "02/2019", "36/2019", "01/2019", "110/2018"]),
    ],
)
def test_the_order_can_be_chosen(client, shelf, order, expected):
    assert numbers(client, **{"sap-xep": order}) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"loai": "thong-tu"}, ["02/2019", "01/2019"]),
        ({"co-quan": "bo-van-hoa"}, ["02/2019", "01/2019"]),
        ({"co-quan": "bo-tai-chinh"}, ["02/2019"]),
        ({"nam": "2018"}, ["110/2018"]),
        ({"hieu-luc": "het-hieu-luc"}, ["01/2019"]),
        ({"hieu-luc": "da-co-hieu-luc"}, ["44/2019", "02/2019", "36/2019"]),
        ({"linh-vuc": "van-hoa"}, ["36/2019", "01/2019", "110/2018"]),
        ({"loai": "nghi-dinh", "nam": "2019"}, ["36/2019"]),
        ({"loai": "luat", "nam": "2018"}, []),
        ({"q": "bao tang"}, ["02/2019", "01/2019"]),
        ({"q": "bảo tàng", "linh-vuc": "phi-le-phi"}, ["02/2019"]),
        ({"q": "le hoi chinh phu"}, ["110/2018"]),
        ({"q": "tàng"}, ["02/2019", "01/2019"]),
        ({"q": "àng"}, []),
    ],
)
def test_the_list_is_narrowed(client, shelf, query, expected):
    assert numbers(client, **query) == expected


def test_every_filter_counts_with_all_others_on(client, shelf):
    assert options(client, "loai") == {"luat": 1, "nghi-dinh": 2, "thong-tu": 2}
    assert options(client, "loai", nam="2019") == {"luat": 1, "nghi-dinh": 1, "thong-tu": 2}
    assert options(client, "loai", loai="luat") == {"luat": 1, "nghi-dinh": 2, "thong-tu": 2}
    assert options(client, "nam", loai="nghi-dinh") == {"2018": 1, "2019": 1}
    assert options(client, "co-quan") == {"bo-tai-chinh": 1, "bo-van-hoa": 2, "chinh-phu": 2, "quoc-hoi": 1}
    assert options(client, "hieu-luc") == {"con-hieu-luc": 1, "da-co-hieu-luc": 3, "het-hieu-luc": 1}
    assert options(client, "linh-vuc", nam="2019") == {"phi-le-phi": 1, "van-hoa": 2}
    assert options(client, "linh-vuc", q="bao tang") == {"phi-le-phi": 1, "van-hoa": 1}


def test_kinds_stand_in_the_order_of_their_force(client, shelf):
    assert list(options(client, "loai")) == ["luat", "nghi-dinh", "thong-tu"]


def test_a_chosen_filter_without_documents_can_be_seen_and_taken_off(client, shelf):
    html = client.get("/van-ban/?loai=luat&nam=2018&q=kien+truc").content.decode()
    assert "Không có văn bản nào phù hợp" in html
    assert 'href="/van-ban/?q=kien+truc&amp;nam=2018"' in html
    assert 'href="/van-ban/?q=kien+truc&amp;loai=luat"' in html


@pytest.mark.parametrize(
    "query",
    [
        "loai=khong-co",
        "loai='--",
        "nam=99999",
        "nam=²0²0",
        "nam=0000",
        "hieu-luc=x",
        "linh-vuc=%00",
        "co-quan=%25",
        "co-quan=_",
        "page=9999999999",
        "page=abc",
        "q=%00",
        "q=%F0%9F%98%80",
        "q=%ED%A0%80",
        "q=999999999999999999999/2020",
        "q=99999/9999/nd-cp",
        "q=" + "a+" * 300,
        "sap-xep=%00",
    ],
)
def test_a_wrong_question_is_no_error(client, shelf, query):
    assert client.get(f"/van-ban/?{query}").status_code == 200


def test_what_was_asked_is_shown_as_text(client, shelf):
    question = '"><script>alert(1)</script>'
    html = client.get("/van-ban/", {"q": question}).content.decode()
    assert "<script>alert" not in html
    assert escape(question) in html


def test_the_list_is_in_pages_that_keep_the_filters(client, laws):
    for _ in range(25):
        LegalDocumentPageFactory(parent=laws)
    html = client.get("/van-ban/?loai=nghi-dinh").content.decode()
    assert html.count("<h2><a") == 20
    assert "loai=nghi-dinh&amp;page=2" in html
    assert client.get("/van-ban/?loai=nghi-dinh&page=2").content.decode().count("<h2><a") == 5


def test_an_empty_list_says_so(client, laws):
    assert "Không có văn bản nào phù hợp" in client.get("/van-ban/").content.decode()


def test_the_feed_brings_what_came_last(client, laws):
    now = timezone.now()
    LegalDocumentPageFactory(parent=laws, number="1/2010/NĐ-CP", first_published_at=now)
    LegalDocumentPageFactory(parent=laws, number="2/2024/NĐ-CP", first_published_at=now - timedelta(9))
    answer = client.get("/van-ban/rss/")
    assert answer["Content-Type"].startswith("application/rss+xml")
    text = answer.content.decode()
    assert text.index("1/2010/NĐ-CP") < text.index("2/2024/NĐ-CP")


def test_the_list_leads_to_the_drafts_for_comment(client, laws):
    assert "/van-ban/du-thao/" not in client.get("/van-ban/").content.decode()
    drafts = build_draft_list()
    assert f'href="{drafts.url}"' in client.get("/van-ban/").content.decode()


def test_queries_stay_bounded_with_200_documents(client, laws, media_folder, django_assert_max_num_queries):
    subjects = [SubjectFactory() for _ in range(3)]
    drafts = build_draft_list()
    pages = []
    for number in range(200):
        page = LegalDocumentPageFactory(
            parent=LegalIndexPage.objects.get(), number=f"{number + 1}/20{10 + number % 10}/NĐ-CP"
        )
        page.subjects = subjects
        page.save()
        pages.append(page)
    page = pages[0]
    for other in pages[1:40]:
        relate(page, "sua-doi", other)
        relate(other, "huong-dan", page.number)
    page.files = [LegalFile(document=make_document()) for _ in range(5)]
    page.body = [
        {"type": "paragraph", "value": f'<p><a linktype="page" id="{other.pk}">x</a></p>'}
        for other in pages[:9]
    ]
    page.save()
    draft = DraftRegulationPageFactory(parent=drafts, issued_document=page, body=page.body)
    for address in (
        "/van-ban/",
        "/van-ban/?q=chi+tiet&loai=nghi-dinh&co-quan=chinh-phu&nam=2020&linh-vuc=" + subjects[0].slug,
        "/van-ban/?q=nd+chi",
        page.url,
        "/van-ban/rss/",
        drafts.url,
        draft.url,
    ):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
