"""What a reader gets beside the words of the magazine: authors, footnotes, what comes before and after."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from ...footnotes import NOTE_ID, link_marks


@dataclass(frozen=True)
class Writer:
    """An author as an article names him."""

    name: str
    slug: str
    schema_type: str


@dataclass(frozen=True)
class Note:
    """A footnote as it is shown: its text as HTML, the ids of the marks that lead to it."""

    number: int
    id: str
    html: SafeString
    marks: list[str]


def annotate(html: SafeString, texts: list[str]) -> tuple[SafeString, list[Note]]:
    """Return the text of an article with its marks as links, and its notes; `texts` are as they are stored."""
    linked, marks = link_marks(html, len(texts), gettext("Footnote %s"))
    # All at once: their links cost one query for each kind of target.
    joined = "\x00".join(text.replace("\x00", "") for text in texts)
    shown = expand_db_html(joined).split("\x00") if texts else []
    notes = [
        Note(number, NOTE_ID.format(number=number), mark_safe(text), marks.get(number, []))  # noqa: S308
        for number, text in enumerate(shown, start=1)
    ]
    return mark_safe(linked), notes  # noqa: S308 — `render_body` escaped it; only links were added


def around(page: Page, pages: list[Page]) -> tuple[Any, Any]:
    """Return what stands before and after a page in a list; nothing for a page that isn't in it."""
    order = [None, *pages, None]
    at = order.index(page) if page in pages else 0
    return (order[at - 1], order[at + 1]) if at else (None, None)
