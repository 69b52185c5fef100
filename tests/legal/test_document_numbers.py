"""Numbers in every spelling lead to their document."""

from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legal.document_numbers import number_key, number_slug, read_number
from legal.models import LegalDocumentPage
from portal.text import fold
from tests.factories.legal import LegalDocumentPageFactory, build_law_list


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("63/2010/NĐ-CP", "63/2010/nd-cp"),
        ("06/2013/NĐ-CP", "6/2013/nd-cp"),
        ("27/2018/QH14", "27/2018/luat-qh14"),
        ("50/2022/NĐ_CP", "50/2022/nd-cp"),
        ("11/2020/TT-", "11/2020/tt"),
        ('03/2020/TT-BCT"', "3/2020/tt-bct"),
        ("02/2002/TT-BGD&ĐT", "2/2002/tt-bgddt"),
        ("04/TT-BCA(X13)", "4/tt-bca"),
        ("73-CP", "73/cp"),
        ("619/TTg", "619/ttg"),
        ("63-2010-nd-cp", "63/2010/nd-cp"),
        ("63–2010–nd–cp", "63/2010/nd-cp"),
        ("Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ", "63/2010/nd-cp"),
        ("Không số", "khong-so"),
        ("", ""),
    ],
)
def test_odd_numbers_have_keys_too(written, key):
    assert number_key(written) == key


def test_words_are_no_number():
    assert read_number("lễ hội 2020") is None
    assert read_number("") is None
    assert number_slug("") == ""


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text):
    read_number(text)
    assert len(number_key(text)) <= 100
    assert len(number_slug(text, 2020)) <= 85


DASHES = "-‐‑‒–—−"
KINDS = {
    "Nghị định": ("NĐ", "CP", "Chính phủ"),
    "Thông tư": ("TT", "BVHTTDL", "Bộ Văn hóa"),
    "Quyết định": ("QĐ", "TTg", "Thủ tướng"),
}


@st.composite
def spellings(draw):
    """A way in which somebody may write the number 63/2010 of one of three kinds."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    symbol, issuer, _name = KINDS[kind]
    gap = draw(st.sampled_from(["", " "]))
    slash, dash = f"{gap}/{gap}", draw(st.sampled_from(DASHES))
    number = draw(st.sampled_from(["63", "063"]))
    whole = f"{number}{slash}2010{slash}{symbol}{dash}{issuer}"
    written = draw(
        st.sampled_from(
            [
                whole,
                f"{kind} {whole}",
                f"{kind} số {whole}",
                f"{kind} {number}/2010",
                f"{kind} số {number} năm 2010",
                f"{symbol} {number}/2010",
                f"{symbol} {number}",
                f"{number}/2010/{symbol}{issuer}",
                f"{whole} ngày 08/06/2010",
            ]
        )
    )
    change = draw(st.sampled_from([str, str.lower, str.upper, fold]))
    return kind, f"{draw(st.sampled_from(['', ' ']))}{change(written)} "


@pytest.fixture
def three_laws(db):
    """Three documents that share number and year, and 30 others."""
    laws = build_law_list()
    for number in range(100, 130):
        LegalDocumentPageFactory(parent=laws, number=f"{number}/2010/NĐ-CP")
    return {
        kind: LegalDocumentPageFactory(
            parent=laws, kind=kind, number=f"63/2010/{symbol}-{issuer}", issuer=name
        ).pk
        for kind, (symbol, issuer, name) in KINDS.items()
    }


# the documents are only read: one set serves all examples
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spelling=spellings())
def test_any_spelling_finds_its_document_in_one_query(three_laws, spelling):
    kind, text = spelling
    assert list(LegalDocumentPage.objects.by_number(text).values_list("pk", flat=True)) == [three_laws[kind]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "spelling",
    [
        "63/2010/NĐ-CP",
        "63/2010/nd-cp",
        "063/2010/nđ–cp",
        "nghị định 63/2010",
        "nd 63/2010",
        "ND 63",
        "Nghị định số 63/2010/NĐ-CP",
        "63/2010/NDCP",
    ],
)
def test_a_question_that_is_a_number_leads_straight_there(client, spelling):
    laws = build_law_list()
    page = LegalDocumentPageFactory(parent=laws, number="63/2010/NĐ-CP")
    LegalDocumentPageFactory(parent=laws, number="64/2010/NĐ-CP")
    response = client.get("/van-ban/", {"q": spelling})
    assert (response.status_code, response.get("Location")) == (302, page.url)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["63/2010/NĐ-CP", "63-2010-NĐ-CP", "063-2010-nd-cp", "63/2010", "nd63/2010"]
)
def test_the_address_takes_any_spelling(client, address):
    page = LegalDocumentPageFactory(parent=build_law_list(), number="63/2010/NĐ-CP")
    response = client.get(f"/van-ban/{quote(address)}/")
    assert (response.status_code, response.get("Location")) == (302, page.url)


@pytest.mark.django_db
def test_a_number_that_several_have_lists_them(client):
    laws = build_law_list()
    pages = [
        LegalDocumentPageFactory(parent=laws, number="63/2010/NĐ-CP", full_title="Về kiểm soát thủ tục"),
        LegalDocumentPageFactory(
            parent=laws, kind="Thông tư", number="63/2010/TT-BTC", issuer="Bộ Tài chính"
        ),
    ]
    LegalDocumentPageFactory(parent=laws, number="64/2010/NĐ-CP")
    html = client.get("/van-ban/", {"q": "63/2010"}).content.decode()
    assert all(page.url in html for page in pages)
    assert "64/2010" not in html
    answer = client.get("/van-ban/63/2010/")
    assert answer.status_code == 302
    assert answer["Location"] == "/van-ban/?q=63%2F2010"


@pytest.mark.django_db
def test_the_year_of_issue_stands_in_for_one_that_the_number_lacks(client):
    laws = build_law_list()
    page = LegalDocumentPageFactory(parent=laws, kind="Quyết định", number="1842/QĐ-UBND")
    assert client.get("/van-ban/", {"q": "quyết định 1842/2020"})["Location"] == page.url
    assert client.get("/van-ban/", {"q": "1842/qd-ubnd"})["Location"] == page.url


@pytest.mark.django_db
def test_a_resolution_of_the_assembly_is_found_by_its_kind(client):
    laws = build_law_list()
    page = LegalDocumentPageFactory(parent=laws, kind="Nghị quyết", number="35/2012/QH13")
    LegalDocumentPageFactory(parent=laws, kind="Luật", number="35/2012/QH14")
    assert client.get("/van-ban/", {"q": "nghị quyết 35/2012"})["Location"] == page.url


@pytest.mark.django_db
def test_a_wrong_address_is_not_found(client):
    LegalDocumentPageFactory(parent=build_law_list(), number="63/2010/NĐ-CP")
    for address in ("65/2010/NĐ-CP", "khong-co-van-ban", "63/2010/NĐ-CP/phu-luc-so/khac"):
        assert client.get(f"/van-ban/{quote(address)}/").status_code == 404


@pytest.mark.django_db
def test_keys_that_just_one_document_has_are_found_in_one_query(django_assert_num_queries):
    laws = build_law_list()
    page = LegalDocumentPageFactory(parent=laws, number="63/2010/NĐ-CP")
    for year in (2021, 2022):
        LegalDocumentPageFactory(parent=laws, number="12/KH-SVHTTDL", issued_on=date(year, 1, 5))
    with django_assert_num_queries(1):
        found = LegalDocumentPage.objects.by_keys(["63/2010/nd-cp", "12/kh-svhttdl", "", "9/2000/nd-cp"])
    assert found == {"63/2010/nd-cp": page}
