"""An editor's words in the full-text tables of SQLite."""

from collections.abc import Sequence

from django.db import connections, router

from ..engines.fts import all_of, any_of, statement
from ..models import IndexedItem
from .asked import Words

_ITEM = IndexedItem._meta.db_table
_HOLDING = """
    SELECT $key FROM $table f CROSS JOIN $item i ON i.id = f.rowid
    WHERE $table MATCH %s AND i.content_type_id IN ($kinds)"""
_BEST = """
    SELECT i.object_id, -f.rank FROM $table f CROSS JOIN $item i ON i.id = f.rowid
    WHERE $table MATCH %s AND i.content_type_id IN ($kinds) ORDER BY f.rank LIMIT %s"""


def holding(words: Words, kinds: Sequence[int], key: str) -> tuple[str, list[str]]:
    """Return the statement, with its parameters, that gives `key` of each row of the content types `kinds`."""
    return _filled(_HOLDING, words, kinds, key=key), [_match(words)]


def best(words: Words, kinds: Sequence[int], limit: int) -> list[tuple[str, float]]:
    """Return the keys of the best objects with their scores."""
    with connections[router.db_for_read(IndexedItem)].cursor() as cursor:
        cursor.execute(_filled(_BEST, words, kinds), [_match(words), limit])
        return cursor.fetchall()


def _filled(sql: str, words: Words, kinds: Sequence[int], **parts: str) -> str:
    return statement(sql, table=words.table, item=_ITEM, kinds=", ".join(map(str, kinds)) or "0", **parts)


def _match(words: Words) -> str:
    tokens = words.tokens()
    if not words.unfinished:
        return any_of(tokens) if words.any_word else all_of(tokens)
    *whole, last = tokens
    last = f'"{last}"' if last.startswith("#") else f'"{last}"*'
    return f"{all_of(whole)} AND {last}" if whole else last
