"""A citizen on a phone of 360 px finds a procedure without accents and takes its form home."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from .conftest import PHONE, Portal
from .seen import check, size_in_words

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

TYPED = "to chuc le hoi"
#: the fictitious procedure that has forms: its code in the register and the words that lead to it
CODE = "9.900001"
NAME = re.compile("Đăng ký tổ chức lễ hội và hội diễn văn nghệ")
ADDRESS = re.compile(r"/thu-tuc/dang-ky-to-chuc-le-hoi-.*9900001/$")
TOLD = re.compile(r"\((?P<kind>[A-Z]+), (?P<size>[\d,]+ KB)\)")


@pytest.fixture
def plain_phone(browser: Browser, portal: Portal) -> Iterator[Page]:
    """A phone whose browser runs no scripts."""
    context = browser.new_context(
        base_url=portal.url, viewport=PHONE, locale="vi-VN", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def see_procedure(page: Page) -> None:
    """Check that the procedure tells what it costs, how long it takes and what to bring, before all else."""
    expect(page).to_have_url(ADDRESS)
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(page.locator("main").get_by_text("Dữ liệu mẫu").first).to_be_visible()
    card = page.locator("dl.summary")
    for label, value in [
        ("Bạn nhận được", "Văn bản xác nhận đăng ký tổ chức lễ hội"),
        ("Bao lâu", "7 ngày làm việc"),
        ("Bao nhiêu tiền", "20.000 đồng"),
        ("Nộp ở đâu", "Trực tiếp"),
        ("Ai được làm", "Công dân Việt Nam"),
        ("Nộp gì", "3 mẫu"),
    ]:
        row = card.locator("div").filter(has=page.get_by_text(label, exact=True))
        expect(row.locator("dd")).to_contain_text(value)
    days = page.get_by_role("region", name="Ngày nhận kết quả")
    expect(days.get_by_text("Trực tiếp: nộp hôm nay → nhận kết quả chậm nhất")).to_be_visible()
    dossier = page.get_by_role("region", name="Giấy tờ cần chuẩn bị")
    expect(dossier.get_by_text("Đơn đăng ký tổ chức lễ hội, hội diễn văn nghệ").first).to_be_visible()


def take_form(page: Page, folder: Path) -> Path:
    """Download the first form the way the page offers it; return the file, whose kind and size it told before."""
    page.get_by_role("link", name="Tải mẫu đơn").click()
    expect(page).to_have_url(re.compile("#bieu-mau$"))
    link = page.get_by_role("region", name="Mẫu đơn, tờ khai").get_by_role("link").first
    told = TOLD.search(link.inner_text())
    assert told, link.inner_text()
    with page.expect_download() as waiting:
        link.click()
    download: Download = waiting.value
    file = folder / download.suggested_filename
    download.save_as(file)
    assert file.suffix == f".{told['kind'].lower()}" == ".docx"
    assert size_in_words(file.stat().st_size) == told["size"]
    return file


def see_form(file: Path) -> None:
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "ĐƠN ĐĂNG KÝ" in words


def choose_by_keyboard(page: Page, wanted: int) -> None:
    for _step in range(wanted + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def choose_by_touch(page: Page, wanted: int) -> None:
    page.get_by_role("option").nth(wanted).tap()


@pytest.mark.parametrize("choose", [choose_by_keyboard, choose_by_touch])
def test_citizen_types_picks_a_suggestion_and_takes_the_form(
    phone: Page, tmp_path: Path, choose: Callable[[Page, int], None]
) -> None:
    phone.goto("/")
    check(phone)
    box = phone.get_by_role("combobox", name="Nội dung cần tìm")
    box.press_sequentially(TYPED, delay=20)
    suggestions = phone.get_by_role("listbox").get_by_role("option")
    expect(suggestions.filter(has_text=NAME)).to_be_visible()
    check(phone)
    wanted = next(place for place, text in enumerate(suggestions.all_inner_texts()) if NAME.search(text))
    choose(phone, wanted)
    see_procedure(phone)
    check(phone)
    see_form(take_form(phone, tmp_path))


def test_citizen_without_scripts_walks_the_same_way(plain_phone: Page, tmp_path: Path) -> None:
    page = plain_phone
    page.goto("/")
    page.get_by_role("searchbox", name="Nội dung cần tìm").fill(TYPED)
    page.get_by_role("button", name="Tìm").click()
    expect(page).to_have_url(re.compile(r"/tim-kiem/\?q=to\+chuc\+le\+hoi"))
    expect(page.locator("mark").first).to_have_text(re.compile("tổ chức lễ hội", re.IGNORECASE))
    page.locator("main").get_by_role("link", name=NAME).click()
    see_procedure(page)
    see_form(take_form(page, tmp_path))
    page.locator("header").get_by_text("Danh mục").click()
    page.locator("header").get_by_role("link", name="Tin tức").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tin tức")


@pytest.mark.parametrize("spelling", ["9.900001", "9900001", "9.900001.000.00.00.H14"])
def test_code_in_any_spelling_leads_to_the_procedure(phone: Page, spelling: str) -> None:
    phone.goto(f"/tim-kiem/?q={spelling}")
    first = phone.locator("main h2, main h3").get_by_role("link").first
    expect(first).to_have_text(NAME)
    phone.goto(f"/thu-tuc/{spelling}/")
    expect(phone).to_have_url(ADDRESS)


def test_real_procedure_by_its_code_says_what_is_not_known(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("combobox", name="Nội dung cần tìm").fill("1003622")
    phone.keyboard.press("Enter")
    phone.locator("main").get_by_role("link", name="Thông báo tổ chức lễ hội cấp xã").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thông báo tổ chức lễ hội cấp xã")
    expect(phone.locator("main")).to_contain_text(re.compile("chưa có|chưa đủ", re.IGNORECASE))
    check(phone)


WALKED = [
    "/tim-kiem/",
    "/tim-kiem/?q=to+chuc+le+hoi",
    "/tim-kiem/?q=khongcogiandau",
    "/tin-tuc/",
    "/thu-tuc/",
]


@pytest.mark.parametrize("address", [*WALKED, "/so-do-trang/", "/lien-he/"])
def test_lists_fit_the_phone_and_satisfy_axe(phone: Page, address: str) -> None:
    assert phone.goto(address).status == 200
    check(phone)


def test_news_item_fits_the_phone_and_satisfies_axe(phone: Page) -> None:
    phone.goto("/tin-tuc/")
    phone.locator("main").get_by_role("link", name="Chuẩn bị lễ hội cấp xã").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Chuẩn bị lễ hội cấp xã")
    check(phone)


def test_missing_page_offers_the_words_of_its_address(phone: Page) -> None:
    assert phone.goto("/thu-tuc/dang-ky-hoi-lang/").status == 404
    check(phone)
    box = phone.locator("main").get_by_role("combobox")
    expect(box).to_have_value(re.compile("dang ky hoi lang"))
    phone.locator("main").get_by_role("button", name="Tìm").click()
    expect(phone).to_have_url(re.compile("/tim-kiem/"))
    check(phone)


@pytest.mark.parametrize("address", ["/", "/thu-tuc/9900001/", "/tin-tuc/", "/tim-kiem/?q=le+hoi"])
def test_desk_satisfies_axe_too(browser: Browser, portal: Portal, address: str) -> None:
    context = browser.new_context(base_url=portal.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    check(page)
    context.close()
