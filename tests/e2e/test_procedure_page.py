"""A citizen and an officer use the page of a procedure: tick, choose a case, print, count days, share."""

import re
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument

from tests.html_checker import complaints

from .conftest import DESK, PHONE, Portal
from .seen import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

#: the fictitious procedure with two cases, three ways to submit and forms
ADDRESS = "/thu-tuc/9.900001/"
FIRST = "Đơn đăng ký tổ chức lễ hội, hội diễn văn nghệ"


def open_page(page: Page) -> str:
    """Open the page of the procedure and return its own address."""
    page.goto(ADDRESS)
    return page.url


def papers(page: Page):
    return page.locator("[data-paper]:visible")


def test_ticks_are_counted_kept_on_the_device_and_cleared(phone: Page) -> None:
    open_page(phone)
    expect(phone.get_by_text("Đã chuẩn bị 0/6 giấy tờ")).to_be_visible()
    expect(phone.get_by_text("Đánh dấu chỉ lưu trong trình duyệt của máy này")).to_be_visible()
    phone.get_by_role("checkbox", name=FIRST).first.tap()
    expect(phone.get_by_text("Đã chuẩn bị 1/6 giấy tờ")).to_be_visible()
    check(phone)
    phone.reload()
    expect(phone.get_by_text("Đã chuẩn bị 1/6 giấy tờ")).to_be_visible()
    expect(phone.get_by_role("checkbox", name=FIRST).first).to_be_checked()
    expect(phone.get_by_role("checkbox", name=FIRST).nth(1)).not_to_be_checked()
    # Nothing leaves the device: not even a cookie.
    assert phone.context.cookies() == []
    phone.get_by_role("button", name="Xóa đánh dấu").tap()
    expect(phone.get_by_text("Đã chuẩn bị 0/6 giấy tờ")).to_be_visible()
    expect(phone.get_by_role("button", name="Xóa đánh dấu")).to_be_hidden()
    assert phone.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('ho-so:'))") == []


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(base_url=portal.url, viewport=PHONE)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } });"
    )
    page = context.new_page()
    open_page(page)
    page.get_by_role("checkbox", name=FIRST).first.check()
    expect(page.get_by_text("Đã chuẩn bị 1/6 giấy tờ")).to_be_visible()
    expect(page.get_by_text("không lưu được đánh dấu")).to_be_visible()
    context.close()


def test_cases_are_tabs_for_the_keyboard(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(base_url=portal.url, viewport=DESK)
    page = context.new_page()
    open_page(page)
    tabs = page.get_by_role("tablist", name="Các trường hợp của hồ sơ").get_by_role("tab")
    expect(tabs).to_have_count(3)
    expect(tabs.nth(0)).to_have_attribute("aria-selected", "true")
    expect(papers(page)).to_have_count(6)
    tabs.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(papers(page)).to_have_count(4)
    expect(page.get_by_text("Đã chuẩn bị 0/4 giấy tờ")).to_be_visible()
    page.keyboard.press("End")
    expect(tabs.nth(2)).to_be_focused()
    expect(papers(page)).to_have_count(2)
    expect(page.get_by_role("tabpanel")).to_have_attribute("aria-labelledby", tabs.nth(2).get_attribute("id"))
    check(page)
    # From the tabs straight to the papers; the case stays chosen, and is what gets printed.
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_text("Đã chuẩn bị 1/2 giấy tờ")).to_be_visible()
    page.reload()
    expect(papers(page)).to_have_count(2)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Trường hợp tổ chức lần đầu")).to_be_hidden()
    expect(page.get_by_role("tablist")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="In danh mục hồ sơ").click()
    expect(page).to_have_url(re.compile(r"\?in=ho-so&truong-hop=2$"))
    expect(page.get_by_role("row")).to_have_count(3)
    check(page)
    page.get_by_role("link", name="Hiện tất cả trường hợp").click()
    expect(page.get_by_role("row")).to_have_count(8)
    context.close()


def test_without_scripts_all_cases_are_headed_and_days_are_counted(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(base_url=portal.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    open_page(page)
    for name in ("Trường hợp tổ chức lần đầu", "Trường hợp tổ chức hằng năm, không thay đổi nội dung"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(papers(page)).to_have_count(6)
    for control in ("Xóa đánh dấu", "Sao chép địa chỉ", "Chia sẻ trang này"):
        expect(page.get_by_role("button", name=control)).to_have_count(0)
    expect(page.get_by_text("Theo lịch, nơi này")).to_have_count(0)
    page.get_by_label("Ngày bạn nộp hồ sơ").fill("2026-08-28")
    page.get_by_role("button", name="Tính ngày nhận kết quả").click()
    expect(page).to_have_url(re.compile(r"\?nop=2026-08-28#ngay-tra$"))
    days = page.get_by_role("region", name="Ngày nhận kết quả")
    expect(days).to_contain_text(
        "Trực tiếp: nộp ngày 28/08/2026 → nhận kết quả chậm nhất Thứ Sáu, 11/09/2026"
    )
    expect(days).to_contain_text("02/09/2026 (Quốc khánh)")
    context.close()


def test_a_bad_day_is_said_and_the_page_stays_sound(phone: Page) -> None:
    address = open_page(phone)
    phone.goto(f"{address}?nop=31/02/2026")
    expect(phone.get_by_role("alert")).to_contain_text("“31/02/2026”: không phải là một ngày")
    check(phone)


def test_whether_a_counter_is_open_goes_by_the_clock_of_viet_nam(browser: Browser, portal: Portal) -> None:
    for moment, told in [
        ("2026-11-23T03:00:00Z", "đang mở cửa"),  # Monday 10:00
        ("2026-11-23T05:00:00Z", "đang đóng cửa"),  # Monday noon
        ("2026-11-22T03:00:00Z", "đang đóng cửa"),  # Sunday
    ]:
        context = browser.new_context(base_url=portal.url, viewport=PHONE, timezone_id="America/New_York")
        page = context.new_page()
        page.clock.set_fixed_time(moment)
        open_page(page)
        expect(page.locator("[data-open]").first).to_have_text(f"Theo lịch, nơi này {told}")
        context.close()


def test_the_address_is_copied_or_shown_to_copy(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(base_url=portal.url, viewport=PHONE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    open_page(page)
    page.get_by_role("button", name="Sao chép địa chỉ").click()
    expect(page.get_by_text("Đã sao chép địa chỉ.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{portal.url}{ADDRESS}"
    page.goto(copied)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đăng ký tổ chức lễ hội")
    picture = page.get_by_role("img", name="Mã QR dẫn đến trang này")
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth > 0)")
    context.close()


def test_the_sheet_fits_one_page_of_a4(browser: Browser, portal: Portal, tmp_path: Path) -> None:
    context = browser.new_context(base_url=portal.url, viewport=DESK)
    page = context.new_page()
    page.goto(open_page(page) + "?in=ho-so&truong-hop=1")
    file = tmp_path / "sheet.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    document = PdfDocument(file)
    assert len(document) == 1
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    words = document[0].get_textpage().get_text_range()
    assert "Biên bản họp dân" in words
    assert "In danh mục này" not in words
    context.close()


def test_every_shape_of_the_page_is_valid_html(portal: Portal, tmp_path: Path) -> None:
    shapes = ["", "?in=ho-so", "?in=ho-so&truong-hop=2", "?nop=x", "?nop=2026-11-22", "?ngay=2026-08-01"]
    codes = ["9.900001", "9.900002", "9.900003", "1.003622"]
    pages = {}
    for code in codes:
        with urllib.request.urlopen(f"{portal.url}/thu-tuc/{code}/", timeout=20) as answer:
            own = answer.url
        for shape in shapes:
            with urllib.request.urlopen(own + shape, timeout=20) as answer:
                pages[own + shape] = answer.read().decode()
    assert complaints(pages, tmp_path) == []
