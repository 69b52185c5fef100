"""The page of a procedure as a citizen uses it: days, fees, cases, counters, related procedures, paper."""

import json
import re
from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.organisations.models import AdministrativeUnit
from procedures.models import ProceduresIndexPage
from procedures.schema import DossierGroup, DossierItem, Fee, SubmissionChannel, TimeLimit
from tests.factories.counters import CounterFactory
from tests.factories.files import make_document
from tests.factories.pages import OrganisationFactory, build_site
from tests.procedures.samples import full_record, large_record, simple_record
from tests.procedures.test_pages import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    build_site()
    cache.clear()
    return ProceduresIndexPage.objects.get()


def text_of(html: str) -> str:
    """The words of the main part of a page, in one line."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def section(html: str, name: str) -> str:
    """The words of the part of the page whose heading has the id `name`; "" where there is none."""
    part = rf'<section class="part[^"]*" aria-labelledby="{name}".*?</section>\s*(?=<section|</div>)'
    found = re.search(part, html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def five_days(**changes):
    channels = [
        SubmissionChannel(
            "direct", "", TimeLimit(5, "working_day", "05 Ngày làm việc"), [Fee(amount=20_000)]
        ),
        SubmissionChannel("online", "", TimeLimit(2, "working_hour", "02 Giờ làm việc"), [Fee(free=True)]),
        SubmissionChannel("post", "", TimeLimit(None, "", "Theo bưu chính")),
    ]
    return simple_record(channels=channels, **changes)


# The day of the result


@time_machine.travel("2026-11-20 09:00+07:00", tick=False)
def test_today_is_counted_without_asking(index, client):
    page = publish(index, five_days())
    words = section(client.get(page.url).content.decode(), "ngay-tra")
    assert "Trực tiếp: nộp hôm nay → nhận kết quả chậm nhất Thứ Hai, 30/11/2026" in words
    assert "4 ngày cuối tuần; 24/11/2026 (Ngày Văn hóa Việt Nam)" in words
    assert "Trực tuyến: nộp hôm nay → nhận kết quả chậm nhất Thứ Hai, 23/11/2026" in words
    assert "Giờ được tính từ lúc hồ sơ được tiếp nhận" in words
    assert "bưu chính" not in words


@time_machine.travel("2026-11-20 09:00+07:00", tick=False)
@pytest.mark.parametrize("asked", ["2026-08-28", "28/08/2026"])
def test_another_day_is_counted_from_the_address(index, client, asked):
    page = publish(index, five_days())
    words = section(client.get(page.url, {"nop": asked}).content.decode(), "ngay-tra")
    assert "nộp ngày 28/08/2026 → nhận kết quả chậm nhất Thứ Tư, 09/09/2026" in words
    assert "02/09/2026 (Quốc khánh)" in words


@time_machine.travel("2026-11-20 09:00+07:00", tick=False)
def test_a_day_off_says_when_papers_are_received(index, client):
    page = publish(index, five_days())
    words = section(client.get(page.url, {"nop": "2026-11-22"}).content.decode(), "ngay-tra")
    assert "22/11/2026 là ngày nghỉ: hồ sơ được tiếp nhận vào 23/11/2026" in words


@time_machine.travel("2026-11-20 09:00+07:00", tick=False)
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("31/02/2026", "không phải là một ngày"),
        ("<script>", "không phải là một ngày"),
        ("1900-01-01", "từ năm 2021 đến năm 2028"),
        ("9999-12-31", "từ năm 2021 đến năm 2028"),
        ("0001-01-01", "từ năm 2021 đến năm 2028"),
    ],
)
def test_what_is_no_day_is_said_and_today_counted(index, client, asked, told):
    page = publish(index, five_days())
    html = client.get(page.url, {"nop": asked}).content.decode()
    assert told in section(html, "ngay-tra")
    assert "nộp hôm nay" in section(html, "ngay-tra")
    assert "<script>“" not in html


@pytest.mark.parametrize(
    "query", ["nop=", "nop=%00", "nop=" + "9" * 5000, "nop=a&nop=b", "in=x", "truong-hop=-1"]
)
def test_any_address_is_answered(index, client, query):
    page = publish(index, five_days())
    assert client.get(f"{page.url}?{query}").status_code == 200


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nop=st.text(max_size=60), sheet=st.text(max_size=20), case=st.text(max_size=20))
def test_wild_addresses_are_answered(index, client, nop, sheet, case):
    page = index.get_children().first() or publish(index, five_days())
    assert client.get(page.url, {"nop": nop, "in": sheet, "truong-hop": case}).status_code == 200


def test_without_a_certain_limit_there_is_no_calculator(index, client):
    page = publish(index, simple_record(channels=[SubmissionChannel("direct", "", TimeLimit(None, "", "1"))]))
    assert 'id="ngay-tra"' not in client.get(page.url).content.decode()


# Fees


def test_fees_of_two_kinds_are_added_and_alternatives_are_not(index, client):
    both = [Fee("fee", 150_000), Fee("charge", 20_000)]
    either = [Fee("fee", 150_000, note="trong nhà"), Fee("fee", 80_000, note="ngoài trời")]
    page = publish(
        index,
        simple_record(
            channels=[SubmissionChannel("direct", fees=both), SubmissionChannel("post", fees=either)]
        ),
    )
    words = section(client.get(page.url).content.decode(), "cach-nop")
    assert "Cộng: 170.000 đồng" in words
    assert "Cộng: Từ 80.000 đồng đến 150.000 đồng, tùy trường hợp" in words
    assert "230.000" not in words


# Cases and the checklist


def three_cases():
    groups = [
        DossierGroup("", [DossierItem("Căn cước", originals=1)]),
        DossierGroup("- Trường hợp cấp mới:", [DossierItem("Đơn", originals=1), DossierItem("Đơn")]),
        DossierGroup("Trường hợp cấp lại", [DossierItem("Đơn", copies=2)], "Giấy khác nếu có."),
    ]
    return simple_record(dossier=groups)


def test_each_case_is_a_headed_part_without_scripts(index, client):
    html = client.get(publish(index, three_cases()).url).content.decode()
    assert re.findall(r'<h3 class="verbatim" id="truong-hop-(\d)">([^<]*)</h3>', html) == [
        ("1", "- Trường hợp cấp mới:"),
        ("2", "Trường hợp cấp lại"),
    ]
    assert 'data-label="1. Trường hợp cấp mới"' in html
    assert "hidden" not in re.search(r'<section class="case".*?>', html)[0]
    # Each paper has a key of its own, also where the words are the same.
    keys = re.findall(r'data-paper="([^"]+)"', html)
    assert len(keys) == len(set(keys)) == 4


def test_the_sheet_has_the_papers_of_all_cases_or_of_one(index, client):
    page = publish(index, three_cases())
    whole = client.get(page.url, {"in": "ho-so"}).content.decode()
    assert whole.count("☐") == 4
    one = text_of(client.get(page.url, {"in": "ho-so", "truong-hop": "2"}).content.decode())
    assert "Trường hợp cấp lại" in one
    assert "Giấy khác nếu có." in one
    assert "Căn cước" in one
    assert "cấp mới" not in one
    unknown = client.get(page.url, {"in": "ho-so", "truong-hop": "9"}).content.decode()
    assert unknown.count("☐") == 4


@pytest.mark.parametrize(
    "record", [simple_record(conditions=""), full_record(), simple_record(dossier_text="Đơn\n- một")]
)
def test_the_sheet_of_any_record(index, client, record):
    page = publish(index, record)
    answer = client.get(page.url, {"in": "ho-so"})
    assert answer.status_code == 200
    assert record.code in answer.content.decode()


def test_the_sheet_explains_the_fees_that_have_notes(index, client):
    fees = [Fee(amount=250_000, note="mỗi môn thi")]
    page = publish(index, simple_record(channels=[SubmissionChannel("direct", fees=fees)]))
    words = text_of(client.get(page.url, {"in": "ho-so"}).content.decode())
    assert "250.000 đồng (xem ghi chú)" in words
    assert "Trực tiếp: 250.000 đồng – mỗi môn thi" in words


# Counters


def test_counters_of_the_level_come_by_themselves_and_chosen_ones_alone(index, client):
    office = OrganisationFactory(name="Sở Mẫu")
    own = CounterFactory(
        name="Một cửa của Sở", organisation=office, serves_province=True, serves_commune=False
    )
    centre = CounterFactory(name="Trung tâm tỉnh", serves_province=True, serves_commune=True, sort_order=0)
    commune = CounterFactory(name="Một cửa xã Mẫu", serves_province=False)
    other = CounterFactory(name="Một cửa sở khác", organisation=OrganisationFactory(), serves_province=True)
    CounterFactory(name="Nơi đã đóng", serves_province=True, valid_to=date(2020, 1, 1))
    page = publish(index, simple_record(levels=["Cấp tỉnh"]), organisation=office)

    def names():
        html = client.get(page.url).content.decode()
        return re.findall(r"<h3>([^<]*)</h3>", html[html.index('id="noi-nop"') :])

    assert names()[:2] == [own.name, centre.name]
    assert not {commune.name, other.name, "Nơi đã đóng"} & set(names())
    page.counters = [other]
    page.save_revision().publish()
    assert names()[0] == other.name
    assert centre.name not in names()


def test_a_procedure_of_an_unknown_level_has_the_counter_of_its_organisation_only(index, client):
    above = OrganisationFactory()
    office = OrganisationFactory(parent=above)
    CounterFactory(name="Một cửa của Sở", organisation=above)
    CounterFactory(name="Trung tâm chung")
    html = client.get(publish(index, simple_record(), organisation=office).url).content.decode()
    assert "Một cửa của Sở" in html
    assert "Trung tâm chung" not in html


def test_a_counter_tells_hours_telephone_and_place(index, client):
    CounterFactory(phone="0206 000 111", latitude="22.666000", longitude="106.257000", directions="Tầng 1")
    html = client.get(publish(index, simple_record(levels=["Cấp xã"])).url).content.decode()
    words = section(html, "noi-nop")
    assert "Thứ Hai đến Thứ Sáu 07:30–11:30 và 13:30–17:00" in words
    assert 'href="geo:22.666000,106.257000"' in html
    assert "openstreetmap.org/?mlat=22.666000&amp;mlon=106.257000#map=18/22.666000/106.257000" in html
    assert 'href="tel:0206000111"' in html
    # Open or closed is for the device to tell: the page may be an hour old.
    assert "đang mở cửa" not in words


def test_a_changed_counter_is_shown_at_once(index, client):
    counter = CounterFactory()
    page = publish(index, simple_record(levels=["Cấp xã"]))
    client.get(page.url)
    counter.address = "Địa chỉ mới"
    counter.save()
    assert "Địa chỉ mới" in client.get(page.url).content.decode()


# Related procedures


def test_related_procedures_are_linked_by_code_and_by_name(index, client):
    by_code = publish(index, simple_record("9.900201", name="Một"))
    by_name = publish(index, simple_record("9.900202", name="Thủ tục giải thể đội múa sạp"))
    for code in ("9.900203", "9.900204"):
        publish(index, simple_record(code, name="Trùng tên"))
    lines = ["Xem 9.900201.000.00.00.H14", "giai the doi mua sap", "Trùng tên", "Thủ tục nơi khác"]
    page = publish(index, simple_record("9.900205", name="Lập đội", related=lines, field=""))
    html = client.get(page.url).content.decode()
    assert f'<a href="{by_code.url}">Xem 9.900201.000.00.00.H14</a>' in html
    assert f'<a href="{by_name.url}">giai the doi mua sap</a>' in html
    assert "<li>Trùng tên</li>" in html
    assert "<li>Thủ tục nơi khác</li>" in html


def test_procedures_of_the_same_decision_come_before_those_of_the_field(index, client):
    publish(index, simple_record("9.900211", name="Ăn", field="Bếp"))
    publish(index, simple_record("9.900212", name="Uống", field="Khác", decision_number="7/QĐ-SVH"))
    publish(index, simple_record("9.900213", name="Đã bãi bỏ", field="Bếp", state="abolished"))
    page = publish(index, simple_record("9.900214", name="Nấu", field="Bếp", decision_number="7/QĐ-SVH"))
    words = section(client.get(page.url).content.decode(), "lien-quan")
    assert words.index("Uống") < words.index("Ăn")
    assert "Đã bãi bỏ" not in words
    publish(index, simple_record("9.900215", name="Áo mới", field="Bếp"))
    assert "Áo mới" in section(client.get(page.url).content.decode(), "lien-quan")


# What else it tells


@time_machine.travel("2026-11-20 09:00+07:00", tick=False)
def test_the_next_review_is_told_and_whether_it_is_due(index, client):
    page = publish(index, simple_record(reviewed_on=date(2025, 12, 31)))
    assert "Rà soát lại trước 31/12/2026" in section(client.get(page.url).content.decode(), "thong-tin")
    due = publish(index, simple_record("9.900221", reviewed_on=date(2024, 2, 29)))
    words = section(client.get(due.url).content.decode(), "thong-tin")
    assert "28/02/2025 (đã đến hạn rà soát)" in words


@pytest.mark.parametrize(
    ("level", "reason", "told"),
    [
        ("full", "", "không phải đi lại"),
        ("partial", "Phải xem hiện trường.", "Phải xem hiện trường."),
        ("partial", "", "Lý do chưa được công bố"),
        ("none", "", "trực tiếp hoặc qua bưu chính"),
    ],
)
def test_the_online_level_has_its_reason(index, client, level, reason, told):
    page = publish(index, simple_record(online_level=level, partial_reason=reason))
    assert told in text_of(client.get(page.url).content.decode())


def test_the_qr_code_is_an_svg_of_the_short_address(index, client):
    page = publish(index, simple_record())
    answer = client.get(page.url + "qr.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "max-age" in answer.headers["Cache-Control"]
    assert answer.content.startswith(b"<svg")
    assert page.short_url().endswith("/thu-tuc/9.900103/")
    assert page.short_url() in client.get(page.url).content.decode()
    assert client.get(page.short_url()).headers["Location"].endswith(page.url)


def test_drafts_have_no_qr_code(index, client):
    page = publish(index, simple_record())
    page.unpublish()
    assert client.get(f"/thu-tuc/{page.slug}/qr.svg").status_code == 404


def test_json_ld_tells_channels_fees_dossier_and_law(index, client):
    record = full_record()
    record.channels = [*five_days().channels, *record.channels]
    html = client.get(publish(index, record).url).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert data["areaServed"]["name"] == "Cao Bằng"
    assert data["provider"]["name"] == "Ủy ban nhân dân xã"
    direct, online = data["availableChannel"][:2]
    assert direct["processingTime"] == "P7D"
    assert direct["serviceLocation"]["address"] == "Bộ phận Một cửa"
    assert online["serviceUrl"] == "https://example.org/nop"
    prices = {offer["name"]: offer["priceSpecification"] for offer in data["offers"]}
    assert prices["Trực tiếp"]["price"] == 20_000
    assert prices["Trực tuyến"]["price"] == 0
    assert "price" not in prices["Gọi điện"]
    assert "Đơn" in data["subjectOf"]["text"]
    assert data["subjectOf"]["citation"][0]["legislationIdentifier"] == "1/2026/QĐ-UBND"
    assert data["termsOfService"] == "Có sạp."


# Whatever the record holds


def test_at_most_12_queries_with_50_papers_40_forms_and_30_counters(index, client):
    place = AdministrativeUnit.objects.create(code="1", name="Xã Mẫu", slug="xa-mau", kind="xa")
    for number in range(30):
        CounterFactory(place=place if number else None)
    documents = [make_document(f"Mẫu {number}").pk for number in range(40)]
    record = large_record(50, documents)
    record.levels, record.related, record.decision_number = ["Cấp xã"], ["Lập đội múa"], "7/QĐ-SVH"
    for number in range(8):
        publish(index, simple_record(f"9.90023{number}", decision_number="7/QĐ-SVH"))
    page = publish(index, record, organisation=OrganisationFactory())
    html = client.get(page.url).content.decode()
    assert html.count("data-open=") == 30
    for query in ({}, {"nop": "2026-11-20"}, {"in": "ho-so"}):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.url, query).status_code == 200
        assert len(queries) <= 12, [found["sql"][:120] for found in queries.captured_queries]


def test_very_long_and_empty_records_are_shown(index, client):
    name = ("Thủ tục " + "đăng ký tổ chức lễ hội truyền thống " * 40)[:1094].strip()
    cases = [DossierGroup("y" * 1798), DossierGroup("z" * 400)]
    long = publish(index, simple_record("9.900241", name=name, related=["x" * 900], dossier=cases))
    empty = publish(index, simple_record("9.900242", conditions="", field=""))
    assert "very-long" in client.get(long.url).content.decode()
    html = client.get(empty.url).content.decode()
    for part in ("ho-so", "ngay-tra", "noi-nop", "cach-nop", "lien-quan"):
        assert f'id="{part}"' not in html
