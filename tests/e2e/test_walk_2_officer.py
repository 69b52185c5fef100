"""An officer at the counter: a code, the checklist for a citizen, the paper on the wall, a new posting set."""

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from .conftest import Portal

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

TYPED = "1003838"
NAME = re.compile("nghiên cứu sưu tầm di sản văn hóa phi vật thể")
#: the sample set whose paper lacks this procedure
SET = "/thu-tuc/niem-yet/trung-tam-hanh-chinh-cong/"
#: a sample procedure that has a dossier to print
WITH_DOSSIER = "9.900001"


def find_by_code(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Nội dung cần tìm").fill(TYPED)
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name=NAME).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def print_checklist(page: Page) -> None:
    page.goto(f"/thu-tuc/{WITH_DOSSIER}/")
    page.goto(f"{page.url}?in=ho-so")
    expect(page.locator("body")).to_contain_text("Đơn đăng ký tổ chức lễ hội")


def see_that_paper_is_old(page: Page) -> None:
    page.goto(SET)
    note = page.locator("[data-stale]").first
    expect(note).to_contain_text("Bản giấy đã cũ")
    expect(note).to_contain_text("1.003838")


def make_booklet(page: Page, size: str) -> None:
    page.get_by_role("button", name=f"Làm khổ {size}").click()
    expect(page.get_by_text("Đang làm bản giấy")).to_be_visible()
    row = page.locator("table.listing tbody tr").filter(has_text=size).first
    # The worker does it; the page says by itself when it is ready.
    expect(row.get_by_role("link", name="Tải bản giấy")).to_be_visible(timeout=180_000)


def take_booklet(page: Page, size: str, folder: Path) -> pypdfium2.PdfDocument:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=f"Bản giấy khổ {size}").click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return pypdfium2.PdfDocument(file)


def test_officer_prints_sees_old_paper_and_makes_a_new_set(desk, portal: Portal, tmp_path: Path) -> None:
    page = desk("vanphong")
    find_by_code(page)
    print_checklist(page)
    see_that_paper_is_old(page)

    page.get_by_role("link", name="Làm bản giấy mới").click()
    expect(page.get_by_text("Bản giấy khổ A4 đã cũ.")).to_be_visible()
    make_booklet(page, "A4")
    expect(page.get_by_text("Bản giấy khổ A4 đã cũ.")).to_be_hidden()
    page.goto(SET)
    expect(page.locator("[data-stale]")).to_have_count(0)

    # A new set, all of a field at once.
    page.goto("/admin/snippets/procedures/postingset/add/")
    page.get_by_label("Tên bộ niêm yết").fill("Thủ tục di sản ở quầy số 3")
    page.get_by_label("Nơi treo").fill("Quầy số 3")
    page.get_by_label("Thêm mọi thủ tục của một lĩnh vực").select_option(label="Di sản văn hóa")
    page.get_by_label("Công khai trên trang").check()
    page.locator("form button[type=submit]", has_text=re.compile("Lưu")).first.click()
    expect(page.get_by_text("Thủ tục di sản ở quầy số 3").first).to_be_visible()
    page.goto("/thu-tuc/niem-yet/thu-tuc-di-san-o-quay-so-3/")
    page.get_by_role("link", name="Làm bản giấy mới").click()
    make_booklet(page, "A3")
    page.get_by_role("link", name="Xem trên trang").click()
    booklet = take_booklet(page, "A3", tmp_path)
    words = " ".join(one.get_textpage().get_text_bounded() for one in booklet)
    assert "1.003838" in words
    assert f"{portal.url}/thu-tuc/1.003838/" in re.sub(r"\s", "", words)
    assert "Quầy số 3" in words
