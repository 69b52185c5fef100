"""The body of a page as HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from portal.files.models import PortalImage
from portal.files.pictures import prefetch_renditions
from portal.text import slugify_vi

#: name in the context of a block that tells it to leave its links to `render_body`
LINKS_LATER = "links_later"
#: name in the context of a block that tells it whether it stands under a heading of the body
HEADED = "headed"
#: name in the context of a heading of its anchor
ANCHOR = "anchor"


@dataclass(frozen=True)
class Heading:
    """A heading of a body; `#anchor` leads to it."""

    anchor: str
    text: str
    level: int


def headings(body: Iterable[Any] | None) -> list[Heading]:
    """Return the headings of `body` in order, each with an anchor of its own."""
    found: list[Heading] = []
    taken: set[str] = set()
    for block in body or ():
        if block.block_type == "heading":
            text = str(block.value["text"])
            name = anchor = f"phan-{slugify_vi(text, max_length=60) or 'moi'}"
            count = 1
            while anchor in taken:
                count += 1
                anchor = f"{name}-{count}"
            taken.add(anchor)
            found.append(Heading(anchor, text, int(block.value["level"])))
    return found


def render_body(body: Iterable[Any] | None, *pictures: PortalImage | None) -> SafeString:
    """Return the blocks of `body` (a `StreamValue`) as HTML; `pictures` are images that the page shows besides.

    However many blocks there are, the renditions of all pictures cost one query and the links in all texts
    one for each kind of target: texts come out of their blocks as they are stored (tag `rich_text`), and their
    links are resolved here, at once.
    """
    blocks = list(body or ())
    shown = [block.value.get("image") for block in blocks if block.block_type == "picture"]
    prefetch_renditions([*pictures, *shown])
    html, headed, anchors = "", False, iter(headings(blocks))
    for block in blocks:
        context: dict[str, Any] = {LINKS_LATER: True}
        if block.block_type == "heading":
            headed, context[ANCHOR] = True, next(anchors).anchor
        html += str(block.render(context | {HEADED: headed}))
    return mark_safe(expand_db_html(html))  # noqa: S308 — templates escaped what isn't rich text
