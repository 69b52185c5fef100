"""A legal document: names, address, number, state, page."""

import pytest

from tests.factories.legal import LegalDocumentPageFactory, build_law_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def laws():
    return build_law_list()


def test_address_and_title_are_made_from_kind_number_and_title(laws):
    page = LegalDocumentPageFactory(
        parent=laws, number="63/2010/NĐ-CP", full_title="Về kiểm soát thủ tục hành chính"
    )
    assert page.url == "/van-ban/63-2010-nd-cp/"
    assert page.title == "Nghị định 63/2010/NĐ-CP về kiểm soát thủ tục hành chính"
    assert page.number_key == "63/2010/nd-cp"


def test_page_opens(client, laws):
    page = LegalDocumentPageFactory(parent=laws)
    for address in (page.url, "/van-ban/", "/van-ban/rss/", "/van-ban/?q=chi+tiet"):
        response = client.get(address)
        assert response.status_code == 200, (address, response.get("Location"))
