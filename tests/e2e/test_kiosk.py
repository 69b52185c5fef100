"""The kiosk of a posting set: big targets, by keyboard alone, starts anew, goes on without a network, no way out."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.html_checker import complaints

from .conftest import PATIENCE, Portal
from .seen import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

#: the sample set (home/demo/loaders/posting.py) and its procedures
START = "/thu-tuc/kiosk/van-phong-so/"
CODES = ("9.900001", "9.900002", "9.900003")
SCREEN = {"width": 1080, "height": 1400}
TARGETS = """[...document.querySelectorAll("a, button, input")]
  .filter((one) => one.checkVisibility() && !one.classList.contains("skip"))
  .filter((one) => { const r = one.getBoundingClientRect(); return r.width < 64 || r.height < 64; })
  .map((one) => one.outerHTML)"""


@pytest.fixture
def kiosk(browser: Browser, portal: Portal) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=portal.url, viewport=SCREEN, locale="vi-VN", has_touch=True)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def shown(page: Page) -> int:
    return page.locator("[data-list] > li:visible").count()


@pytest.mark.parametrize("address", [START, *(f"{START}{code}/" for code in CODES)])
def test_pages_have_big_targets_and_satisfy_axe(kiosk: BrowserContext, address: str) -> None:
    page = kiosk.new_page()
    page.goto(address)
    check(page)
    assert page.evaluate(TARGETS) == []
    page.set_viewport_size({"width": 360, "height": 740})
    check(page)


def test_pages_are_valid_html(portal: Portal, kiosk: BrowserContext, tmp_path) -> None:
    addresses = [START, f"{START}{CODES[0]}/", "/thu-tuc/niem-yet/", "/thu-tuc/niem-yet/van-phong-so/"]
    pages = {address: kiosk.request.get(portal.url + address).text() for address in addresses}
    assert complaints(pages, tmp_path) == []


@pytest.mark.parametrize("address", ["/thu-tuc/niem-yet/", "/thu-tuc/niem-yet/trung-tam-hanh-chinh-cong/"])
def test_pages_of_sets_satisfy_axe(phone: Page, address: str) -> None:
    phone.goto(address)
    check(phone)


def test_the_list_narrows_while_one_types_without_accents(kiosk: BrowserContext) -> None:
    page = kiosk.new_page()
    page.goto(START)
    assert shown(page) == len(CODES)
    page.get_by_role("searchbox").press_sequentially("LE hoi")
    expect(page.get_by_role("status").filter(has_text="Tìm thấy 1 thủ tục")).to_be_visible()
    assert shown(page) == 1
    page.get_by_role("searchbox").fill("khong co gi")
    expect(page.get_by_text("Không có thủ tục nào phù hợp")).to_be_visible()
    page.get_by_role("searchbox").fill("")
    page.locator("a[data-by=chu]:not([data-value=''])").first.tap()
    assert 0 < shown(page) < len(CODES)
    page.get_by_role("link", name="Tất cả chữ cái").tap()
    assert shown(page) == len(CODES)


def test_keyboard_alone_walks_it(kiosk: BrowserContext) -> None:
    page = kiosk.new_page()
    page.goto(START)
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("le hoi")
    page.keyboard.press("Enter")  # to the first that is found
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{START}{CODES[0]}/$"))
    for _step in range(30):
        page.keyboard.press("Tab")
        if "Giấy tờ" in page.evaluate("document.activeElement.textContent"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#ho-so$"))
    page.goto(f"{START}{CODES[0]}/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{START}$"))


def test_it_starts_anew_when_nobody_is_there_and_asks_before(kiosk: BrowserContext) -> None:
    page = kiosk.new_page()
    page.clock.install()
    page.goto(f"{START}{CODES[1]}/")
    page.clock.run_for(60_000)
    dialog = page.get_by_role("dialog", name="Bạn còn đang xem không?")
    expect(dialog).to_be_hidden()
    page.clock.run_for(12_000)
    expect(dialog).to_be_visible()
    check(page)
    page.keyboard.press("Enter")  # the answer has the focus
    expect(dialog).to_be_hidden()
    page.clock.run_for(65_000)
    expect(page).to_have_url(re.compile(f"{CODES[1]}/$"))
    page.clock.run_for(30_000)
    expect(page).to_have_url(re.compile(f"{START}$"))


def test_it_goes_on_without_a_network(kiosk: BrowserContext) -> None:
    page = kiosk.new_page()
    page.goto(START)
    expect(page.get_by_text(f"Đã lưu {len(CODES) + 1} trang để dùng khi mất mạng")).to_be_visible()
    kiosk.set_offline(True)
    for code in CODES:
        page.goto(START)
        page.locator(f"a[href='{START}{code}/']").tap()
        expect(page.get_by_text(code).first).to_be_attached()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text(re.compile(r"Dữ liệu lúc \d\d:\d\d \d\d/\d\d/\d{4}"))).to_be_visible()
        assert page.evaluate("document.styleSheets.length") == 2
        page.get_by_role("link", name="Về danh sách").tap()
        expect(page.get_by_role("searchbox")).to_be_visible()
    page.goto(f"{START}?q=le+hoi")
    assert shown(page) == 1
    page.goto(f"{START}khong-co/")
    expect(page.get_by_role("searchbox")).to_be_visible()
    kiosk.set_offline(False)


def test_the_worker_rules_its_set_only(kiosk: BrowserContext, portal: Portal) -> None:
    page = kiosk.new_page()
    page.goto(START)
    expect(page.get_by_text("để dùng khi mất mạng")).to_be_visible()
    scopes = page.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))"
    )
    assert scopes == [portal.url + START]


def test_it_can_be_used_without_scripts(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(base_url=portal.url, viewport=SCREEN, java_script_enabled=False)
    page = context.new_page()
    page.goto(START)
    page.get_by_role("searchbox").fill("le hoi")
    page.get_by_role("button", name="Tìm trong danh sách").click()
    page.locator("[data-list] > li:visible a").click()
    expect(page).to_have_url(re.compile(f"{CODES[0]}/$"))
    context.close()
