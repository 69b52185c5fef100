"""From an address to a page."""

import pytest

from news.models import NewsIndexPage
from procedures.models import ProcedurePage, ProceduresIndexPage
from tests.factories.pages import NewsPageFactory, StandingPageFactory, build_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return build_site()


def test_a_page_deep_in_the_tree_is_found(client, home):
    above = StandingPageFactory(parent=home, slug="gioi-thieu")
    StandingPageFactory(parent=above, slug="co-cau", title="Cơ cấu tổ chức")
    assert "Cơ cấu tổ chức" in client.get("/gioi-thieu/co-cau/").content.decode()


def test_a_page_that_is_no_longer_live_is_not_found(client, home):
    page = StandingPageFactory(parent=home, slug="cu")
    page.unpublish()
    assert client.get("/cu/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/khong-co/", "/tin-tuc/khong-co/", "/%00/", "/a/b/c/d/", "/" + "a" * 3000 + "/"]
)
def test_a_wrong_address_is_a_404_with_a_search_box(client, home, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'name="q"' in answer.content.decode()


def test_the_sub_routes_of_a_list_still_answer(client, home):
    assert client.get("/tin-tuc/rss/").status_code == 200


def test_the_way_to_a_page_costs_few_queries(client, home, django_assert_max_num_queries):
    page = NewsPageFactory(parent=NewsIndexPage.objects.get())
    client.get(page.url)
    with django_assert_max_num_queries(12):
        client.get(page.url)


@pytest.mark.parametrize("spelling", ["1.003838", "1003838", "1.003838.000.00.00.H14", "1.003838.H14"])
@pytest.mark.parametrize("slash", ["/", ""])
def test_a_procedure_is_found_by_its_code_in_any_spelling(client, home, spelling, slash):
    page = ProcedurePage(title="Thủ tục", full_name="Thủ tục", code="1.003838")
    ProceduresIndexPage.objects.get().add_child(instance=page)
    answer = client.get(f"/thu-tuc/{spelling}{slash}", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == page.url
