"""What the index holds of an object: the same for every engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Manager, Model
from django.utils import timezone
from modelsearch.index import AutocompleteField, BaseField, RelatedFields, SearchField
from wagtail.models import Page

from portal.core.models import BasePage
from portal.text import normalise
from portal.text.tokens import (
    ANALYSIS_VERSION,
    Analysis,
    analyse,
    body_tokens,
    own_keys,
    own_token,
    title_tokens,
)

from .kinds import TYPES
from .parts import Part, joined, sectioned
from .table_names import BODY, START, TITLE

#: characters of a document that are indexed and kept for snippets; the longest real record has 68,000
MAX_BODY = 100_000

# Search fields that a BasePage's hooks already speak for.
_BY_HOOKS = frozenset({"title", "search_title", "summary", "search_body"})


@dataclass
class Document:
    """One object as search sees it. `type` is empty for what only the editors' side searches."""

    title: str
    body: str
    start: str
    type: str = ""
    live: bool = False
    restricted: bool = False
    #: when it stops being live
    expires_at: datetime | None = None
    date: date | None = None
    facets: dict[str, list[str]] = field(default_factory=dict)
    code: str = ""
    number: str = ""
    #: the keys of its own code and number, the fullest first
    keys: list[str] = field(default_factory=list)
    is_sample: bool = False
    #: taken out of the search by editors, though public
    hidden: bool = False
    #: where each part that isn't the page's own text begins in the body: offset, kind, name (`portal.search.parts`)
    parts: list[list[Any]] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Changes when tokens or stored text would."""
        parts = (str(ANALYSIS_VERSION), self.title, self.body, self.start, *self.keys, *map(str, self.parts))
        return hashlib.sha1("\0".join(parts).encode(), usedforsecurity=False).hexdigest()

    def tokens(self) -> tuple[dict[str, list[str]], str, str]:
        """Return the tokens by table, and the title's folded and exact syllables."""
        title, body = analyse(self.title), analyse(self.body)
        start = title if self.start == self.title else analyse(self.start)
        own = Analysis((), (), tuple(f"#{key}" for key in self.keys))
        by_table = {
            TITLE: [*title_tokens(title), *own.identifiers, *map(own_token, self.keys)],
            BODY: body_tokens((title, own, body)),
            # Suggestions complete a code without its dot, a number as it is.
            START: [
                *start.folded,
                *(key.replace(".", "") for key in self.keys),
                *own.identifiers,
                *start.identifiers,
            ],
        }
        return by_table, " ".join(title.folded), " ".join(title.exact)


def document_of(item: Model, restricted_paths: list[str], parts: Iterable[Part] = ()) -> Document:
    """Return the document of an indexed object.

    `restricted_paths` are the tree paths of private sections, `parts` what a page has beside its own text.
    """
    if isinstance(item, BasePage):
        return _page_document(item, restricted_paths, parts)
    title = _joined(item, SearchField, only="title") or str(item)
    document = Document(
        title=title,
        body=_joined(item, SearchField, without=frozenset({"title"})),
        start=_joined(item, AutocompleteField),
    )
    if isinstance(item, Page):
        document.live = item.live and not is_over(item.expire_at)
        document.restricted = within(item.path, restricted_paths)
    return document


def _page_document(page: BasePage, restricted_paths: list[str], parts: Iterable[Part]) -> Document:
    title = normalise(page.search_title())
    own = (
        *(("", text) for text in (page.summary, *page.search_keywords())),
        *page.search_sections(),
        ("", _joined(page, SearchField, without=_BY_HOOKS)),
    )
    body, fields = sectioned(((name, normalise(text)) for name, text in own), MAX_BODY)
    body, places = joined(body, parts, MAX_BODY)
    return Document(
        title=title,
        body=body,
        parts=[*fields, *places],
        start=title,
        # A kind that has no tab of its own yet is found among the other pages.
        type=page.search_type if page.search_type in TYPES else "page",
        live=page.live and not is_over(page.expire_at),
        expires_at=page.expire_at,
        restricted=within(page.path, restricted_paths),
        date=page.search_date(),
        facets=page.search_facets(),
        code=page.search_code(),
        number=page.search_number(),
        keys=own_keys((page.search_code(), page.search_number(), *page.search_keys())),
        is_sample=page.is_sample,
    )


def is_over(expires_at: datetime | None) -> bool:
    """Return whether the time of a page is past: it stays `live` until the scheduler comes by."""
    return expires_at is not None and expires_at <= timezone.now()


def within(path: str, sections: list[str]) -> bool:
    """Return whether a tree `path` lies in one of the `sections` (tree paths)."""
    return any(path.startswith(section) for section in sections)


def _joined(
    item: Any, kind: type[BaseField], *, only: str = "", without: frozenset[str] = frozenset()
) -> str:
    texts = _texts(item, item.get_search_fields(), kind, only, without)
    return normalise(" ".join(dict.fromkeys(texts)))[:MAX_BODY]


def _texts(
    item: Any, fields: Any, kind: type[BaseField], only: str, without: frozenset[str]
) -> Iterator[str]:
    """Yield what an object's declared search fields of one `kind` say, related objects included."""
    for declared in fields:
        if isinstance(declared, RelatedFields):
            if only:
                continue
            related = declared.get_value(item)
            for other in related.all() if isinstance(related, Manager) else [related] if related else []:
                yield from _texts(other, declared.fields, kind, only, frozenset())
        elif (
            isinstance(declared, kind)
            and declared.field_name not in without
            and (not only or declared.field_name == only)
        ):
            yield _text(declared.get_value(item))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        value = value.values()
    elif isinstance(value, str) or not hasattr(value, "__iter__"):
        return str(value)
    return " ".join(_text(part) for part in value)
