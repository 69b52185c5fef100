"""Every page type there is, with the demo content: valid HTML, axe finds nothing, fits a phone of 360 px."""

import json
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.html_checker import complaints

from .conftest import Portal
from .seen import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

#: pages of one type that are looked at: those with the longest and the shortest titles
EACH = 3

LIST_PAGES = f"""
import json
from django.db.models.functions import Length
from wagtail.models import Page, get_page_models
found = {{}}
for model in get_page_models():
    pages = model.objects.live().public().filter(depth__gte=2).annotate(length=Length("title")).order_by("length")
    if model is not Page and pages:
        chosen = [*pages[: {EACH} // 2], *pages.reverse()[: {EACH} - {EACH} // 2]]
        found[model.__name__] = sorted({{page.url for page in chosen}})
print(json.dumps({{"types": [m.__name__ for m in get_page_models() if m is not Page], "found": found}}))
"""

_AMENDED = "/thu-tuc/xac-nhan-san-tap-phong-tap-the-thao-cong-dong-du-dieu-kien-mo-cua-thu-tuc-mau-9900002/"
_TO_COME = "/thu-tuc/dang-ky-to-chuc-le-hoi-va-hoi-dien-van-nghe-cua-xom-to-dan-pho-thu-tuc-mau-9900001/"
_REPLACED = "/thu-tuc/cap-doi-the-ban-doc-bang-giay-sang-the-nhua-thu-tuc-mau-9900005/"

#: what no page answers, or answers besides
OTHERS = [
    f"{_AMENDED}?ngay=2025-05-05",
    f"{_AMENDED}thay-doi/",
    f"{_TO_COME}?ngay=2099-01-01",
    f"{_REPLACED}?ngay=khong-phai-ngay",
    f"{_REPLACED}thay-doi/?tu=2000-01-01",
    "/so-do-trang/",
    "/tim-kiem/",
    "/tim-kiem/?q=le+hoi",
    "/tim-kiem/?q=63%2F2010%2Fnd-cp",
    "/tim-kiem/?q=zzzzzz",
    "/khong-co-trang-nay/",
    "/thu-tuc/?linh-vuc=van-hoa&linh-vuc=lu-hanh&cap=xa&mo=co-quan",
    "/thu-tuc/?su-kien=to-chuc-le-hoi",
    "/thu-tuc/?linh-vuc=lu-hanh&cap=xa",
    "/thu-tuc/ban-can-lam-gi/di-san-co-vat-bao-tang/",
    "/thu-tuc/ban-can-lam-gi/di-san-co-vat-bao-tang/di-vat-co-vat/mo-co-so-giam-dinh/",
]


@pytest.fixture(scope="module")
def addresses(portal: Portal) -> dict[str, list[str]]:
    """The addresses to look at, by page type."""
    listed = json.loads(portal.manage("shell", "-v", "0", "-c", LIST_PAGES).splitlines()[-1])
    missing = set(listed["types"]) - set(listed["found"])
    assert not missing, f"the demo shows no page of {missing}"
    return listed["found"] | {"others": OTHERS}


def read(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def test_every_page_is_valid_html(portal: Portal, addresses: dict[str, list[str]], tmp_path: Path) -> None:
    pages = {address: read(portal.url + address) for group in addresses.values() for address in group}
    assert len(pages) >= 25
    assert complaints(pages, tmp_path) == []


def test_axe_finds_nothing_on_a_phone(phone: Page, addresses: dict[str, list[str]]) -> None:
    for address in [address for group in addresses.values() for address in group]:
        phone.goto(address)
        check(phone)
