"""The catalogue: facets that count each other, addresses that hold them, orders, entries."""

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.catalogue.definitions import FACETS
from procedures.catalogue.listing import Listing
from procedures.catalogue.selection import read
from procedures.catalogue.table import catalogue_table, places_of
from procedures.models import (
    LifeEvent,
    LifeEventProcedure,
    ProcedureField,
    ProcedurePage,
    ProceduresIndexPage,
    ProcedureVisits,
)
from procedures.schema import Fee, SubmissionChannel, TimeLimit
from tests.factories.pages import build_site
from tests.procedures.samples import simple_record

pytestmark = pytest.mark.django_db

DIRECT = SubmissionChannel("direct", "", TimeLimit(10, "working_day", ""), [Fee(amount=5000)])
ONLINE = SubmissionChannel("online", "", TimeLimit(1, "day", ""), [Fee(free=True)])
RECORDS = [
    {"name": "Ăn hỏi", "field": "Văn hóa", "levels": ["Cấp xã"], "channels": [DIRECT, ONLINE],
     "audiences": ["Công dân Việt Nam"], "implementing_agency": "Ủy ban nhân dân xã", "online_level": "full"},
    {"name": "Áo dài", "field": "Văn hóa", "levels": ["Cấp tỉnh"], "channels": [ONLINE],
     "audiences": ["Doanh nghiệp"], "implementing_agency": "Sở; Ban", "online_level": "partial"},
    {"name": "Đua thuyền", "field": "Thể thao", "levels": ["Cấp tỉnh", "Cấp xã"], "channels": [DIRECT],
     "audiences": ["Hợp tác xã", "Người nước ngoài"], "implementing_agency": "Sở"},
    {"name": "Leo núi", "field": "Thể thao", "levels": [], "channels": []},
]  # fmt: skip


@pytest.fixture
def index():
    build_site()
    return ProceduresIndexPage.objects.get()


def add(index, record, **values):
    page = ProcedurePage()
    page.apply_record(record)
    now = timezone.now()
    dates = {"first_published_at": now, "last_published_at": now}
    for name, value in ({"live": True} | dates | values).items():
        setattr(page, name, value)
    index.refresh_from_db()
    return index.add_child(instance=page)


@pytest.fixture
def pages(index):
    return [
        add(index, simple_record(f"9.90020{place}", **{"name": "x", **values}))
        for place, values in enumerate(RECORDS)
    ]


def names(client, query=""):
    response = client.get(f"/thu-tuc/{query}")
    assert response.status_code == 200
    return [page.full_name for page in response.context["procedures"].object_list]


def options(client, query, parameter):
    listing = client.get(f"/thu-tuc/{query}").context["listing"]
    facet = next(facet for facet in FACETS if facet.parameter == parameter)
    return {option.value: option.count for option in listing.options(facet)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Áo dài", "Ăn hỏi", "Đua thuyền", "Leo núi"]),
        ("?linh-vuc=van-hoa", ["Áo dài", "Ăn hỏi"]),
        ("?linh-vuc=van-hoa&linh-vuc=the-thao&cap=xa", ["Ăn hỏi", "Đua thuyền"]),
        ("?cap=xa&cap=tinh", ["Áo dài", "Ăn hỏi", "Đua thuyền"]),
        ("?doi-tuong=hop-tac-xa", ["Đua thuyền"]),
        ("?danh-cho=doanh-nghiep", ["Áo dài", "Đua thuyền"]),
        ("?co-quan=so", ["Áo dài", "Đua thuyền"]),
        ("?cach-nop=online", ["Áo dài", "Ăn hỏi"]),
        ("?truc-tuyen=full", ["Ăn hỏi"]),
        ("?phi=mien-phi", ["Áo dài"]),
        ("?phi=co-phi&thoi-han=1", ["Ăn hỏi"]),
        ("?thoi-han=chua-ro", ["Leo núi"]),
        ("?chu=%C4%82", ["Ăn hỏi"]),
        ("?chu=A&linh-vuc=the-thao", []),
        ("?cap=bo", []),
        ("?linh-vuc=khong-co&cap=gi&phi=&co-quan=la&sap-xep=x&so-dong=9", None),
    ],
)
def test_values_of_a_facet_add_up_and_facets_narrow_each_other(pages, client, query, found):
    everything = ["Áo dài", "Ăn hỏi", "Đua thuyền", "Leo núi"]
    assert names(client, query) == (everything if found is None else found)


def test_counts_are_those_under_the_other_filters(pages, client):
    assert options(client, "", "linh-vuc") == {"the-thao": 2, "van-hoa": 2}
    assert options(client, "?cap=tinh", "linh-vuc") == {"the-thao": 1, "van-hoa": 1}
    assert options(client, "?linh-vuc=van-hoa&cap=xa", "linh-vuc") == {"the-thao": 1, "van-hoa": 1}
    assert options(client, "?linh-vuc=van-hoa&cap=xa", "cap") == {"tinh": 1, "xa": 1}
    assert options(client, "?danh-cho=nguoi-dan", "cach-nop") == {"direct": 2, "online": 1}


def test_choosing_an_option_leaves_as_many_as_it_said(pages, client):
    for start in ("", "?linh-vuc=van-hoa", "?cap=xa&danh-cho=nguoi-dan"):
        listing = client.get(f"/thu-tuc/{start}").context["listing"]
        for facet in FACETS:
            for option in listing.options(facet):
                chosen = listing.selection.having(facet.name, (option.value,))
                assert len(names(client, chosen.query())) == option.count, (start, facet.name, option.value)


def test_each_chip_takes_off_its_own_value(pages, client):
    response = client.get("/thu-tuc/?cap=xa&cap=tinh&linh-vuc=van-hoa&sap-xep=moi")
    chips = {str(chip): chip.address for chip in response.context["listing"].chips()}
    assert chips == {
        "Lĩnh vực: Văn hóa": "?cap=tinh&cap=xa&sap-xep=moi",
        "Cấp thực hiện: Cấp tỉnh": "?linh-vuc=van-hoa&cap=xa&sap-xep=moi",
        "Cấp thực hiện: Cấp xã": "?linh-vuc=van-hoa&cap=tinh&sap-xep=moi",
    }
    html = response.content.decode()
    assert all(escape(address) in html for address in chips.values())


def test_what_is_gone_private_or_a_draft_is_neither_listed_nor_counted(pages, client):
    pages[0].live = False
    pages[0].save()
    pages[1].state = "abolished"
    pages[1].save()
    pages[2].view_restrictions.create(restriction_type="login")
    assert names(client) == ["Leo núi"]
    assert options(client, "", "linh-vuc") == {"the-thao": 1}


def test_a_renamed_field_is_shown_at_once(pages, client):
    client.get("/thu-tuc/")
    field = ProcedureField.objects.get(slug="van-hoa")
    field.name = "Văn hóa cơ sở"
    field.save()
    assert "Văn hóa cơ sở (" in re.sub(r"<[^>]+>", "", client.get("/thu-tuc/").content.decode())


def test_the_list_can_be_ordered_by_change_and_by_visits(pages, client):
    day = timezone.now()
    for days, page in enumerate(pages):
        page.last_published_at = day - timezone.timedelta(days=days)
        page.save()
    assert names(client, "?sap-xep=moi") == [page.full_name for page in pages]
    ProcedureVisits.objects.add(timezone.localdate(), {pages[3].pk: 5, pages[2].pk: 7})
    assert names(client, "?sap-xep=xem") == ["Đua thuyền", "Leo núi", "Áo dài", "Ăn hỏi"]
    assert "7 lượt xem" in client.get("/thu-tuc/?sap-xep=xem").content.decode()


def event_of(*pages, name="Mở hội"):
    event = LifeEvent(name=name, description="Khi xóm mở hội.")
    event.procedures = [
        LifeEventProcedure(procedure=page, sort_order=place) for place, page in enumerate(pages)
    ]
    event.save()
    return event


def test_a_life_event_lists_its_procedures_in_the_order_of_its_editors(pages, client):
    client.get("/thu-tuc/")
    event = event_of(pages[3], pages[0])
    assert event.slug == "mo-hoi"
    html = client.get("/thu-tuc/").content.decode()
    assert "?su-kien=mo-hoi" in html
    assert "Khi xóm mở hội." in html
    response = client.get("/thu-tuc/?su-kien=mo-hoi")
    assert names(client, "?su-kien=mo-hoi") == ["Leo núi", "Ăn hỏi"]
    assert response.context["heading"] == "Mở hội"
    assert names(client, "?su-kien=mo-hoi&linh-vuc=van-hoa") == ["Ăn hỏi"]
    pages[0].live = False
    pages[0].save()
    assert names(client, "?su-kien=mo-hoi") == ["Leo núi"]
    event.delete()
    assert "mo-hoi" not in client.get("/thu-tuc/").content.decode()


def test_most_visited_are_named_on_the_front_of_the_catalogue_only(pages, client):
    ProcedureVisits.objects.add(timezone.localdate(), {pages[2].pk: 3})
    assert [page.pk for page in client.get("/thu-tuc/").context["popular"]] == [pages[2].pk]
    assert "xem-nhieu" in client.get("/thu-tuc/").content.decode()
    assert "xem-nhieu" not in client.get("/thu-tuc/?cap=xa").content.decode()


def head(client, query):
    html = client.get(f"/thu-tuc/{query}").content.decode()
    canonical = re.search(r'rel="canonical" href="([^"]+)"', html)[1]
    return re.search("<title>(.*?)</title>", html)[1], canonical, 'content="noindex"' in html


def test_titles_name_the_filters_and_search_engines_see_each_list_once(pages, client):
    title, canonical, hidden = head(client, "?cap=xa&sap-xep=moi&so-dong=50&page=1")
    assert "Cấp thực hiện: Cấp xã" in title
    assert canonical.endswith("/thu-tuc/?cap=xa")
    assert not hidden
    assert head(client, "?cap=xa&linh-vuc=van-hoa")[2]
    assert head(client, "")[1].endswith("/thu-tuc/")


def test_an_empty_list_tells_what_to_take_off(pages, client):
    response = client.get("/thu-tuc/?chu=A&linh-vuc=the-thao&cap=tinh")
    assert [link.count for link in response.context["listing"].ways_out()] == [1, 1]
    assert "Không có thủ tục nào phù hợp" in response.content.decode()


def test_a_long_facet_shows_its_commonest_values_and_all_when_asked(index, client):
    for number in range(12):
        for copy in range(2 if number == 11 else 1):
            code = f"9.9003{number:02}" if not copy else "9.900399"
            add(index, simple_record(code, name=f"Thủ tục {number}", field=f"Lĩnh vực {number:02}"))
    response = client.get("/thu-tuc/?linh-vuc=linh-vuc-05")
    filters = {one.facet.name: one for one in response.context["listing"].filters()}
    shown = [option.value for option in filters["field"].options]
    assert len(shown) == 8
    assert {"linh-vuc-11", "linh-vuc-05"} <= set(shown)
    assert filters["field"].more == "?linh-vuc=linh-vuc-05&mo=linh-vuc#loc-linh-vuc"
    opened = client.get("/thu-tuc/?linh-vuc=linh-vuc-05&mo=linh-vuc").context["listing"].filters()
    assert len(next(one for one in opened if one.facet.name == "field").options) == 12


def test_a_page_of_50_procedures_asks_at_most_12_queries(index, client):
    for number in range(120):
        add(index, simple_record(f"9.91{number:04}", name=f"Thủ tục {number}", field=f"Lĩnh {number % 30}",
                                 channels=[DIRECT], implementing_agency=f"Sở {number % 40}"))  # fmt: skip
    event_of(ProcedurePage.objects.first())
    ProcedureVisits.objects.add(
        timezone.localdate(), {page.pk: 2 for page in ProcedurePage.objects.all()[:9]}
    )
    for query in (
        "",
        "?so-dong=50",
        "?so-dong=50&page=2&linh-vuc=linh-3&linh-vuc=linh-4&phi=co-phi&sap-xep=xem",
    ):
        client.get(f"/thu-tuc/{query}")
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/thu-tuc/{query}")
        assert len(queries) <= 12, [query["sql"][:150] for query in queries]
    assert len(client.get("/thu-tuc/?so-dong=50").context["procedures"].object_list) == 50
    assert response.status_code == 200


def test_reading_the_catalogue_writes_nothing(pages, client):
    with CaptureQueriesContext(connection) as queries:
        client.get("/thu-tuc/?cap=xa&sap-xep=xem")
    assert not [q["sql"] for q in queries if re.match("INSERT|UPDATE|DELETE", q["sql"])]


KNOWN = ["xa", "tinh", "van-hoa", "moi", "xem", "50", "mien-phi", "1", "online", "A", "linh-vuc", "nguoi-dan"]
PAIRS = st.lists(
    st.tuples(
        st.sampled_from([facet.parameter for facet in FACETS] + ["can-cu", "page", "sap-xep", "so-dong", "mo", "q"]),
        st.sampled_from(KNOWN) | st.text(max_size=12) | st.integers().map(str),
    ),
    max_size=8,
)  # fmt: skip


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(PAIRS)
def test_no_query_string_is_an_error_and_every_list_is_what_its_own_address_says(pages, client, pairs):
    query = urlencode(pairs, errors="surrogatepass")
    response = client.get(f"/thu-tuc/?{query}")
    assert response.status_code == 200
    listing = response.context["listing"]
    assert len(places_of(listing.mask)) == listing.count
    again = read(
        RequestFactory().get(f"/{listing.selection.query()}").GET, catalogue_table(), listing.selection.law
    )
    assert again == listing.selection or {name: set(v) for name, v in again.chosen.items()} == {
        name: set(v) for name, v in listing.selection.chosen.items()
    }


@given(st.integers(0, 2**80))
def test_a_mask_gives_its_places_back(mask):
    assert sum(1 << place for place in places_of(mask)) == mask


def test_an_empty_catalogue_says_so(index, client):
    response = client.get("/thu-tuc/?cap=xa")
    assert isinstance(response.context["listing"], Listing)
    assert "Danh mục chưa có thủ tục nào" in client.get("/thu-tuc/").content.decode()
