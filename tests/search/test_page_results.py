"""The results page: filters whose counts are what a click shows, the way back, notes, ways out."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from news.models import NewsIndexPage
from portal.core.models import SiteSettings
from portal.search import filters
from portal.search.kinds import FACETS
from portal.search.understanding import kept
from procedures.models import ProcedureField
from tests.factories.pages import NewsPageFactory, build_site

from .test_search import make_procedure

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(
    r'<li><a href="(?P<address>\?[^"]+)"[^>]*>[^<]*<span class="count">(?P<count>\d+)</span></a></li>'
)
BOX = re.compile(r'name="(?P<name>[\w-]+)" value="(?P<value>[^"]+)"(?P<checked> checked)?>'
                 r'<span>(?P<label>[^<]+?) <span class="count">\((?P<count>\d+)\)')  # fmt: skip


@pytest.fixture
def site():
    """Thirty procedures in two fields, three levels; news of two kinds and two years."""
    home = build_site()
    fields = [ProcedureField.objects.create(name=name, slug=slug) for name, slug in
              (("Du lịch", "du-lich"), ("Di sản văn hóa", "di-san"))]  # fmt: skip
    for number in range(30):
        make_procedure(
            f"Cấp phép khai quật {number}",
            f"9.{number:06}",
            procedure_field=fields[number % 3 == 0],
            levels=[["Cấp Tỉnh"], ["Cấp Xã"], ["Cấp Bộ", "Cấp Tỉnh"]][number % 3],
            implementing_agency=f"Cơ quan thứ {number % 12}",
        )
    news = NewsIndexPage.objects.get()
    for number in range(8):
        NewsPageFactory(parent=news, title=f"Tin khai quật {number}", kind=["tin", "thong-bao"][number % 2])
    return home


def shown(client, address: str) -> tuple[int, str]:
    """The number of results that a page tells, and the page."""
    html = client.get(f"/tim-kiem/{address}").content.decode()
    number = re.search(r'role="status">\s*(\d+) kết quả', html)
    return (int(number[1]) if number else 0), html


@pytest.fixture
def learnt(site):
    """The words of these pages, by which queries are repaired."""
    call_command("learn_vocabulary", verbosity=0)
    yield
    kept.forget()


def first(html: str) -> str:
    """The title of the first result."""
    (title,) = re.findall(r"<h2><a href=\"[^\"]+\">(.*?)</a></h2>", html)[:1]
    return re.sub(r"<[^>]+>", "", title).strip()


def corrected(html: str) -> str:
    """What a page says of a repaired query; nothing where it says nothing."""
    return "".join(re.findall(r'<p class="list corrected">(.*?)</p>', html, re.DOTALL))


@pytest.mark.parametrize(
    "address",
    ["?q=khai+quat", "?q=khai+quat&loai=procedure", "?q=khai+quat&loai=procedure&cap=tinh&linh-vuc=du-lich",
     "?q=khai+quat&linh-vuc=di-san", "?q=khai+quat&loai=news&the-loai=tin", "?q=khai+quat&loai=procedure&mo=co-quan"],
)  # fmt: skip
def test_every_count_is_what_a_click_shows(client, site, address):
    _, html = shown(client, address)
    tabs = ADDRESS.findall(html)
    assert len(tabs) >= 3
    for tab, count in tabs:
        assert shown(client, unescape(tab))[0] == int(count), tab
    boxes = list(BOX.finditer(html))
    assert boxes
    chosen = [pair for pair in parse_qsl(address[1:]) if pair[0] != "mo"]
    for box in boxes:
        # A facet with another value chosen shows both together: alone, its count is that of the value.
        others = [pair for pair in chosen if pair[0] != box["name"]]
        one = f"?{urlencode([*others, (box['name'], box['value'])])}"
        assert shown(client, one)[0] == int(box["count"]), one


def test_values_are_named_in_words_and_chosen_ones_can_be_taken_off(client, site):
    count, html = shown(client, "?q=khai+quat&loai=procedure&cap=tinh&linh-vuc=du-lich")
    assert count == 10
    chips = re.findall(r'href="(\?[^"]+)"><span class="unseen">Bỏ lọc:</span> ([^<]+) <', html)
    assert [label for _, label in chips] == ["Lĩnh vực: Du lịch", "Cấp thực hiện: Cấp tỉnh"]
    assert shown(client, unescape(chips[0][0]))[0] == 20
    assert 'href="?q=khai+quat&amp;loai=procedure">Bỏ tất cả bộ lọc' in html
    checked = [box["value"] for box in BOX.finditer(html) if box["checked"]]
    assert sorted(checked) == ["du-lich", "tinh"]


def test_a_facet_with_many_values_shows_all_of_them_on_demand(client, site):
    _, html = shown(client, "?q=khai+quat&loai=procedure")
    assert html.count('name="co-quan"') == filters.SHOWN
    (more,) = re.findall(r'href="(\?[^"#]+mo=co-quan)#loc-co-quan">Cơ quan thực hiện: xem tất cả 12', html)
    assert shown(client, unescape(more))[1].count('name="co-quan"') == 12


def test_values_that_nothing_has_show_the_way_back(client, site):
    SiteSettings.objects.update_or_create(defaults={"phone": "0206 3852 000"})
    count, html = shown(client, "?q=khai+quat&loai=procedure&cap=huyen")
    assert count == 0
    assert "Không lọc thì cả cổng có 38 kết quả" in html
    assert "Bỏ lọc “Cấp thực hiện: Cấp huyện”" in html
    assert 'href="?q=khai+quat">Tìm trên toàn cổng, không lọc' in html
    _, html = shown(client, "?q=khai+quat&loai=procedure&cap=huyen&nguyen-van=1")
    assert 'href="?q=khai+quat&amp;nguyen-van=1">Tìm trên toàn cổng, không lọc' in html
    assert 'href="tel:02063852000"' in html


def test_a_page_without_results_helps(client, site):
    _, html = shown(client, "?q=xyzzyx")
    assert "Không tìm thấy kết quả nào cho “xyzzyx”" in html
    assert 'href="/thu-tuc/?linh-vuc=du-lich">Du lịch' in html
    assert 'href="/hoi-dap/"' in html
    assert "Thử ít từ hơn" in html
    assert client.get("/thu-tuc/?linh-vuc=du-lich").status_code == client.get("/hoi-dap/").status_code == 200


def test_both_ways_are_offered_where_a_query_was_repaired(client, site, learnt):
    # Written after the words were learnt: it is what was typed, and nobody could know.
    make_procedure("Việc khia quat", "9.900001")
    _, html = shown(client, "?q=khia+quat&loai=procedure")
    assert first(html).startswith("Cấp phép khai quật")
    assert "Có phải bạn tìm" in corrected(html)
    assert ">khai quật</a>" in corrected(html)
    repaired, as_typed = re.findall(r'<a href="([^"]+)"', corrected(html))

    _, html = shown(client, unescape(repaired))
    assert first(html).startswith("Cấp phép khai quật")
    assert corrected(html) == ""

    _, html = shown(client, unescape(as_typed))
    assert first(html) == "Việc khia quat"
    assert re.findall(r'<a href="([^"]+)"', corrected(html)) == [repaired]
    assert unescape(repaired) == "?q=khai+qu%E1%BA%ADt&loai=procedure"


def test_a_private_section_is_not_counted_by_any_facet(client, site):
    restriction = PageViewRestriction.objects.create(
        page=NewsIndexPage.objects.get(), restriction_type=PageViewRestriction.LOGIN
    )
    count, html = shown(client, "?q=khai+quat")
    assert count == 30
    assert "loai=news" not in html
    restriction.delete()
    assert shown(client, "?q=khai+quat")[0] == 38


def test_a_result_names_the_field_that_answers(client, site):
    make_procedure("Việc khác", "9.900000", conditions="Người đề nghị phải có mặt bằng tại hang Ngườm Bốc.")
    _, html = shown(client, "?q=nguom+boc")
    assert '<span class="hit-in">Yêu cầu, điều kiện' in html
    assert "tại hang <mark>Ngườm Bốc</mark>." in html


def test_every_facet_has_a_name_in_addresses():
    assert set(filters.PARAMETERS) == {name for names in FACETS.values() for name in names}
    assert len(set(filters.PARAMETERS.values())) == len(filters.PARAMETERS)


@pytest.mark.parametrize(
    "address",
    [
        "?q=khai+quat",
        "?q=khai+quat&loai=procedure&mo=co-quan",
        "?q=khai+quat&loai=procedure&cap=tinh",
        "?q=xyzzyx",
        "",
    ],
)
def test_the_page_takes_few_statements(client, site, address):
    client.get(f"/tim-kiem/{address}")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/tim-kiem/{address}")
    statements = [query["sql"] for query in queries.captured_queries]
    assert len(statements) <= 12, statements


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(
        st.tuples(
            st.sampled_from(
                ["q", "loai", "page", "nguyen-van", "mo", *filters.PARAMETERS.values(), "type", "year"]
            ),
            st.one_of(
                st.text(max_size=30),
                st.sampled_from(
                    ["news", "procedure", "tinh", "-1", "9" * 30, "\0", '"', "co-quan", "khai quật"]
                ),
            ),
        ),
        max_size=6,
    )
)
def test_no_parameter_breaks_a_page(client, site, values):
    for path in ("/tim-kiem/", "/tim-kiem/rss/", "/tim-kiem/goi-y/", "/api/search/"):
        query = urlencode([("q", "khai quật"), *values])
        assert client.get(f"{path}?{query}").status_code in (200, 302), (path, query)
