"""Writing in the editor's forms, which notice, take over and save with delays of their own.

Wagtail takes a form as it stands two seconds after it was built for what is saved already: what is written sooner is
no change to it, and nothing saves it by itself. Draftail hands its text to the form a quarter of a second after the
last key; a form sent sooner goes without it.
"""

from functools import partial

from playwright.sync_api import BrowserContext, Locator, Page, expect

from .seen import eventually

#: seconds until what was written is noticed, sent, checked and stored, on a machine with much to do
PATIENCE = 60

_TELL = "addEventListener('w-unsaved:watch-edits', () => { document.documentElement.dataset.watched = ''; });"
_SENT = """text => [...new FormData(document.querySelector("form[data-edit-form]")).values()]
    .some(value => typeof value === "string" && value.includes(text))"""


def prepare(context: BrowserContext) -> None:
    """Let the pages of a browser tell when their forms notice changes."""
    context.add_init_script(_TELL)


def wait_until_watched(page: Page) -> None:
    """Return when the form notices whatever is written from now on."""
    expect(page.locator("html[data-watched]")).to_be_attached(timeout=PATIENCE * 1000)


def open_editor(page: Page, address: str) -> None:
    """Open a form of the editors; return when all of it stands, also what scripts build of what is saved."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    wait_until_watched(page)


def write_below(page: Page, line: Locator, text: str) -> None:
    """Write `text` below a line of an editor; return when it stands there and in the form."""
    wait_until_watched(page)
    line.click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type(text, delay=20)
    wait_until_written(page, text)


def wait_until_written(page: Page, text: str) -> None:
    """Return when `text` stands in one of the editors and in the field that is sent for it."""
    expect(page.locator(".public-DraftEditor-content").filter(has_text=text)).to_have_count(1)
    eventually(partial(page.evaluate, _SENT, text), True, PATIENCE)


def wait_until_saved(page: Page) -> None:
    """Return when the editor has saved by itself."""
    state = "data-w-autosave-state-value"
    expect(page.locator("#w-autosave-indicator")).to_have_attribute(state, "saved", timeout=PATIENCE * 1000)


def wait_until_comment_is_saved(page: Page) -> None:
    """Return when the server knows the newest comment: to send the form sooner would store it twice."""
    wait_until_saved(page)
    known = page.locator("input[name^=comments-][name$=-id]").last
    expect(known).not_to_have_value("", timeout=PATIENCE * 1000)
