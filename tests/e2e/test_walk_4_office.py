"""Walk 4: the Office receives a decision as an .xlsx of 34 procedures.

Preview as a diff, four rows refused with reasons, mended in the marked workbook, applied; what takes effect later waits
for its day; one import is undone as a whole.
"""

import io
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from procedures.exchange.workbook import write_xlsx
from procedures.schema import Procedure

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

COUNT = 34
SOON = date.today() + timedelta(days=40)
#: cells of the first sheet that are broken, and what they should be
BROKEN = {
    "D5": ("ngày mai", date(2026, 11, 20)),
    "A9": ("1.23", "9.980008"),
    "H14": ("chưa rõ", "Sửa đổi, bổ sung"),
    "E20": ("31/02/2027", SOON),
}
LIST = "/admin/procedure-imports/"


def record(number: int, **changes: object) -> dict[str, object]:
    """A made-up procedure of the decision; every third takes effect later."""
    values = {
        "code": f"9.98{number:04}",
        "name": f"Thủ tục cho mượn nhạc cụ của nhà văn hóa, loại {number}",
        "decision_number": "1842/QĐ-UBND",
        "announced_on": "2026-11-20",
        "effective_from": SOON.isoformat() if number % 3 == 0 else "2026-11-20",
        "state": "amended",
        "field": "Văn hóa cơ sở",
        "conditions": "Biết chơi nhạc cụ.",
    }
    return Procedure.from_dict(values | changes).to_dict()


def workbook(path: Path, *records: dict[str, object]) -> Path:
    with path.open("wb") as file:
        write_xlsx(records, file)
    return path


def edit(path: Path, place: int) -> Path:
    """Break the cells (0) or mend them (1)."""
    book = load_workbook(path)
    sheet = book["Thủ tục"]
    for cell, values in BROKEN.items():
        sheet[cell] = values[place]
    book.save(path)
    return path


def upload(page: Page, path: Path) -> None:
    page.goto(LIST)
    page.get_by_role("link", name="Chọn tệp để nhập").click()
    page.get_by_label("Tệp thủ tục").set_input_files(path)
    page.get_by_label("Công bố các thủ tục").check()
    page.get_by_role("button", name="Tải lên và kiểm tra").click()
    expect(page.get_by_role("heading", name="Nếu áp dụng")).to_be_visible(timeout=120_000)


def apply(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Áp dụng và công bố")).click()
    expect(page.get_by_role("heading", name="Kết quả lần nhập")).to_be_visible(timeout=180_000)


def fact(page: Page, name: str) -> str:
    """Return the number that stands over a word."""
    return page.locator(".import-facts a", has_text=name).locator("strong").inner_text()


def test_the_office_takes_over_a_decision(desk, tmp_path: Path) -> None:
    page = desk("vanphong")
    page.get_by_role("link", name="Nhập từ tệp").first.click()
    before = workbook(tmp_path / "cu.xlsx", *(record(n, conditions="Biết hát.", effective_from="2026-01-05",
                                                     decision_number="7/QĐ-UBND") for n in range(1, 11)))  # fmt: skip
    upload(page, before)
    apply(page)

    # The new decision: some change, most are new, four rows are broken
    decision = edit(workbook(tmp_path / "quyet-dinh-1842.xlsx", *(record(n) for n in range(1, COUNT + 1))), 0)
    upload(page, decision)
    assert fact(page, "Dòng bị từ chối") == "4"
    page.locator(".import-facts a", has_text="Thủ tục thay đổi").click()
    expect(page.locator("ins", has_text="chơi nhạc cụ").first).to_be_attached()
    expect(page.locator("del", has_text="hát").first).to_be_attached()
    page.locator(".import-facts a", has_text="Dòng bị từ chối").click()
    expect(page.locator(".import-row")).to_have_count(4)
    expect(page.get_by_text("ô D5")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải các dòng cần sửa").click()
    marked = tmp_path / "can-sua.xlsx"
    waiting.value.save_as(marked)
    apply(page)
    assert fact(page, "Dòng bị từ chối") == "4"

    # The marked workbook, mended where it is red
    book = load_workbook(marked)
    sheet = book["Thủ tục"]
    red = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.comment]
    assert len(red) == 4
    rights = dict(BROKEN.values())
    for cell in red:
        cell.value = rights[cell.value]
    book.save(marked)
    upload(page, marked)
    assert fact(page, "Dòng bị từ chối") == "0"
    apply(page)

    # What takes effect later waits for its day; the rest is public
    answer = page.goto("/thu-tuc/9980011/")
    assert answer
    assert answer.status == 200
    answer = page.goto("/thu-tuc/9980012/")
    assert answer
    assert answer.status == 404
    page.goto("/thu-tuc/9980003/")
    expect(page.get_by_text("Biết hát.").first).to_be_attached()

    # One import is undone as a whole
    page.goto(LIST)
    page.get_by_role("link", name="quyet-dinh-1842.xlsx").first.click()
    page.get_by_role("link", name="Hoàn tác lần nhập này").click()
    page.get_by_role("button", name="Hoàn tác lần nhập này").click()
    expect(page.get_by_role("heading", name="Đã hoàn tác lần nhập")).to_be_visible(timeout=180_000)
    answer = page.goto("/thu-tuc/9980011/")
    assert answer
    assert answer.status == 404
    page.goto("/thu-tuc/9980001/")
    expect(page.get_by_text("Biết hát.").first).to_be_attached()


def test_a_file_that_is_none_is_told_at_once(desk, tmp_path: Path) -> None:
    page = desk("vanphong")
    page.goto(f"{LIST}add/")
    wrong = tmp_path / "la.xlsx"
    wrong.write_bytes(io.BytesIO(b"<!doctype html>").getvalue())
    page.get_by_label("Tệp thủ tục").set_input_files(wrong)
    page.get_by_role("button", name="Tải lên và kiểm tra").click()
    expect(page.locator(".error-message", has_text="nội dung")).to_be_visible()
