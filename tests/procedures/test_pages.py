"""The catalogue and a procedure, as a citizen meets them."""

import json
import re

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from procedures.models import ProcedureField, ProcedurePage, ProceduresIndexPage
from procedures.names import first_letter, page_slug, sort_column
from procedures.records import fingerprints
from procedures.text_rendering import text_to_html
from tests.factories.files import make_document
from tests.factories.pages import build_site
from tests.procedures.samples import full_record, large_record, simple_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    build_site()
    return ProceduresIndexPage.objects.get()


def publish(index, record, **values):
    page = ProcedurePage(live=False)
    page.apply_record(record)
    for name, value in values.items():
        setattr(page, name, value)
    index.refresh_from_db()
    index.add_child(instance=page)
    page.save_revision().publish()
    return ProcedurePage.objects.get(pk=page.pk)


def test_a_page_gives_its_record_back(index):
    page = publish(index, full_record())
    assert page.record() == full_record()
    assert page.get_latest_revision_as_object().record() == full_record()


def test_the_page_shows_all_of_the_record(index, client):
    page = publish(index, full_record())
    html = client.get(page.url).content.decode()
    for words in ("Thủ tục đăng ký đội múa sạp của xóm", "Gọi điện", "1,5 ngày", "5.000 đồng", "2 bản sao",
                  "Quy chế múa sạp", "Có sạp.", "Trường hợp mới", "chưa tách", "Phải xem sạp."):  # fmt: skip
        assert words in html


def test_a_page_asks_at_most_12_queries_whatever_it_holds(index, client):
    documents = [make_document(f"Mẫu {number}").pk for number in range(6)]
    page = publish(index, large_record(60, documents), organisation=None)
    assert len(page.view.forms) == 60
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page.url).status_code == 200
    assert len(queries) <= 12


def test_the_catalogue_asks_at_most_12_queries(index, client):
    for number in range(30):
        publish(
            index,
            simple_record(f"9.9001{number:02}", name=f"Thủ tục {number}", field=f"Lĩnh vực {number % 7}"),
        )
    client.get("/thu-tuc/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/thu-tuc/?page=2").status_code == 200
    assert len(queries) <= 12


@pytest.mark.parametrize("spelling", ["9.900103", "9900103", "9.900103.000.00.00.H14", "9.900103.H14"])
def test_a_code_in_any_spelling_leads_to_the_page(index, client, spelling):
    page = publish(index, simple_record())
    assert client.get(f"/thu-tuc/{spelling}/").headers["Location"].endswith(page.url)


@pytest.mark.parametrize(
    "spelling", ["9.999999", "1003838", "0000000", "99999999999999", "9.900103.X", "%00", "9.90010"]
)
def test_an_unknown_code_is_not_found(index, client, spelling):
    assert client.get(f"/thu-tuc/{spelling}/").status_code == 404


def test_drafts_and_restricted_procedures_are_not_found_by_code(index, client):
    hidden = publish(index, simple_record())
    restriction = PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Nội bộ"))
    draft = ProcedurePage(live=False)
    draft.apply_record(full_record())
    index.refresh_from_db()
    index.add_child(instance=draft)
    for code in ("9.900102", "9.900103"):
        assert client.get(f"/thu-tuc/{code}/").status_code == 404
    assert "mượn trống" not in client.get("/thu-tuc/").content.decode()


def test_the_list_is_narrowed_by_field_level_and_letter(index, client):
    publish(index, simple_record("9.900111", name="Thủ tục đăng ký áo", field="May mặc", levels=["Cấp Bộ"]))
    publish(index, simple_record("9.900112", name="Ăn uống", field="Bếp", levels=["Cấp xã"]))

    def names(query):
        return re.findall(
            r"(Thủ tục đăng ký áo|Ăn uống)</a>", client.get(f"/thu-tuc/?{query}").content.decode()
        )

    assert names("") == ["Ăn uống", "Thủ tục đăng ký áo"]
    assert names("linh-vuc=may-mac") == ["Thủ tục đăng ký áo"]
    assert names("cap=bo") == ["Thủ tục đăng ký áo"]
    assert names("cap=xa&chu=Ă") == ["Ăn uống"]
    assert names("chu=Đ&linh-vuc=bep") == []


@pytest.mark.parametrize(
    "query", ["linh-vuc=%00", "cap=lạ", "chu=ZZ", "page=9999999999", "page=-1", "page=x", "chu=%23"]
)
def test_a_wrong_filter_is_no_error(index, client, query):
    publish(index, simple_record())
    assert client.get(f"/thu-tuc/?{query}").status_code == 200


def test_abolished_procedures_leave_the_list_and_keep_their_page(index, client):
    page = publish(index, simple_record(state="abolished"))
    assert "mượn trống" not in client.get("/thu-tuc/").content.decode()
    assert client.get(page.url).status_code == 200


def test_a_second_procedure_with_the_code_is_refused(index):
    publish(index, simple_record())
    other = ProcedurePage(code="9900103", full_name="Khác", live=True)
    index.refresh_from_db()
    with pytest.raises(ValidationError):
        index.add_child(instance=other)


def test_a_copy_has_no_code_until_it_gets_one(index):
    page = publish(index, simple_record())
    copy = page.copy(update_attrs={"slug": "ban-sao"}, keep_live=False)
    again = page.copy(update_attrs={"slug": "ban-sao-2"}, keep_live=False)
    assert (copy.code, again.code) == (None, None)


def test_json_ld_and_dublin_core(index, client):
    page = publish(index, full_record())
    html = client.get(page.url).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    found = (
        data
        if data.get("@type") == "GovernmentService"
        else next(row for row in data.get("@graph", []) if row.get("@type") == "GovernmentService")
    )
    assert found["identifier"] == "9.900102"
    assert found["serviceType"] == "Văn hóa cơ sở"
    assert all(page.dublin_core().values())


def test_statistics_count_by_field(index):
    publish(index, simple_record("9.900111", field="Bếp"))
    publish(index, simple_record("9.900112", field="Bếp"))
    publish(index, simple_record("9.900113", field="May mặc"))
    ProcedurePage.objects.filter(pk=publish(index, simple_record("9.900114")).pk).update(is_sample=True)
    statistics = ProcedurePage.objects.live().public().statistics()
    assert statistics["count"] == 3
    assert [(row["name"], row["count"]) for row in statistics["fields"]] == [("Bếp", 2), ("May mặc", 1)]


def test_search_gets_words_code_and_facets(index):
    page = publish(index, full_record())
    assert page.search_title() == full_record().name
    assert page.search_code() == "9.900102"
    assert "Giấy xác nhận" in page.search_body()
    assert page.search_facets() == {
        "field": ["van-hoa-co-so"],
        "level": ["xa"],
        "audience": ["cong-dan-viet-nam"],
        "group": ["nguoi-dan"],
        "agency": ["uy-ban-nhan-dan-xa"],
        "channel": ["other"],
        "online": ["partial"],
        "fee": ["co-phi"],
        "time": ["5"],
        "state": ["amended"],
    }


def test_fields_with_equal_addresses_stay_apart():
    first, second = ProcedureField.objects.named("Đất đai"), ProcedureField.objects.named("Đất Đài")
    assert (first.slug, second.slug) == ("dat-dai", "dat-dai-2")
    assert ProcedureField.objects.named("Đất  đai") == first


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Thủ tục ăn hỏi", "Ă"),
        ("Đăng ký", "Đ"),
        ("Ủy quyền", "U"),
        ("ứng cử", "Ư"),
        ("“Áo dài”", "A"),
        ("1. 2", "#"),
    ],
)
def test_names_stand_under_vietnamese_letters(name, letter):
    assert first_letter(name) == letter


def test_names_sort_as_in_vietnamese():
    names = ["Đăng ký", "Cấp lại", "Thủ tục áo", "Ba", "Ăn", "Cấp"]
    assert sorted(names, key=sort_column) == ["Thủ tục áo", "Ăn", "Ba", "Cấp", "Cấp lại", "Đăng ký"]


@given(st.text(max_size=400))
def test_addresses_are_bounded_and_hold_no_dot(name):
    slug = page_slug(name, "1.003838")
    assert re.fullmatch(r"[a-z0-9-]{1,90}", slug)
    assert slug.endswith("-1003838")


def test_a_link_to_a_document_is_no_change_of_the_record():
    linked = full_record()
    linked.dossier[0].items[0].forms[0].document = 7
    assert fingerprints(linked) == fingerprints(full_record())


def test_lines_become_paragraphs_and_nested_lists():
    html = text_to_html("Gồm:\n- một\n+ a < b\n+ c\n- hai\nHết")
    assert html == (
        "<p>Gồm:</p><ul><li>một<ul><li>a &lt; b</li><li>c</li></ul></li><li>hai</li></ul><p>Hết</p>"
    )


@given(st.text(st.sampled_from("-+•*\n <>&\"'ab1"), max_size=60))
def test_any_text_gives_balanced_and_escaped_html(text):
    html = text_to_html(text)
    for tag in ("ul", "li", "p"):
        assert html.count(f"<{tag}>") == html.count(f"</{tag}>")
    assert re.sub(r"</?(?:ul|li|p)>", "", html).count("<") == 0
