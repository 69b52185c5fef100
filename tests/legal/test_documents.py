"""A legal document: its names, its columns, whether it is in force, its page."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from legal.models import LegalDocumentPage, LegalFile
from legal.names import full_name, issuers_of
from legal.states import State
from portal.core.extras import Extra, register_extra
from tests.factories.files import make_document, pdf_bytes
from tests.factories.legal import LegalDocumentPageFactory, SubjectFactory, build_law_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def laws():
    return build_law_list()


# Names


@pytest.mark.parametrize(
    ("kind", "number", "title", "name"),
    [
        (
            "Nghị định",
            "63/2010/NĐ-CP",
            "Về kiểm soát thủ tục hành chính",
            "Nghị định 63/2010/NĐ-CP về kiểm soát thủ tục hành chính",
        ),
        ("Luật", "24/2018/QH14", "An ninh mạng", "Luật 24/2018/QH14: An ninh mạng"),
        (
            "Nghị định",
            "259/2025/NĐ-CP",
            "Nghị định về kiểm soát thương mại",
            "Nghị định 259/2025/NĐ-CP về kiểm soát thương mại",
        ),
        ("Luật", "29/2018/QH14", "Luật Bảo vệ bí mật", "Luật 29/2018/QH14: Luật Bảo vệ bí mật"),
        ("Kế hoạch", "", "Tuyên truyền năm 2022", "Kế hoạch: Tuyên truyền năm 2022"),
        ("", "", "Tuyên truyền", "Tuyên truyền"),
        ("Công văn", "12/SVHTTDL-VP", "", "Công văn 12/SVHTTDL-VP"),
    ],
)
def test_the_full_name_is_one_sentence(kind, number, title, name):
    assert full_name(kind, number, title) == name


def test_several_issuers_are_told_apart_and_spellings_of_one_are_one():
    joint = issuers_of("Bộ Văn hóa - Thể thao và Du lịch và Bộ Công an")
    assert joint == {
        "bo-van-hoa-the-thao-va-du-lich": "Bộ Văn hóa - Thể thao và Du lịch",
        "bo-cong-an": "Bộ Công an",
    }
    assert list(issuers_of("Bộ Công Thương.")) == list(issuers_of("Bộ công thương"))
    assert list(issuers_of("Viện kiểm sát nhân dân tối cao và Toà án nhân dân tối cao")) == [
        "vien-kiem-sat-nhan-dan-toi-cao",
        "toa-an-nhan-dan-toi-cao",
    ]


def test_title_address_and_key_are_made_from_the_record(laws):
    page = LegalDocumentPageFactory(
        parent=laws, number=" 63/2010/NĐ-CP", full_title="Về kiểm soát thủ tục hành chính"
    )
    page = LegalDocumentPage.objects.get(pk=page.pk)
    assert page.url == "/van-ban/63-2010-nd-cp/"
    assert page.title == "Nghị định 63/2010/NĐ-CP về kiểm soát thủ tục hành chính"
    assert (page.number_key, page.number_value, page.number_year) == ("63/2010/nd-cp", 63, 2010)
    assert page.issue_year == 2020


def test_a_number_without_a_year_gets_that_of_its_issue_into_the_address(laws):
    first = LegalDocumentPageFactory(parent=laws, number="12/KH-SVHTTDL", issued_on=date(2022, 3, 4))
    second = LegalDocumentPageFactory(parent=laws, number="12/KH-SVHTTDL", issued_on=date(2023, 3, 4))
    third = LegalDocumentPageFactory(parent=laws, number="12/KH-SVHTTDL", issued_on=date(2023, 9, 4))
    assert [page.slug for page in (first, second, third)] == [
        "12-kh-svhttdl-2022",
        "12-kh-svhttdl-2023",
        "12-kh-svhttdl-2023-2",
    ]


def test_a_very_long_title_is_kept_whole_and_cut_in_the_page_title_only(client, laws):
    long = "Quy định " + "chi tiết và hướng dẫn thi hành " * 40
    page = LegalDocumentPageFactory(parent=laws, full_title=long)
    assert len(page.title) <= 255
    assert page.title.endswith("…")
    assert long.strip() in client.get(page.url).content.decode()
    assert page.search_title().endswith("thi hành")


def test_a_known_kind_is_spelled_as_the_list_has_it_and_an_unknown_one_stays(laws):
    assert LegalDocumentPageFactory(parent=laws, kind="NGHỊ  ĐỊNH").kind == "Nghị định"
    assert LegalDocumentPageFactory(parent=laws, kind="Sắc lệnh").kind_slug == "sac-lenh"


def test_a_document_can_end_no_sooner_than_it_begins(laws):
    with pytest.raises(ValidationError) as refused:
        LegalDocumentPageFactory(parent=laws, effective_to=date(2019, 1, 1))
    assert "effective_to" in refused.value.message_dict


# The page


def test_the_page_shows_the_facts_the_law_asks_for(client, laws):
    page = LegalDocumentPageFactory(
        parent=laws, number="63/2010/NĐ-CP", signer="TM. Chính phủ, Thủ tướng", summary="Tóm tắt ở đây."
    )
    page.subjects = [SubjectFactory(name="Thủ tục hành chính")]
    page.save()
    html = client.get(page.url).content.decode()
    for words in (
        "63/2010/NĐ-CP",
        "Nghị định",
        "Chính phủ",
        "TM. Chính phủ, Thủ tướng",
        "08/05/2020",
        "01/07/2020",
        "Tóm tắt ở đây.",
        "?linh-vuc=thu-tuc-hanh-chinh",
    ):
        assert words in html


def test_files_are_offered_with_their_kind_and_size(client, laws, media_folder):
    page = LegalDocumentPageFactory(parent=laws)
    page.files = [
        LegalFile(document=make_document("Bản scan", "ban-scan.pdf", pdf_bytes()), label="Bản gốc"),
        LegalFile(document=make_document("Phụ lục I", "phu-luc.docx")),
    ]
    page.save()
    html = client.get(page.url).content.decode()
    assert "Bản gốc" in html
    assert "(PDF, " in html
    assert "Phụ lục I" in html
    assert "chưa có toàn văn" not in html


def test_a_page_with_nothing_but_its_number_opens_and_says_what_is_missing(client, laws):
    page = LegalDocumentPageFactory(parent=laws, live=False, issued_on=None, effective_from=None, issuer="")
    LegalDocumentPage.objects.filter(pk=page.pk).update(live=True)
    html = client.get(page.url).content.decode()
    assert "Chưa có thông tin" in html
    assert "chưa có toàn văn" in html
    assert "None" not in html


def test_json_ld_and_dublin_core_say_what_it_is(laws):
    page = LegalDocumentPageFactory(
        parent=laws, number="63/2010/NĐ-CP", state=State.IN_FORCE, issued_on=date(2010, 6, 8)
    )
    data = page.json_ld()
    assert data["@type"] == "Legislation"
    assert data["legislationIdentifier"] == "63/2010/NĐ-CP"
    assert data["legislationType"] == "Nghị định"
    assert data["legislationDate"] == date(2010, 6, 8)
    assert data["legislationPassedBy"]["name"] == "Chính phủ"
    assert data["legislationLegalForce"] == "https://schema.org/InForce"
    assert data["temporalCoverage"] == "2020-07-01/.."
    core = page.dublin_core()
    assert (core["identifier"], core["creator"], core["date"]) == ("63/2010/NĐ-CP", "Chính phủ", "2010-06-08")
    assert all(core.values())


def test_search_gets_number_name_facets_and_day(laws):
    page = LegalDocumentPageFactory(parent=laws, number="63/2010/NĐ-CP", issuer="Bộ Công an và Bộ Tài chính")
    page.subjects = [SubjectFactory(name="Văn hóa")]
    assert page.search_type == "legal"
    assert page.search_number() == "63/2010/NĐ-CP"
    assert page.search_title() == page.full_name
    assert page.search_date() == page.issued_on
    assert page.search_facets() == {
        "kind": ["nghi-dinh"],
        "issuer": ["bo-cong-an", "bo-tai-chinh"],
        "year": ["2020"],
        "subject": ["van-hoa"],
    }


def test_what_another_room_adds_stands_on_the_page(client, laws, monkeypatch, settings, tmp_path):
    (tmp_path / "extra.html").write_text("<p>Thủ tục dựa trên {{ page.number }}</p>")
    templates = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], str(tmp_path)]}]
    settings.TEMPLATES = templates
    monkeypatch.setattr("portal.core.extras._extras", [])
    register_extra(Extra(LegalDocumentPage, "extra.html", lambda page, request: {}))
    page = LegalDocumentPageFactory(parent=laws)
    assert f"Thủ tục dựa trên {page.number}" in client.get(page.url).content.decode()


def test_drafts_and_restricted_documents_are_nowhere(client, laws):
    draft = LegalDocumentPageFactory(parent=laws, number="901/2020/NĐ-CP", live=False)
    secret = LegalDocumentPageFactory(parent=laws, number="902/2020/NĐ-CP")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(draft.url).status_code == 404
    assert client.get(secret.url).status_code == 302
    for number in (901, 902):
        for address in (
            "/van-ban/",
            "/van-ban/rss/",
            f"/van-ban/?q={number}/2020/NĐ-CP",
            f"/van-ban/?q=nghị định {number}",
            "/van-ban/?loai=nghi-dinh",
        ):
            response = client.get(address)
            assert response.status_code == 200, address
            assert f"{number}/2020/NĐ-CP</a>" not in response.content.decode()
            assert f"{number}-2020-nd-cp" not in response.content.decode()
        assert client.get(f"/van-ban/{number}/2020/NĐ-CP/").status_code == 404


def test_public_pages_write_nothing(client, laws):
    page = LegalDocumentPageFactory(parent=laws)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
        client.get("/van-ban/?loai=nghi-dinh")
    assert [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}] == []


def test_a_sample_says_so(client, laws):
    page = LegalDocumentPageFactory(parent=laws, is_sample=True)
    assert "Dữ liệu mẫu" in client.get(page.url).content.decode()
    assert "Dữ liệu mẫu" in client.get("/van-ban/").content.decode()
    assert page.get_sitemap_urls() == []


def test_a_copy_does_not_claim_to_be_imported(laws):
    page = LegalDocumentPageFactory(parent=laws, import_hashes={"number": "a1"})
    copied = page.copy(update_attrs={"slug": "ban-sao"}, keep_live=False)
    assert copied.import_hashes == {}
    assert Page.objects.get(pk=copied.pk).live is False
