"""The search page in its rarer states: nothing asked, nothing found, cut, repaired, recommended, without its server."""

import re
from html import unescape

import pytest

from news.models import NewsIndexPage
from portal.search import views
from portal.search.models import PromotedPage
from procedures.models import ProcedureField
from tests.factories.pages import NewsPageFactory, build_site
from tests.html_checker import complaints

from .test_search import make_procedure

pytestmark = pytest.mark.django_db

LONG = "thủ tục lễ hội " * 30
#: typed as Telex
TYPED = "thur tucj khai quaatj"
NOTICE = "Bộ tìm kiếm chính đang tạm gián đoạn"


@pytest.fixture
def site():
    """Two procedures and a news page; one of them is recommended."""
    home = build_site()
    field = ProcedureField.objects.create(name="Di sản văn hóa", slug="di-san")
    make_procedure("Thủ tục khai quật khảo cổ", "9.000001", procedure_field=field, levels=["Cấp Tỉnh"])
    make_procedure("Thủ tục khai quật dưới nước", "9.000002", procedure_field=field, levels=["Cấp Xã"])
    NewsPageFactory(parent=NewsIndexPage.objects.get(), title="Thông báo khai quật")
    pinned = NewsPageFactory(parent=NewsIndexPage.objects.get(), title="Lịch các ngày hội")
    PromotedPage.objects.create(page=pinned, queries="khai quật")
    return home


@pytest.fixture
def without_server(monkeypatch):
    real = views.search

    def degraded(*args, **options):
        found = real(*args, **options)
        found.degraded = True
        return found

    monkeypatch.setattr(views, "search", degraded)


def read(client, **parameters: str) -> str:
    return client.get("/tim-kiem/", parameters).content.decode()


def test_a_long_query_stays_in_the_box_and_is_told_again_shortened(client, site):
    html = read(client, q=LONG)
    assert f'value="{LONG[:400].strip()}"' in html
    told = [re.search(pattern, html, re.S) for pattern in ("<title>(.+?)</title>", 'role="status">(.+?)</p>')]
    assert all(part and len(part[1].split("“")[-1]) < 200 and "…" in part[1] for part in told)


def test_the_page_without_a_question_leads_to_the_fields_of_work(client, site):
    for html in (read(client), read(client, q="???")):
        assert 'href="/thu-tuc/?linh-vuc=di-san">Di sản văn hóa' in html
    assert "Di sản văn hóa</a></li>" not in read(client, q="khai quật")


def test_a_repaired_query_offers_both_ways(client, site):
    html = read(client, q=TYPED, loai="procedure")
    ways = [unescape(address) for address in re.findall(r'href="(\?[^"]+)"', html.split("corrected")[1])][:2]
    assert "Có phải bạn tìm" in html
    assert "đã tính cả cách viết này" in html
    assert all("loai=procedure" in way for way in ways)
    assert "nguyen-van" in ways[1]
    assert "2 kết quả" in client.get(f"/tim-kiem/{ways[0]}").content.decode()
    as_typed = client.get(f"/tim-kiem/{ways[1]}").content.decode()
    assert "Có phải bạn tìm" in as_typed
    assert "đã tính cả" not in as_typed


def test_nothing_is_said_of_results_where_there_are_none(client, site):
    html = read(client, q=TYPED, loai="magazine")
    assert "Có phải bạn tìm" in html
    assert "đã tính cả" not in html


def test_a_recommended_page_says_who_recommends_it(client, site):
    first = read(client, q="khai quật").split("<ol")[1].split("</li>")[0]
    assert "Lịch các ngày hội" in first
    assert '<span class="badge">Sở đề xuất</span>' in first


def test_a_degraded_search_says_so(client, site, request):
    assert NOTICE not in read(client, q="khai quật")
    request.getfixturevalue("without_server")
    assert NOTICE in read(client, q="khai quật")


def test_every_state_is_valid_html(client, site, without_server, tmp_path):
    states = {
        "nothing asked": {},
        "signs only": {"q": "???"},
        "recommended": {"q": "khai quật"},
        "filters open": {"q": "khai quật", "loai": "procedure", "cap": "tinh", "mo": "co-quan"},
        "nothing found": {"q": "xyzzyx"},
        "filtered away": {"q": "khai quật", "loai": "procedure", "cap": "huyen"},
        "repaired": {"q": TYPED},
        "as typed": {"q": TYPED, "nguyen-van": "1"},
        "cut": {"q": LONG},
        "wild": {"q": "\"><b>'&", "loai": "procedure"},
    }
    pages = {name: read(client, **parameters) for name, parameters in states.items()}
    assert NOTICE in pages["recommended"]
    assert complaints(pages, tmp_path) == []
