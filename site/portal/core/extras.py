"""What rooms above add to the pages of rooms below: a law shows the procedures that stand on it.

A room registers an extra for a page type; the templates of that type show all of them by `{% page_extras %}`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page


@dataclass(frozen=True)
class Extra:
    """A part that another room adds to a page.

    `context` answers what `template` shows for a page, or None where there is nothing to show; parts of lower
    `order` come first.
    """

    model: type[Page]
    template: str
    context: Callable[[Any, HttpRequest | None], dict[str, Any] | None]
    order: int = 100
    #: id and words of its heading, for the contents of the page; only of a part that is always there
    anchor: str = ""
    label: Any = ""


_extras: list[Extra] = []


def register_extra(extra: Extra) -> None:
    """Show `extra` on the pages of its type and of those derived from it."""
    if extra not in _extras:
        _extras.append(extra)
        _extras.sort(key=lambda one: one.order)


def links_to_extras(page: Page) -> list[Extra]:
    """Return the extras of `page` that stand in its contents."""
    return [extra for extra in _extras if extra.anchor and isinstance(page, extra.model)]


def render_extras(page: Page, request: HttpRequest | None) -> SafeString:
    """Return the HTML of all extras of `page`."""
    found = [(extra, extra.context(page, request)) for extra in _extras if isinstance(page, extra.model)]
    parts = [
        render_to_string(extra.template, {"page": page, **context}, request=request)
        for extra, context in found
        if context is not None
    ]
    return mark_safe("".join(parts))  # noqa: S308 — each part is a rendered template
