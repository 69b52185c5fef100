"""A unit's editor takes the print file of a published poster; a citizen on a phone sees it whole and reads it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE
from .seen import check, size_in_words

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

GALLERY = "/tu-lieu/ap-phich/"
TITLE = "Một cửa, một lần đủ hồ sơ"
WORDS = "Nhận giấy hẹn ghi rõ ngày trả kết quả"
TOLD = re.compile(r"Tải tệp in.*\(PDF, (?P<size>[\d.,]+ [KM]B)\)", re.DOTALL)


def take(page: Page, name: re.Pattern[str], folder: Path) -> tuple[str, Path]:
    """Press a link that gives a file; return its words and the file."""
    link = page.get_by_role("region", name="Tệp để tải về").get_by_role("link", name=name).first
    words = link.inner_text()
    with page.expect_download() as waiting:
        link.click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return words, file


def find_poster(page: Page) -> None:
    """Go to the poster the way people do: menu, gallery, filter, picture."""
    page.goto("/tu-lieu/")
    page.get_by_role("link", name="Xem tất cả áp phích, pa-nô").click()
    expect(page).to_have_url(re.compile(f"{GALLERY}$"))
    narrow = page.locator("details.facets-toggle > summary")
    if narrow.is_visible():  # folded on a phone
        narrow.click()
    page.get_by_label("Loại mẫu").select_option(label="Áp phích")
    page.get_by_role("button", name="Xem mẫu").click()
    expect(page).to_have_url(re.compile("loai=ap-phich"))
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_an_editor_of_a_unit_finds_the_poster_and_takes_its_print_file(desk, tmp_path: Path) -> None:
    page = desk("donvi")
    find_poster(page)
    check(page)
    words, file = take(page, re.compile("Tải tệp in"), tmp_path)
    told = TOLD.search(words)
    assert told, words
    assert file.read_bytes().startswith(b"%PDF-")
    size = file.stat().st_size
    assert told["size"] in (size_in_words(size), f"{size / 1024**2:.1f} MB".replace(".", ","))


def test_an_editor_of_a_unit_finds_the_print_file_on_the_editors_side(desk) -> None:
    page = desk("donvi")
    page.goto("/admin/documents/chooser/")
    assert TITLE in page.evaluate("() => JSON.parse(document.body.innerText).html")


def test_a_citizen_on_a_phone_sees_the_poster_whole_and_reads_its_words(phone: Page, tmp_path: Path) -> None:
    find_poster(phone)
    picture = phone.locator("figure.whole img")
    expect(picture).to_be_visible()
    shown = picture.bounding_box()
    assert shown is not None
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= PHONE["width"]
    own = picture.evaluate("image => image.naturalWidth / image.naturalHeight")
    assert shown["width"] / shown["height"] == pytest.approx(own, rel=0.02), "not cut and not stretched"
    expect(phone.get_by_role("region", name="Lời văn trên mẫu")).to_contain_text(WORDS)
    check(phone)
    words, file = take(phone, re.compile("Tải ảnh đăng mạng"), tmp_path)
    assert "JPG, 1280 ×" in words
    assert file.suffix == ".jpg"
    assert file.read_bytes().startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    "address",
    [
        "/tu-lieu/",
        GALLERY,
        f"{GALLERY}?loai=pa-no&huong=ngang",
        f"{GALLERY}?nam=1999&loai=infographic&huong=vuong",
    ],
)
def test_the_lists_fit_the_phone_and_satisfy_axe(phone: Page, address: str) -> None:
    assert phone.goto(address).status == 200
    check(phone)
