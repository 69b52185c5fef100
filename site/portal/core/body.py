"""The body of a page as HTML."""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from portal.files.models import PortalImage
from portal.files.pictures import prefetch_renditions

#: name in the context of a block that tells it to leave its links to `render_body`
LINKS_LATER = "links_later"
#: name in the context of a block that tells it whether it stands under a heading of the body
HEADED = "headed"


def render_body(body: Iterable[Any] | None, *pictures: PortalImage | None) -> SafeString:
    """Return the blocks of `body` (a `StreamValue`) as HTML; `pictures` are images that the page shows besides.

    However many blocks there are, the renditions of all pictures cost one query and the links in all texts
    one for each kind of target: texts come out of their blocks as they are stored (tag `rich_text`), and their
    links are resolved here, at once.
    """
    blocks = list(body or ())
    shown = [block.value.get("image") for block in blocks if block.block_type == "picture"]
    prefetch_renditions([*pictures, *shown])
    html, headed = "", False
    for block in blocks:
        headed = headed or block.block_type == "heading"
        html += str(block.render({LINKS_LATER: True, HEADED: headed}))
    return mark_safe(expand_db_html(html))  # noqa: S308 — templates escaped what isn't rich text
