"""Words of an editor's query as a condition on the objects' keys, and their order by relevance.

A search server is asked for the rows where there is one; the database's own full text answers else, and where the
server doesn't.
"""

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest
from operator import itemgetter
from typing import Any

from django.db import connections, router
from django.db.models import Model, Q
from django.db.models.expressions import RawSQL
from modelsearch.utils import get_descendants_content_types_pks

from ..engines.fts import statement
from ..models import IndexedItem
from . import fts5, tsvector
from .asked import Words
from .server import best_rows, rows_with

_ITEM = IndexedItem._meta.db_table
_ROWS = "SELECT $key FROM $item i WHERE i.id IN ($rows)"
#: parts of a query that decide the order of its results
_PARTS = 8


def matching(model: type[Model], words: Words) -> Q:
    """Return the condition that an object of `model` has these words."""
    tokens = words.tokens()
    if not tokens:
        return Q(pk__in=[])
    kinds = _types(model)
    rows = rows_with(words.table, tokens, kinds, any_word=words.any_word, unfinished=words.unfinished)
    if rows is not None:
        numbers = ", ".join(map(str, rows)) or "NULL"
        sql, params = statement(_ROWS, item=_ITEM, key=_key(model), rows=numbers), []
    else:
        sql, params = _full_text().holding(words, kinds, _key(model))
    return Q(pk__in=RawSQL(sql, params))  # noqa: S611 — our own names and numbers; words are parameters


def ranked(model: type[Model], parts: Sequence[Words], limit: int) -> list[tuple[str, float]]:
    """Return keys and scores of the best `limit` objects, each part of the query with its weight."""
    scores: defaultdict[str, float] = defaultdict(float)
    for words in parts[:_PARTS]:
        if words.tokens():
            for key, score in _best(model, words, limit):
                scores[key] += score * words.weight
    return nlargest(limit, scores.items(), key=itemgetter(1))


def _best(model: type[Model], words: Words, limit: int) -> list[tuple[str, float]]:
    kinds = _types(model)
    rows = best_rows(
        words.table, words.tokens(), kinds, limit, any_word=words.any_word, unfinished=words.unfinished
    )
    if rows is None:
        return _full_text().best(words, kinds, limit)
    keys = dict(IndexedItem.objects.filter(pk__in=[pk for pk, _ in rows]).values_list("pk", "object_id"))
    return [(keys[pk], score) for pk, score in rows if pk in keys]


def _full_text() -> Any:
    vendor = connections[router.db_for_read(IndexedItem)].vendor
    return tsvector if vendor == "postgresql" else fts5


def _types(model: type[Model]) -> list[int]:
    return sorted(get_descendants_content_types_pks(model))


def _key(model: type[Model]) -> str:
    """Return the key of an object of `model` as the index gives it, for a comparison with the object's own."""
    key: Any = model._meta.pk
    while key.remote_field:
        key = key.target_field
    return f"CAST(i.object_id AS {key.rel_db_type(connections[router.db_for_read(model)])})"
