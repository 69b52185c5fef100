"""Filters of the public theme."""

import re
from typing import Any
from urllib.parse import unquote

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from ..body import LINKS_LATER, render_body

register = template.Library()

#: longest text that an address puts into the search box, in characters
WORDS_LIMIT = 100

_NO_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2})*")
#: what begins a point of a list in plain text
_POINT = re.compile(r"[-–•+*]\s+|-(?=\D)")
#: the digits that a telephone dials, and how many make a number
_DIALLED = re.compile(r"\+?[\d\s.()-]{6,24}")


@register.filter
def address_words(path: str | None) -> str:
    """Return the words in the path of an address: `/thu-tuc/to-chuc-le-hoi/` gives `thu tuc to chuc le hoi`."""
    return _NO_WORDS.sub(" ", unquote(path or "")).strip()[:WORDS_LIMIT].strip()


@register.filter
def step_number(label: str) -> str:
    """Return the number in the label of a step: "Bước 2.1:" gives "2.1"; nothing where there is none."""
    found = _NUMBER.search(label)
    return found[0] if found else ""


@register.filter
def dial(phone: str) -> str:
    """Return what a telephone dials for `phone`; nothing for what isn't one number ("máy lẻ 12, 13")."""
    return re.sub(r"[^\d+]", "", phone) if _DIALLED.fullmatch(phone.strip()) else ""


@register.simple_tag
def plain_lines(text: str) -> SafeString:
    """Show plain text: a paragraph for each line, and a list of the lines that begin with a dash."""
    html, points = SafeString(""), []
    for line in [*(line.strip() for line in text.splitlines()), ""]:
        point = _POINT.match(line)
        if point:
            points.append((line[point.end() :],))
        elif line or points:
            if points:
                html += SafeString("<ul>") + format_html_join("", "<li>{}</li>", points) + SafeString("</ul>")
                points = []
            if line:
                html += format_html_join("", "<p>{}</p>", [(line,)])
    return html


@register.simple_tag
def page_body(body: Any) -> SafeString:
    """Show the blocks of a body."""
    return render_body(body)


@register.simple_tag(takes_context=True)
def rich_text(context: template.Context, text: RichText | None) -> SafeString:
    """Show rich text, cleaned at saving; inside `render_body`, which resolves all links at once, as it is stored."""
    if not text:
        return SafeString("")
    return mark_safe(text.source if context.get(LINKS_LATER) else expand_db_html(text.source))  # noqa: S308
