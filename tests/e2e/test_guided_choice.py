"""A citizen finds a procedure by answering questions: by the keyboard alone, and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import PHONE, Portal
from .seen import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

START = "/thu-tuc/ban-can-lam-gi/"


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until a link with these words has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            return
    pytest.fail(f"the keyboard doesn't reach {words!r}")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def test_the_keyboard_alone_leads_from_the_catalogue_to_a_procedure(phone: Page) -> None:
    phone.goto("/thu-tuc/")
    tab_to(phone, "Bạn cần làm gì?")
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile(f"{START}$"))
    check(phone)
    tab_to(phone, "Di sản, cổ vật, bảo tàng")
    phone.keyboard.press("Enter")

    # At each step the focus stands on the question, so that the first Tab reaches the first answer.
    expect(phone.get_by_role("heading", level=1)).to_have_text("Việc của bạn liên quan đến gì?")
    assert focused(phone) == "Việc của bạn liên quan đến gì?"
    expect(phone.get_by_text("Câu hỏi 2, còn nhiều nhất 1 câu nữa")).to_be_visible()
    check(phone)
    phone.keyboard.press("Tab")
    assert focused(phone) == "Di vật, cổ vật"
    phone.keyboard.press("Enter")

    expect(phone.get_by_text("Câu hỏi 3, câu cuối cùng")).to_be_visible()
    tab_to(phone, "Mua bán", most=3)
    phone.keyboard.press("Enter")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Thủ tục dành cho bạn")
    assert focused(phone) == "Thủ tục dành cho bạn"
    check(phone)
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("mua bán di vật, cổ vật")


def test_an_answer_can_be_changed_and_the_browsers_way_back_works(phone: Page) -> None:
    phone.goto(START)
    phone.get_by_role("link", name="Lễ hội, hội diễn văn nghệ").click()
    phone.get_by_role("link", name="Ở quy mô cả xã, phường").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đây là lần đầu tổ chức lễ hội này?")
    phone.get_by_role("link", name=re.compile("^Đổi câu trả lời ?: Lễ hội hoặc hội diễn")).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Lễ hội hoặc hội diễn được tổ chức ở đâu?")
    phone.get_by_role("link", name="Ở xóm hoặc tổ dân phố").click()
    expect(phone.get_by_role("link", name=re.compile("Đăng ký tổ chức lễ hội và hội diễn"))).to_be_visible()
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Lễ hội hoặc hội diễn được tổ chức ở đâu?")


@pytest.fixture
def plain_phone(browser: Browser, portal: Portal) -> Iterator[Page]:
    """A phone whose browser runs no scripts."""
    context = browser.new_context(
        base_url=portal.url, viewport=PHONE, locale="vi-VN", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_without_scripts_the_list_is_narrowed_and_the_choice_walked(plain_phone: Page) -> None:
    plain_phone.goto("/thu-tuc/")
    plain_phone.locator("summary", has_text="Lọc danh sách").click()
    plain_phone.get_by_label(re.compile("^Di sản văn hóa")).check()
    plain_phone.get_by_role("button", name="Lọc thủ tục").click()
    expect(plain_phone.get_by_role("heading", level=2, name="13 thủ tục")).to_be_visible()
    plain_phone.get_by_role("link", name="Bỏ lọc: Lĩnh vực: Di sản văn hóa").click()
    expect(plain_phone.get_by_role("heading", level=2, name="22 thủ tục")).to_be_visible()
    plain_phone.goto(START)
    plain_phone.get_by_role("link", name="Đọc sách, mượn sách ở thư viện").click()
    expect(plain_phone.get_by_role("heading", level=1)).to_have_text("Thủ tục dành cho bạn")


def test_a_visit_is_counted_without_a_cookie(phone: Page) -> None:
    with phone.expect_request("**/thu-tuc/dem/") as waiting:
        phone.goto("/thu-tuc/9.900001/")
    assert re.fullmatch(r"trang=\d+", waiting.value.post_data or "")
    assert phone.context.cookies() == []
