"""Documents for a search server, made of the rows of the database: no page is read for what its row holds."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.db.models import QuerySet

from ..documents import Document, document_of
from ..models import IndexedItem
from .fts import BODY, START, TITLE

Json = dict[str, Any]

#: rows that are read at once: their texts are in memory together
PORTION = 200


def rows() -> QuerySet[IndexedItem]:
    """Return the rows of the database that is written to: a copy may lag behind."""
    return IndexedItem.objects.using(router.db_for_write(IndexedItem))


def documents_after(pk: int) -> Iterator[Json]:
    """Yield what a server holds of every row beyond `pk`, in their order, a portion in memory at a time.

    Each portion is a query of its own: a reading left open would keep SQLite from writing after others have.
    """
    while found := documents_of(rows().filter(pk__gt=pk).order_by("pk")[:PORTION]):
        yield from found
        pk = found[-1]["pk"]


def documents_of(some: QuerySet[IndexedItem]) -> list[Json]:
    """Return what a server holds of some rows, in their order."""
    found = list(some.select_related("text"))
    starts = _starts([row for row in found if not row.type])
    return [_document(row, starts.get(row.pk, row.title)) for row in found]


def _document(row: IndexedItem, start: str) -> Json:
    document = Document(title=row.title, body=row.text.body, start=start, keys=row.keys.split())
    by_table, _, _ = document.tokens()
    return {
        "pk": row.pk,
        "set": row.facet_set_id,
        "type": row.type,
        "kind": row.content_type_id,
        "title": " ".join(by_table[TITLE]),
        "body": " ".join(by_table[BODY]),
        "start": " ".join(by_table[START]),
    }


def _starts(some: Collection[IndexedItem]) -> dict[int, str]:
    """Return by row what choosers complete of objects that are no pages of ours; of those it is the title."""
    by_kind: dict[int, dict[str, int]] = defaultdict(dict)
    for row in some:
        by_kind[row.content_type_id][row.object_id] = row.pk
    starts = {}
    for kind, keys in by_kind.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model:
            for item in model._base_manager.filter(pk__in=list(keys)):
                starts[keys[str(item.pk)]] = document_of(item, []).start
    return starts
