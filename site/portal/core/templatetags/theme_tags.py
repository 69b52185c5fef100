"""Filters of the public theme."""

import re
from typing import Any
from urllib.parse import unquote

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from ..body import LINKS_LATER, render_body

register = template.Library()

#: longest text that an address puts into the search box, in characters
WORDS_LIMIT = 100

_NO_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2})*")


@register.filter
def address_words(path: str | None) -> str:
    """Return the words in the path of an address: `/thu-tuc/to-chuc-le-hoi/` gives `thu tuc to chuc le hoi`."""
    return _NO_WORDS.sub(" ", unquote(path or "")).strip()[:WORDS_LIMIT].strip()


@register.filter
def step_number(label: str) -> str:
    """Return the number in the label of a step: "Bước 2.1:" gives "2.1"; nothing where there is none."""
    found = _NUMBER.search(label)
    return found[0] if found else ""


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
