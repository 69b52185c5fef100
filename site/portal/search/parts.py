"""Texts that belong to a page and are not its own: the files on it, questions that were answered.

They are indexed behind the page's own text, and a hit in one says where it was found. A room above registers what it
adds to pages of a type; files are known here.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.files.access import restrictions_above
from portal.files.models import DocumentText, FileUse

#: characters of one part that are indexed
MOST_OF_PART = 30_000

#: FIELD is a place in the page's own text, the others stand behind it
FIELD, FILE, ANSWER = "field", "file", "answer"
#: what is said of a hit in a part of this kind; `name` is the part's own
_WORDS: dict[str, Any] = {
    FILE: _("In the file “%(name)s”"),
    ANSWER: _("In an answer to a citizen’s question"),
}


@dataclass(frozen=True)
class Part:
    """One text of a page: its `kind` (FILE, ANSWER), its name as readers know it, and what it says."""

    kind: str
    name: str
    text: str


#: answers the parts of pages by their keys, in one query
Provider = Callable[[Collection[int]], Mapping[int, list[Part]]]

_providers: list[tuple[type[Page], Provider]] = []


def register(model: type[Page], provider: Provider) -> None:
    """Index what `provider` answers with the pages of a type; call it from `AppConfig.ready`.

    The room that registers also indexes a page again (`indexing.reindex`) when its parts change.
    """
    if (model, provider) not in _providers:
        _providers.append((model, provider))


def parts_of(pages: Iterable[Page]) -> dict[int, list[Part]]:
    """Return the parts of each of `pages` by its key: one query for the files, one for each provider."""
    found: defaultdict[int, list[Part]] = defaultdict(list)
    pages = list(pages)
    for model, provider in [*_providers, (Page, files_of)]:
        if pks := [page.pk for page in pages if isinstance(page, model)]:
            for pk, parts in provider(pks).items():
                found[pk] += parts
    return dict(found)


def files_of(pks: Collection[int]) -> dict[int, list[Part]]:
    """Return the texts of the documents that the rows of pages use, none of a private collection."""
    hidden = restrictions_above("document__collection__path")
    uses = FileUse.objects.filter(kind=FileUse.Kind.DOCUMENT, draft=False, page_id__in=pks)
    by_file: defaultdict[int, list[int]] = defaultdict(list)
    for file_id, page_id in uses.order_by("pk").values_list("file_id", "page_id"):
        by_file[file_id].append(page_id)
    if not by_file:
        return {}
    texts = DocumentText.objects.filter(~Exists(hidden), pk__in=by_file).exclude(text="")
    found: defaultdict[int, list[Part]] = defaultdict(list)
    for text in texts.select_related("document").order_by("pk"):
        for page_id in by_file[text.pk]:
            found[page_id].append(Part(FILE, text.document.title, text.text))
    return found


def sectioned(sections: Iterable[tuple[str, str]], most: int) -> tuple[str, list[list[Any]]]:
    """Return the texts of (name, text) pairs in one, within `most` characters, and where each name begins to hold."""
    places: list[list[Any]] = []
    texts: list[str] = []
    at, last = 0, ""
    for name, text in sections:
        if text and at < most:
            if name != last:
                places.append([at, FIELD, name])
            texts.append(text)
            at += len(text) + 1
            last = name
    return "\n".join(texts)[:most], places


def joined(body: str, parts: Iterable[Part], most: int) -> tuple[str, list[list[Any]]]:
    """Return `body` with the parts behind it, within `most` characters, and where each begins: offset, kind, name."""
    places: list[list[Any]] = []
    for part in parts:
        begins = len(body) + 1
        if not part.text or begins >= most:
            continue
        places.append([begins, part.kind, part.name])
        body = f"{body}\n{part.text[:MOST_OF_PART]}"[:most]
    return body, places


def segments(body: str, places: list[list[Any]]) -> list[tuple[str, str, str]]:
    """Return the page's own text and each part as (text, kind, name); kind and name of its own text are empty."""
    starts = [0, *(place[0] for place in places)]
    ends = [*starts[1:], len(body) + 1]
    named = [("", ""), *((kind, name) for _, kind, name in places)]
    return [(body[a : b - 1], *name) for a, b, name in zip(starts, ends, named, strict=True)]


def place_at(places: list[list[Any]], offset: int) -> list[Any] | None:
    """Return the part that holds the character at `offset`, None for the page's own text."""
    at = bisect_right([place[0] for place in places], offset) - 1
    return places[at] if at >= 0 else None


def hit_in(kind: str, name: str) -> str:
    """Return in words that a hit is in a part; nothing for the page's own text."""
    words = _WORDS.get(kind)
    return str(words) % {"name": name} if words else ""
