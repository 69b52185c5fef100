"""A writer's news item with pictures from a phone goes through review, comes back, and is live at its minute."""

import email
import io
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.policy import default as modern
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from . import clipboard, phone_pictures
from .conftest import Portal
from .editing import wait_until_comment_is_saved, wait_until_saved, wait_until_watched, write_below
from .seen import check, eventually

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
TITLE = "Đêm hội diễn ở nhà văn hóa xóm: được xem gì, đi lối nào?"
SLUG = "dem-hoi-dien-o-nha-van-hoa-xom-duoc-xem-gi-di-loi-nao"
SUMMARY = "Xóm mở đêm hội diễn; bài này nêu thời gian, chỗ ngồi và những thứ nên mang theo."
SENTENCE = "Thời gian: buổi tối, sau giờ làm."
COMMENT = "Ghi rõ mấy giờ bắt đầu."
ANSWER = "Bắt đầu lúc 19 giờ 30."
MESSAGE = "Bài tốt, chỉ cần ghi rõ giờ bắt đầu."


def take_in(page: Page, files: list[Path]) -> list[str]:
    """Upload pictures all at once, describe each; return their titles."""
    page.get_by_role("link", name="Hình ảnh", exact=True).click()
    page.get_by_role("link", name="Thêm hình ảnh").first.click()
    page.locator("input[type=file]").set_input_files(files)
    waiting = page.locator("#upload-list > li")
    expect(waiting.get_by_role("button", name="Cập nhật")).to_have_count(len(files), timeout=60_000)
    titles = []
    for left in range(len(files), 0, -1):
        form = waiting.first
        titles.append(form.locator("[name$=-title]").input_value())
        form.locator("[name$=-description]").fill(f"Sân khấu của xóm, ảnh {left}")
        form.get_by_role("button", name="Cập nhật").click()
        expect(waiting).to_have_count(left - 1)
    return titles


def choose_picture(page: Page, opener: Locator, title: str) -> None:
    opener.click()
    page.locator(".modal a[data-chooser-modal-choice]", has_text=title).first.click()
    expect(page.locator(".modal")).to_have_count(0)


def add_block(page: Page, kind: str, number: int) -> Locator:
    """Add a block below the others; return its part of the form."""
    page.locator("[data-contentpath=body]").get_by_role("button", name="Chèn khối").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    return page.locator(f"[data-streamfield-child]:has(input[name=body-{number}-id])").last


def paste(page: Page, place: Locator, formats: dict[str, str]) -> None:
    clipboard.fill(page.context, formats)
    page.bring_to_front()
    place.click()
    page.keyboard.press("Control+v")


def write(page: Page, picture: str, second: str) -> None:
    """Write the item: lead picture, heading, text and table out of Word, a picture inside the text."""
    page.get_by_role("link", name="Viết tin").first.click()
    page.locator("#id_title").press_sequentially(TITLE)
    page.locator("#id_summary").fill(SUMMARY)
    expect(page.locator("#id_slug")).to_have_value(SLUG)
    choose_picture(page, page.get_by_role("button", name="Chọn hình ảnh").first, picture)

    add_block(page, "Tiêu đề mục", 0).locator("input[name=body-0-value-text]").fill("Khi nào, ở đâu")
    text = add_block(page, "Đoạn văn", 1).locator(".public-DraftEditor-content")
    paste(page, text, clipboard.TEXT)
    expect(text.get_by_text("Mặc áo ấm")).to_be_visible()
    table = add_block(page, "Bảng", 2)
    paste(page, table.locator(".ht_master td").first, clipboard.TABLE)
    expect(table.locator(".ht_master td", has_text="24/12/2026")).to_be_visible()
    table.locator("select").first.select_option("row")
    inner = add_block(page, "Hình ảnh", 3)
    choose_picture(page, inner.get_by_role("button", name="Chọn hình ảnh"), second)


def preview_at_three_sizes(page: Page) -> None:
    toggle = page.get_by_role("button", name="Ẩn/hiện xem trước")
    toggle.click()
    for size, width in [("điện thoại", 375), ("máy tính bảng", 768), ("máy tính", 1280)]:
        choice = page.get_by_role("radio", name=f"Xem trước cỡ {size}", exact=True)
        page.locator("label").filter(has=choice).click()
        frame = page.frame_locator("iframe[title='Xem trước']").last
        expect(frame.get_by_role("heading", level=1)).to_have_text(TITLE)
        eventually(partial(frame.locator("html").evaluate, "() => innerWidth"), width)
    toggle.click()


def foot(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Thao tác (chân trang)")


def act(page: Page, name: str) -> str:
    """Use a button of the menu at the editor's foot; return what the next page says on top."""
    foot(page).get_by_role("button", name="Thao tác khác").click()
    with page.expect_navigation():
        foot(page).get_by_role("button", name=name, exact=True).click()
    return page.locator(".messages").inner_text()


def send_back(page: Page, message: str) -> str:
    """Return the item to its writer with a message; return what the next page says on top."""
    foot(page).get_by_role("button", name="Thao tác khác").click()
    foot(page).get_by_role("button", name="Yêu cầu sửa", exact=True).click()
    window = page.locator(".modal")
    window.locator("textarea").fill(message)
    with page.expect_navigation():
        window.get_by_role("button", name="Yêu cầu sửa").click()
    return page.locator(".messages").inner_text()


def actions(page: Page) -> list[str]:
    """Return the names of all buttons of the editor's foot."""
    return [text.strip() for text in foot(page).locator("button, a").all_text_contents() if text.strip()]


def mails(portal: Portal, to: str) -> list[str]:
    """Return subject and text of each mail that was sent to an account, oldest first."""
    found = []
    for file in sorted((portal.data_dir / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime_ns):
        for part in re.split(rb"^-{70,}\n", file.read_bytes(), flags=re.MULTILINE):
            message = email.message_from_bytes(part, policy=modern)
            if str(message["to"]).startswith(f"{to}@"):
                found.append(f"{message['subject']}\n{message.get_content()}")
    return found


def edit(page: Page, address: str) -> None:
    page.bring_to_front()
    page.goto(address)
    page.wait_for_load_state("networkidle")


def comment_on_sentence(page: Page) -> None:
    wait_until_watched(page)
    block = page.locator(".public-DraftEditor-content").get_by_text("buổi tối, sau giờ làm.")
    block.click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.press("Control+Alt+m")
    card = page.locator(".comment").last
    card.locator("textarea").fill(COMMENT)
    card.get_by_role("button", name="Góp ý").press("Enter")  # the card still moves
    expect(card.locator(".comment__text")).to_have_text(COMMENT)
    wait_until_comment_is_saved(page)


def schedule(page: Page, moment: datetime) -> None:
    page.get_by_role("button", name="Ẩn/hiện trạng thái").click()
    page.get_by_role("button", name="Hẹn giờ").click()
    page.locator("#id_go_live_at").fill(moment.strftime("%d/%m/%Y %H:%M"))
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu lịch hẹn").press("Enter")  # the calendar covers it


def next_minute(seconds: float) -> datetime:
    """Return the first full minute that is at least so many seconds away."""
    return (datetime.now(HERE) + timedelta(seconds=seconds + 59)).replace(second=0, microsecond=0)


def found(page: Page) -> Locator:
    """Search without accents; return the link to the item."""
    page.goto("/tim-kiem/?q=dem+hoi+dien+o+nha+van+hoa+xom")
    return page.locator("main").get_by_role("link", name=TITLE)


def test_news_item_from_the_phone_to_the_home_page(
    portal: Portal, desk: Callable[[str], Page], phone: Page, tmp_path: Path
) -> None:
    writer, office, leader = desk("trungtam"), desk("vanphong"), desk("lanhdao")

    files = phone_pictures.take(tmp_path, "IMG_2041", "IMG_2042", "IMG_2043")
    pictures = take_in(writer, files)
    writer.goto("/admin/")
    write(writer, pictures[0], pictures[1])
    preview_at_three_sizes(writer)

    began = time.monotonic()
    told = act(writer, "Trình duyệt")
    assert "Văn phòng Sở" in told
    due = re.search(r"Hạn xem xét: (\d\d/\d\d/\d{4})", told)[1]
    (mail,) = mails(portal, "vanphong")
    assert TITLE in mail
    assert due in mail
    address = re.search(r"/admin/pages/\d+/edit/", mail)[0]

    edit(writer, address)
    expect(writer.locator(".messages")).to_contain_text(f"Đang chờ Văn phòng Sở xem xét, hạn {due}")
    assert not [name for name in actions(writer) if "Phê duyệt" in name], "nobody approves what he wrote"

    office.bring_to_front()
    office.goto("/admin/")
    office.locator("main").get_by_role("link", name=TITLE).first.click()
    expect(office).to_have_url(f"{portal.url}{address}")
    office.wait_for_load_state("networkidle")
    comment_on_sentence(office)
    send_back(office, MESSAGE)
    assert any(MESSAGE in mail for mail in mails(portal, "trungtam"))
    round_took = time.monotonic() - began

    edit(writer, address)
    expect(writer.locator(".messages")).to_contain_text(MESSAGE)
    writer.get_by_role("button", name="Ẩn/hiện góp ý").click()
    expect(writer.locator(".comment")).to_contain_text(COMMENT)
    write_below(writer, writer.locator(".public-DraftEditor-content").get_by_text("Mặc áo ấm"), ANSWER)
    wait_until_saved(writer)
    moment = next_minute(max(40, 2.5 * round_took))
    schedule(writer, moment)
    assert "Văn phòng Sở" in act(writer, "Trình duyệt lại")

    edit(office, address)
    act(office, "Phê duyệt")
    edit(leader, address)
    act(leader, "Phê duyệt và hẹn giờ đăng")

    phone.goto("/")
    expect(phone.get_by_role("heading", level=1)).to_have_count(1)
    assert datetime.now(HERE) < moment, "the approvals took longer than the time that was left for them"
    expect(phone.get_by_role("link", name=TITLE)).to_have_count(0)
    expect(found(phone)).to_have_count(0)
    assert phone.goto(f"/tin-tuc/{SLUG}/").status == 404

    wait_until_live(phone, moment)
    see_on_home_page(phone)
    expect(found(phone)).to_be_visible()
    check(phone)
    found(phone).click()
    see_item(phone)
    check(phone)


def wait_until_live(page: Page, moment: datetime) -> None:
    """Return when the scheduler has published the item, within a minute and a half of its moment."""
    until = (moment - datetime.now(HERE)).total_seconds() + 90
    deadline = time.monotonic() + until
    while time.monotonic() < deadline:
        if page.request.get(f"/tin-tuc/{SLUG}/").ok:
            assert datetime.now(HERE) >= moment
            return
        time.sleep(1)
    pytest.fail("the item did not go live at its minute")


def see_on_home_page(page: Page) -> None:
    """Check the home page: the item stands in front, its picture in a new format and small enough for the phone."""
    page.goto("/")
    expect(page.locator("article").get_by_role("link", name=TITLE)).to_be_visible()
    check(page)
    # The task worker makes the new formats in the minute after publication; until then there is the JPEG.
    eventually(lambda: picture_on_home_page(page).format in {"AVIF", "WEBP"}, True, seconds=60)
    assert 360 <= picture_on_home_page(page).width <= 960


def picture_on_home_page(page: Page) -> Image.Image:
    """Return the picture of the item as this browser gets it."""
    page.goto("/")
    picture = page.locator("article").filter(has=page.get_by_role("link", name=TITLE)).locator("img")
    picture.scroll_into_view_if_needed()
    eventually(partial(picture.evaluate, "image => image.complete && image.naturalWidth > 0"), True)
    answer = page.request.get(picture.evaluate("image => image.currentSrc"))
    return Image.open(io.BytesIO(answer.body()))


def see_item(page: Page) -> None:
    """Check the published item: the text out of Word without its clothes, the table, the pictures."""
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    article = page.locator("main")
    expect(article.get_by_text(ANSWER)).to_be_visible()
    expect(article.locator("b, strong").get_by_text("Thời gian:")).to_be_visible()
    expect(article.get_by_role("listitem").filter(has_text="Mang theo nước uống")).to_be_visible()
    assert not article.locator("[style*=color], [class*=Mso]").count()
    expect(article.get_by_role("columnheader", name="Xong trước")).to_be_visible()
    expect(article.get_by_role("cell", name="24/12/2026")).to_be_visible()
    expect(article.locator("img")).to_have_count(2)
    for picture in article.locator("img").all():
        assert picture.get_attribute("alt").startswith("Sân khấu của xóm")


def test_door_of_the_editors_side_satisfies_axe(phone: Page) -> None:
    phone.goto("/admin/login/")
    check(phone)
