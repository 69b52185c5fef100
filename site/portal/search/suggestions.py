"""Completions of what is being typed into the search box, always from the database's own index."""

from dataclasses import dataclass

from django.http import HttpRequest

from .engines import database_engine
from .engines.base import Candidate
from .expired import expired
from .models import IndexedItem
from .results import address, public_pages
from .unfinished import read_unfinished

MAX_SUGGESTIONS = 10
#: characters of a suggestion query that are read
MAX_TYPED = 120


@dataclass(frozen=True)
class Suggestion:
    """One completion of what is being typed."""

    title: str
    url: str
    type: str
    is_sample: bool
    code: str = ""


def suggest(query: str, limit: int = 8, *, request: HttpRequest | None = None) -> list[Suggestion]:
    """Return at most `limit` completions of `query`, whose last word may be unfinished.

    What it names by code or number comes first, then titles that begin with it, then those that hold it
    side by side, then any order; a code or a law number
    may be typed in part, with its dot or without. Procedures stand together before everything else; where there is
    something else, it has a place.
    """
    words, keys = read_unfinished(query[:MAX_TYPED])
    if sum(map(len, words + keys)) < 2:
        return []
    limit = min(max(limit, 1), MAX_SUGGESTIONS)
    found = _completions(words, keys, limit * 6)
    if not found and keys:
        # No number that is known: its words then.
        words, keys = read_unfinished(query[:MAX_TYPED], guess=False)
        found = _completions(words, keys, limit * 6)
    start = " ".join(words)
    found.sort(
        key=lambda one: (
            not any(f" {key} " in one.keys for key in keys),
            not one.title_folded.startswith(start),
            start not in one.title_folded,
            len(one.title_folded),
            one.pk,
        )
    )
    gone = expired() if found else {}
    found = _grouped([one for one in found if one.pk not in gone], limit)
    items = IndexedItem.objects.filter(pk__in=[one.pk for one in found])
    rows = {row[0]: row[1:] for row in items.values_list("pk", "object_id", "title", "is_sample", "code")}
    pages = public_pages([row[0] for row in rows.values()])
    suggestions = []
    for one in found:
        key, title, is_sample, code = rows.get(one.pk, ("", "", False, ""))
        if key in pages:
            suggestions.append(Suggestion(title, address(pages[key], request), one.type, is_sample, code))
    return suggestions


def _grouped(found: list[Candidate], limit: int) -> list[Candidate]:
    """Return the first `limit`, procedures before the others; a third of the places is for others, if there are any."""
    procedures = [one for one in found if one.type == "procedure"]
    others = [one for one in found if one.type != "procedure"]
    most = max(limit - len(others), limit - limit // 3)
    procedures = procedures[:most]
    return [*procedures, *others[: limit - len(procedures)]]


def _completions(words: list[str], keys: list[str], limit: int) -> list[Candidate]:
    engine = database_engine()
    found = engine.complete(words + keys, limit)
    if keys and words and not found:
        # "số 63/2010/NĐ-CP ngày …": the number alone names it.
        found = engine.complete(keys, limit)
    return found
