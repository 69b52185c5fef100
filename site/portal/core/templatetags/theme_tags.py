"""Filters of the public theme."""

import re
from typing import Any
from urllib.parse import unquote

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from portal.files.pictures import prefetch_renditions

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
def page_body(body: Any, *pictures: Any) -> SafeString:
    """Show the blocks of a body; `pictures` are images that the page shows besides.

    However many blocks there are, the renditions of all pictures cost one query and the links in all texts
    one for each kind of target: texts come out of their blocks as they are stored (`rich_source`), and their
    links are resolved here, at once.
    """
    blocks = list(body or ())
    shown = [block.value.get("image") for block in blocks if block.block_type == "picture"]
    prefetch_renditions([*pictures, *shown])
    html = "".join(str(block.render()) for block in blocks)
    return mark_safe(expand_db_html(html))  # noqa: S308 — templates escaped what isn't rich text


@register.filter
def rich_source(text: RichText | None) -> SafeString:
    """Return rich text as it is stored, cleaned at saving; only inside `page_body`, which resolves its links."""
    return mark_safe(text.source if text else "")  # noqa: S308
