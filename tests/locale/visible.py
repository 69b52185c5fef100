"""What a person sees or hears of a page: text, labels, buttons, and what scripts draw later."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

HIDDEN = {"script", "style", "svg", "code", "pre"}
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "use", "wbr", "area", "col", "embed", "track"}
SPOKEN = {
    "aria-label",
    "aria-description",
    "title",
    "placeholder",
    "alt",
    "label",
    "data-w-tooltip-content-value",
}
#: keys of the JSON that Wagtail's scripts draw the menu and the blocks from
DRAWN = {"label", "helpText", "help_text", "placeholder", "description", "labelFormat"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.skipping: list[str] = []
        self.json = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if not self.skipping:
            self.texts += [value for name, value in attrs if name in SPOKEN and value]
            for name, value in attrs:
                if name.startswith("data-") and value and value[0] in "[{":
                    self.texts += _drawn_later(value)
            if tag == "input" and found.get("type") in {"submit", "button", "reset"}:
                self.texts.append(found.get("value") or "")
        if tag in HIDDEN and tag not in VOID:
            self.skipping.append(tag)
            self.json = found.get("type") == "application/json"

    def handle_endtag(self, tag: str) -> None:
        if self.skipping and tag == self.skipping[-1]:
            self.skipping.pop()
            self.json = False

    def handle_data(self, data: str) -> None:
        if self.json:
            self.texts += list(_drawn(json.loads(data)))
        elif not self.skipping:
            self.texts.append(data)


def _drawn(value: Any) -> Any:
    """Yield the strings under the keys of `DRAWN`, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in DRAWN and isinstance(inner, str):
                yield inner
            else:
                yield from _drawn(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _drawn(inner)


def _drawn_later(value: str) -> list[str]:
    try:
        return list(_drawn(json.loads(value)))
    except ValueError:
        return []  # a template of a value, not JSON


def visible_texts(html: str) -> list[str]:
    """Return the texts of a page in order, white space made single."""
    reader = _Reader()
    reader.feed(html)
    texts = (re.sub(r"\s+", " ", unescape(text)).strip() for text in reader.texts)
    return [text for text in texts if text]
