"""A citizen searches: by the keyboard alone, without scripts, and the browser alone remembers."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import DESK, PHONE, Portal
from .seen import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]


def test_the_keyboard_alone_leads_through_suggestions(phone: Page) -> None:
    phone.goto("/tim-kiem/")
    box = phone.get_by_role("combobox")
    box.focus()
    phone.keyboard.type("le hoi")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(phone.get_by_role("group", name="Thủ tục").get_by_role("option").first).to_contain_text("lễ hội")
    check(phone)
    phone.keyboard.press("ArrowDown")
    first = phone.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    phone.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("le hoi")
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile(r"/tim-kiem/\?q=le"))
    check(phone)

    # What was found is remembered here, unless it is a whole text, and forgotten by one press.
    phone.goto(f"/tim-kiem/?q={'le hoi ' * 30}")
    phone.goto("/tim-kiem/")
    expect(phone.get_by_role("link", name="le hoi")).to_be_visible()
    expect(phone.locator("[data-recent-searches] li")).to_have_count(1)
    check(phone)
    phone.get_by_role("button", name="Xóa các tìm kiếm gần đây").press("Enter")
    expect(phone.get_by_role("link", name="le hoi")).to_have_count(0)
    assert phone.evaluate("localStorage.getItem('tim-gan-day')") is None
    assert phone.context.cookies() == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_without_scripts_filters_count_what_they_show(
    browser: Browser, portal: Portal, viewport: dict[str, int]
) -> None:
    context = browser.new_context(
        base_url=portal.url, viewport=viewport, locale="vi-VN", java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/tim-kiem/?q=thu+tuc&loai=procedure")
    if viewport == PHONE:
        page.locator("summary", has_text="Lọc kết quả").click()
    box = page.locator(".tick").first
    wanted = re.search(r"\((\d+)\)", box.inner_text())
    assert wanted
    box.locator("input").check()
    page.get_by_role("button", name="Áp dụng bộ lọc").click()
    expect(page.get_by_role("status").filter(has_text="kết quả cho")).to_contain_text(f"{wanted[1]} kết quả")
    page.get_by_role("link", name=re.compile("^Bỏ lọc:")).click()
    expect(page).to_have_url(re.compile(r"\?q=thu\+tuc&loai=procedure$"))
    context.close()


def test_a_page_without_results_is_whole(phone: Page) -> None:
    phone.goto("/tim-kiem/?q=xyzzyx")
    expect(phone.get_by_role("link", name="Đặt câu hỏi cho Sở")).to_be_visible()
    check(phone)
