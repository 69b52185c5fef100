"""The art troupe uploads a clip with captions and a script; two others approve; a citizen plays it on a phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.factories.performances import CAPTIONS, TRANSCRIPT, clip_bytes

from .conftest import Portal
from .editing import open_editor, wait_until_saved, wait_until_watched, wait_until_written
from .seen import check, eventually

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("e2e")]

TITLE = "Bà Mế đi làm giấy khai sinh cho cháu"
ADDRESS = "/tu-lieu/bieu-dien/ba-me-di-lam-giay-khai-sinh-cho-chau/"
MESSAGE = "Nộp hồ sơ ở bất kỳ bộ phận một cửa nào cũng được."
LINE = "Bà Mế: Giấy này nộp ở đâu hả cháu?"
SECONDS = 8
EDITOR = re.compile(r"/admin/pages/\d+/edit/$")
STATE = """() => {
  const video = document.querySelector("video"), track = video.textTracks[0];
  return {time: video.currentTime, paused: video.paused, mode: track.mode, cues: track.cues ? track.cues.length : 0};
}"""


def upload_clip(page: Page, folder: Path, *, captions: bool) -> None:
    """Upload the clip in the window in which a video is chosen."""
    clip = folder / "Tiểu phẩm Bà Mế.webm"
    clip.write_bytes(clip_bytes(SECONDS))
    page.get_by_role("button", name="Chọn video").click()
    window = page.locator(".modal")
    window.get_by_role("tab", name="Tải video lên").click()
    window.locator("[name=media-chooser-upload-file]").set_input_files(clip)
    window.locator("[name=media-chooser-upload-title]").fill("Bản ghi hình Bà Mế")
    if captions:
        add_captions(window, folder, "media-chooser-upload-")
    window.locator("[name=media-chooser-upload-transcript]").fill(TRANSCRIPT)
    window.locator("form[action*=upload] button[type=submit]").click()
    expect(page.locator(".modal")).to_have_count(0)


def add_captions(form: Locator | Page, folder: Path, prefix: str = "") -> None:
    file = folder / "phu-de.vtt"
    file.write_text(CAPTIONS)
    form.locator(f"[name={prefix}captions]").set_input_files(file)


def foot(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Thao tác (chân trang)")


def act(page: Page, name: str) -> str:
    """Use a button of the menu at the editor's foot; return what the next page says on top and beside its fields."""
    foot(page).get_by_role("button", name="Thao tác khác").click()
    with page.expect_navigation():
        foot(page).get_by_role("button", name=name, exact=True).click()
    return " ".join(page.locator(".messages, .w-field__errors:visible").all_inner_texts())


def write(page: Page, folder: Path) -> None:
    """Write the performance: message, script as text, the clip, still without captions."""
    page.get_by_role("link", name="Thêm tiết mục").first.click()
    wait_until_watched(page)
    page.locator("#id_title").press_sequentially(TITLE)
    page.locator("#id_message").fill(MESSAGE)
    upload_clip(page, folder, captions=False)
    page.locator("[data-contentpath=script]").get_by_role("button", name="Chèn khối").last.click()
    page.get_by_role("option", name="Đoạn văn", exact=True).click()
    page.locator("[data-contentpath=script] .public-DraftEditor-content").click()
    page.keyboard.type(LINE)
    wait_until_written(page, LINE)
    wait_until_saved(page)
    expect(page).to_have_url(EDITOR)
    # What was written around the first saving by itself may be no change to the form.
    with page.expect_navigation():
        foot(page).locator("button.action-save").first.click()
    expect(page.locator("[data-contentpath=script]")).to_contain_text(LINE)
    wait_until_watched(page)


def complete_recording(page: Page, folder: Path) -> None:
    """Add the captions that the form asked for, where the recording is kept."""
    page.goto("/admin/media/")
    page.get_by_role("link", name="Bản ghi hình Bà Mế").first.click()
    add_captions(page, folder)
    with page.expect_navigation():
        page.locator(
            "form[action*=media] button[type=submit], form[action*=media] input[type=submit]"
        ).first.click()
    expect(page).to_have_url(re.compile(r"/admin/media/(\?.*)?$"))  # saved: back at the list


def approve(page: Page, button: str) -> str:
    """Open what waits for this person on his home page, and approve it."""
    page.goto("/admin/")
    page.locator("main").get_by_role("link", name=TITLE).first.click()
    page.wait_for_load_state("networkidle")
    wait_until_watched(page)
    return act(page, button)


def test_from_the_troupes_recording_to_a_citizens_phone(
    browser: Browser, portal: Portal, desk: Callable[[str], Page], phone: Page, tmp_path: Path
) -> None:
    troupe = desk("doannghethuat")
    write(troupe, tmp_path)
    editor = troupe.url
    act(troupe, "Trình duyệt")
    expect(troupe.locator("main")).to_contain_text("chưa có phụ đề")
    complete_recording(troupe, tmp_path)
    open_editor(troupe, editor)
    assert "Phòng Quản lý văn hóa và gia đình" in act(troupe, "Trình duyệt")
    assert phone.goto(ADDRESS).status == 404

    approve(desk("vanhoa"), "Phê duyệt")
    assert phone.goto(ADDRESS).status == 404
    approve(desk("vanphong"), "Phê duyệt và đăng")

    play(phone)
    take_without_scripts(browser, portal)


def play(phone: Page) -> None:
    """Find it in the list, see what it costs before, play it with captions."""
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto("/tu-lieu/bieu-dien/")
    check(phone)
    phone.get_by_role("link", name=TITLE).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLE)
    phone.wait_for_load_state("networkidle")
    check(phone)
    assert not [url for url in asked if re.search(r"\.(webm|vtt)", url)], (
        "nothing of it before it is asked for"
    )
    expect(phone.get_by_text(LINE)).to_be_visible()
    expect(phone.get_by_text(TRANSCRIPT)).to_be_visible()

    button = phone.get_by_role("button", name=re.compile(r"Xem video \(8 giây, \d+ KB\)"))
    button.focus()
    phone.keyboard.press("Enter")
    eventually(lambda: phone.evaluate(STATE)["time"] > 0.3, True)
    state = phone.evaluate(STATE)
    assert state["mode"] == "showing"
    eventually(lambda: phone.evaluate(STATE)["cues"], 2)
    assert not state["paused"]
    expect(phone.locator("video")).to_be_focused()
    assert [url for url in asked if url.endswith(".webm")]
    check(phone)


def take_without_scripts(browser: Browser, portal: Portal) -> None:
    """Follow the link that the button is where no script runs."""
    context = browser.new_context(base_url=portal.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    link = page.get_by_role("link", name=re.compile("Xem video"))
    answer = page.request.get(link.get_attribute("href"), headers={"Range": "bytes=0-99"})
    assert answer.status == 206
    assert answer.headers["content-type"] == "video/webm"
    context.close()
