"""Plain text of a record → safe HTML: lines that begin with "-" or "+" become lists, the rest paragraphs."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# "- ", "+ ", "++ ", "* ", "• ", "–" at the start of a line; a dash before a digit may be a minus.
_ITEM = re.compile(r"^\s*(\++|[-–—•*·\uf0fc\uf0d8\uf0b7])\s*(?=\D)(.+)$", re.DOTALL)
_OUTER = "-–—*•·\uf0fc\uf0d8\uf0b7"


def text_to_html(text: str) -> SafeString:
    """Return `text` as paragraphs and lists of one or two levels; every character of it is escaped."""
    html: list[str] = []
    depth = 0
    for line in text.split("\n"):
        if not line.strip():
            continue
        mark, words = split_mark(line)
        depth = _move(html, depth, depth_of(mark, depth) if mark else 0)
        html.append(f"<li>{_words(words)}" if mark else f"<p>{_words(words)}</p>")
    _move(html, depth, 0)
    return mark_safe("".join(html))  # noqa: S308 — every text is escaped above


def split_mark(line: str) -> tuple[str, str]:
    """Return the mark that makes `line` an item of a list, or "", and its words."""
    item = _ITEM.match(line)
    return (item[1], item[2]) if item else ("", line)


def depth_of(mark: str, current: int) -> int:
    """Return the level of a list item: "+" lies below "-" when one is open."""
    if mark[0] in _OUTER:
        return 1
    return 2 if current else 1


def _move(html: list[str], depth: int, wanted: int) -> int:
    """Close and open lists from level `depth` to `wanted`, ready for the next line; return `wanted`."""
    while depth > wanted:
        html.append("</li></ul>")
        depth -= 1
    if depth == wanted and depth:
        html.append("</li>")
    while depth < wanted:
        html.append("<ul>")
        depth += 1
    return depth


def _words(text: str) -> str:
    return escape(" ".join(text.split()))
