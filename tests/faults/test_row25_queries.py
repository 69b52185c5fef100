"""Row 25 of the faults: whatever is asked, no query answers 500."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.models import NewsIndexPage
from tests.factories.pages import NewsPageFactory, build_site
from tests.faults.wild_queries import PIECES

pytestmark = pytest.mark.django_db

NASTY = st.sampled_from(PIECES)
LONG = st.builds(lambda part, times: (part * times)[:100_000], NASTY, st.sampled_from([300, 5_000, 100_000]))
QUERY = st.one_of(
    st.text(alphabet=st.characters(), max_size=80),
    st.lists(NASTY, max_size=8).map(" ".join),
    st.lists(NASTY, max_size=8).map("".join),
    LONG,
)
ODD_NUMBERS = st.sampled_from(["", "9999999999", "-1", "0", "1e9", "٣", "²"])
NUMBER = st.one_of(st.integers().map(str), NASTY, ODD_NUMBERS)
KIND = st.one_of(st.sampled_from(["", "news", "legal"]), NASTY)
CLEAN = {200, 301, 302, 400, 404}


@pytest.fixture
def portal():
    build_site()
    for number in range(12):
        NewsPageFactory(parent=NewsIndexPage.objects.get(), title=f"Thủ tục a b {number}")


def answers(client, query: str, page: str, size: str, kind: str) -> dict:
    """Ask the page, the suggestions and the API; return the API's answer."""
    # What can't be encoded can't be sent: a browser sends a replacement character.
    query, page, size, kind = (text.encode("utf-8", "replace").decode() for text in (query, page, size, kind))
    assert client.get("/tim-kiem/", {"q": query, "loai": kind, "page": page}).status_code in CLEAN
    assert client.get("/tim-kiem/goi-y/", {"q": query}).status_code in CLEAN
    api = client.get("/api/search/", {"q": query, "type": kind, "page": page, "page_size": size})
    assert api.status_code in CLEAN
    assert len(api.json()["results"]) <= 50
    return api.json()


@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERY, page=NUMBER, size=NUMBER, kind=KIND)
@pytest.mark.slow
def test_no_query_of_any_kind_is_an_error(client, portal, query, page, size, kind):
    answers(client, query, page, size, kind)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "\0",
        "a\0b",
        "thủ tục " * 600,
        "x" * 100_000,
        "đ" * 100_000,
        " ".join(f"từ{number}" for number in range(600)),
        "1.003838 " * 300,
        "63/2010/NĐ-CP " * 300,
        "a AND b OR NOT c NEAR(d e, 3)",
        "🙂 مرحبا \u202e中文",
        "1" * 5_000,
        f"{'1' * 30}/2010/NĐ-CP",
        "\u0301" * 3_000,
    ],
)
def test_known_troublemakers(client, portal, query):
    answers(client, query, "1", "10", "")


@pytest.mark.parametrize("number", ["9999999999", "1" * 400, "-1", "0", "abc", "1.5", "", "１", "²"])
def test_page_numbers_out_of_bounds(client, portal, number):
    answers(client, "thủ tục", number, number, "news")


def test_raw_bytes_that_are_no_text(client, portal):
    asked = (
        "tim-kiem/?q=%ff%fe%00",
        "api/search/?q=%C3%28&page=%00",
        "tim-kiem/goi-y/?q=%80",
        "api/search/?q=%",
    )
    for address in (f"/{path}" for path in asked):
        assert client.get(address).status_code in CLEAN
    for method in (client.post, client.put, client.delete):
        assert method("/api/search/?q=a").status_code == 405


def test_the_editors_search_takes_the_same_queries(admin_client, portal):
    for query in ('"', "a\0b", "thủ tục " * 600, "AND", "NEAR(", "-", "*", "🙂", 'live:true "a', "1.003838"):
        for address in (
            "/admin/pages/search/",
            "/admin/images/",
            "/admin/documents/",
            "/admin/choose-page/search/",
        ):
            assert admin_client.get(address, {"q": query}).status_code in CLEAN, (address, query)
