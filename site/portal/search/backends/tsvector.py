"""An editor's words in the token tables of PostgreSQL."""

from collections.abc import Sequence
from string import Template
from typing import Any

from django.db import connections, router

from ..engines.fts import BODY, START, TITLE
from ..engines.postgres import PostgresEngine
from ..engines.postgres_tables import all_of, any_of, beginning, quoted, statement
from ..models import IndexedItem
from ..plan import idf
from .asked import Words

#: rows of one word that are scored where one word of several is enough
_ROWS = 4_000

# The query comes out of a sub-select: see `engines/postgres.py`.
_HOLDING = """
    SELECT $key FROM $table f JOIN $item i ON i.id = f.id
    WHERE $vector @@ (SELECT %s::tsquery) AND i.content_type_id IN ($kinds)"""
_BEST_OF_ALL = """
    SELECT i.object_id, %s::float8 / (0.25::float8 + 0.75::float8 * $length / %s::float8) score
    FROM $table f JOIN $item i ON i.id = f.id
    WHERE $vector @@ (SELECT %s::tsquery) AND i.content_type_id IN ($kinds)
    ORDER BY score DESC, i.id DESC LIMIT %s"""
_BEST_OF_ANY = """
    SELECT i.object_id, sum(q.worth) / (0.25::float8 + 0.75::float8 * t.length / %s::float8) score
    FROM unnest(%s::text[]::tsquery[], %s::float8[]) q(term, worth) CROSS JOIN LATERAL (
        SELECT f.id, $length length FROM $table f WHERE $vector @@ q.term LIMIT $rows
    ) t JOIN $item i ON i.id = t.id WHERE i.content_type_id IN ($kinds)
    GROUP BY i.id, i.object_id, t.length ORDER BY score DESC, i.id DESC LIMIT %s"""
# table, vector and length of a text
_PLACES = {
    BODY: ("$tokens", "f.body", "f.body_length"),
    TITLE: ("$tokens", "f.title", "f.title_length"),
    START: ("$start", "$start_vector", "length(f.words)"),
}


def holding(words: Words, kinds: Sequence[int], key: str) -> tuple[str, list[str]]:
    """Return the statement, with its parameters, that gives `key` of each row of the content types `kinds`."""
    return _filled(_HOLDING, words, kinds, key=key), [_query(words)]


def best(words: Words, kinds: Sequence[int], limit: int) -> list[tuple[str, float]]:
    """Return the keys of the best objects with their scores."""
    engine, tokens = PostgresEngine(), words.tokens()
    known = engine.frequencies(tokens)
    counts = known.title if words.titles_only else known.body
    worths = [idf(known.total, counts[token]) for token in tokens]
    average = engine.average_length(words.table)
    params: list[Any]
    if words.any_word and not words.unfinished:
        sql, params = _BEST_OF_ANY, [average, [quoted(token) for token in tokens], worths, limit]
    else:
        sql, params = _BEST_OF_ALL, [sum(worths), average, _query(words), limit]
    with connections[router.db_for_read(IndexedItem)].cursor() as cursor:
        cursor.execute(_filled(sql, words, kinds), params)
        return cursor.fetchall()


def _filled(sql: str, words: Words, kinds: Sequence[int], **parts: str) -> str:
    table, vector, length = _PLACES[words.table]
    sql = Template(sql).safe_substitute(table=table, vector=vector, length=length)
    return statement(sql, kinds=", ".join(map(str, kinds)) or "0", rows=str(_ROWS), **parts)


def _query(words: Words) -> str:
    tokens = words.tokens()
    if not words.unfinished:
        return any_of(tokens) if words.any_word else all_of(tokens)
    *whole, last = tokens
    ends = quoted(last) if last.startswith("#") else beginning(last)
    return f"{all_of(whole)} & {ends}" if whole else ends
