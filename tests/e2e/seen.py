"""What holds for every page that a citizen sees."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .axe import violations


def check(page: Page) -> None:
    """Fail when axe finds something, when the page is wider than its window, or when it isn't in Vietnamese."""
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= window, f"{page.url} is {wide} px wide in a window of {window} px"
    assert violations(page) == [], page.url


def size_in_words(size: int) -> str:
    """Return a size in bytes the way that the portal tells it: "38 KB"."""
    return f"{round(size / 1024)} KB"


def eventually(ask: Callable[[], object], wanted: object, seconds: float = 15) -> None:
    """Ask until the answer is the wanted one."""
    deadline = time.monotonic() + seconds
    while (answer := ask()) != wanted and time.monotonic() < deadline:
        time.sleep(0.2)
    assert answer == wanted
