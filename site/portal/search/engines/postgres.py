"""The search engine inside PostgreSQL: GIN indexes over ready tokens, the rows counted and scored as narrow ones."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from string import Template
from typing import Any

from django.db import connections, router

from ..models import FacetSet, IndexedItem
from ..plan import Plan, idf
from .base import Candidate, Frequencies, Matches, joined
from .completing import LOOKED_AT, completed
from .fts import BODY
from .postgres_tables import (
    BEGINS,
    all_of,
    any_of,
    beginning,
    escaped,
    every_group,
    pairs,
    quoted,
    statement,
)

# Counting a common token takes 5 to 20 ms at 100,000 documents, a rare one 0.05: what common ones came to is kept
# this long, in seconds, and so are the totals; those of few documents not for long, since one more changes them.
_KEPT_FOR = 600
_FEW_KEPT_FOR = 10
_COMMON = 300
_MANY = 5_000
_KEPT_MOST = 20_000

#: rows of one term that are scored; of a commoner one some, beside the shortest titles that hold every term
_ROWS = 4_000
_SOME_ROWS = 500
_ROWS_OF_ALL = 2_000

_COLUMNS = "i.id, i.type, i.facet_set_id, i.keys, i.title_folded, i.title_exact"

# A query always comes out of a sub-select or a function: its value is unknown to the planner, which then takes the
# index. Knowing that a word is common it would read the table and unpack every vector, for seconds.
_TOTALS = "SELECT count(*), avg(title_length)::float8, avg(body_length)::float8 FROM $tokens"
_FREQUENCIES = """
    SELECT q.token, (SELECT count(*) FROM $tokens WHERE body @@ q.term),
        (SELECT count(*) FROM $tokens WHERE title @@ q.term)
    FROM unnest(%s::text[], %s::text[]::tsquery[]) q(token, term)"""
# BM25; a vector holds each token once, as bodies do on every engine: what varies is rarity and length.
_ALTERNATIVES = """
    SELECT '$name' source, t.id, t.type, sum(q.worth) / (1.3::float8 + 0.9::float8 * t.length / %s::float8) score
    FROM unnest(%s::text[]::tsquery[], %s::float8[], %s::bigint[]) q(term, worth, most) CROSS JOIN LATERAL (
        SELECT id, type, ${name}_length length FROM $tokens WHERE $name @@ q.term AND $shown LIMIT q.most
    ) t GROUP BY t.id, t.type, t.length"""
_ALL_IN_TITLE = """
    SELECT 'title', a.id, a.type, %s::float8 / (1.3::float8 + 0.9::float8 * a.title_length / %s::float8) FROM (
        SELECT id, type, title_length FROM $tokens WHERE title @@ (SELECT %s::tsquery) AND $shown
        ORDER BY title_length LIMIT $rows_of_all
    ) a"""
_OWN = "SELECT 'own', id, type, 0 FROM $tokens WHERE title @@ (SELECT %s::tsquery) AND $shown"
_CANDIDATES = """
    SELECT $columns, CASE x.source WHEN 'body' THEN x.score ELSE 0 END FROM (
        SELECT f.*, row_number() OVER (PARTITION BY source, type ORDER BY score DESC, id DESC) place
        FROM ($parts) f
    ) x JOIN $item i ON i.id = x.id WHERE x.place <= %s"""
# Which of the listed rows are in it is asked row by row: they are a few hundred at most.
_MATCHES = """
    SELECT facet_set, count(*) FROM $tokens WHERE body @@ (SELECT %s::tsquery) AND $shown GROUP BY facet_set
    UNION ALL
    SELECT NULL, id FROM $tokens WHERE id = ANY(%s) AND body @@ (SELECT %s::tsquery) AND $shown"""
_MORE = """
    WITH found AS MATERIALIZED (
        SELECT id FROM $tokens WHERE body @@ (SELECT %s::tsquery) AND $shown AND id <> ALL(%s)
    ) SELECT id FROM found ORDER BY id DESC LIMIT %s OFFSET %s"""
_BEGINS = "$start_begins LIKE %s AND words LIKE %s"
_HOLDS = "$start_vector @@ (SELECT %s::tsquery) AND ' ' || words LIKE %s"
_COMPLETE = """
    SELECT $columns FROM (SELECT id FROM $start WHERE $matching AND $shown LIMIT %s) f JOIN $item i ON i.id = f.id"""


# Of one kind: the set of facets tells the type, without a look at the wide rows.
_OF_KIND = """
    SELECT $columns FROM (
        SELECT id FROM (SELECT id, facet_set FROM $start WHERE $matching AND $shown LIMIT $looked_at) m
        WHERE facet_set IN (SELECT id FROM $sets WHERE type $kind) LIMIT %s
    ) f JOIN $item i ON i.id = f.id"""


@dataclass(frozen=True)
class _Totals:
    """How many documents there are, and how many tokens their titles and they themselves have on average."""

    documents: int
    title: float
    body: float


_kept: dict[tuple[str, str], tuple[float, int, int]] = {}
_kept_totals: dict[str, tuple[float, _Totals]] = {}


class PostgresEngine:
    """See `Engine`."""

    name = "database"

    def __init__(self) -> None:
        self._alias = router.db_for_read(IndexedItem)

    def frequencies(self, tokens: Collection[str]) -> Frequencies:
        """Return in how many documents and titles each token stands; at most two statements."""
        return Frequencies(self._totals().documents, *self._counted(tokens))

    def candidates(self, plan: Plan, limit: int, sets: Collection[int] | None = None) -> list[Candidate]:
        """Return rows by title and rows by whole document, up to `limit` of each type; one statement, warm."""
        totals, in_titles = self._totals(), plan.in_titles
        parts, params = [], []
        for name, tokens, length in (("title", plan.title, totals.title), ("body", plan.body, totals.body)):
            if tokens:
                counts = in_titles if name == "title" else plan.in_body
                most = [_ROWS if counts[token] <= _ROWS else _SOME_ROWS for token in tokens]
                parts.append(Template(_ALTERNATIVES).safe_substitute(name=name))
                worths = [idf(plan.total, counts[token]) for token in tokens]
                params += [length, [*map(quoted, tokens)], worths, most]
        if any(in_titles[token] > _ROWS for token in plan.title):
            parts.append(_ALL_IN_TITLE)
            worth = sum(idf(plan.total, in_titles[token]) for token in plan.title)
            params += [worth, totals.title, all_of(plan.title)]
        if plan.own:
            parts.append(_OWN)
            params.append(any_of(plan.own))
        if not parts:
            return []
        return joined(
            self._rows(_CANDIDATES.replace("$parts", " UNION ALL ".join(parts)), [*params, limit], sets)
        )

    def matches(self, plan: Plan, among: Collection[int]) -> Matches:
        """Count what holds every group, by set of facets; one statement."""
        query = every_group(plan.every)
        by_set, listed = {}, []
        for number, count_or_pk in self._rows(_MATCHES, [query, list(among), query]):
            if number is None:
                listed.append(count_or_pk)
            else:
                by_set[number] = count_or_pk
        return Matches(by_set, frozenset(listed))

    def more(
        self, plan: Plan, sets: Collection[int] | None, without: Collection[int], start: int, stop: int
    ) -> list[int]:
        """Return further rows that hold every group, newest first; one statement."""
        params = [every_group(plan.every), list(without), stop - start, start]
        return [pk for (pk,) in self._rows(_MORE, params, sets)]

    def complete(self, words: Sequence[str], limit: int) -> list[Candidate]:
        """Return rows for an unfinished question: those that begin so, then side by side, then in any order.

        Where procedures or other pages are crowded out, some of them follow.
        """
        text = " ".join(words)
        *whole, last = words
        neighbours = [*map(quoted, pairs(whole)), beginning("_".join(words[-2:]))]
        asked = [
            (_BEGINS, [f"{escaped(text[:BEGINS])}%", f"{escaped(text)}%"]),
            (_HOLDS, [" & ".join(neighbours), f"% {escaped(text)}%"]),
        ]
        if whole:
            # One letter begins so many words that reading the rows takes less time than uniting them.
            anywhere = [*map(quoted, whole), *([beginning(last)] if len(last) > 1 else [])]
            asked.append((_HOLDS, [" & ".join(anywhere), f"% {escaped(last)}%"]))
        return completed(asked, limit, self._complete, self._complete_kind)

    def _complete(self, asked: tuple[str, list[str]], limit: int) -> list[Candidate]:
        matching, params = asked
        rows = self._rows(_COMPLETE.replace("$matching", matching), [*params, limit])
        return [Candidate(*columns) for columns in rows]

    def _complete_kind(self, asked: tuple[str, list[str]], limit: int, kind: str) -> list[Candidate]:
        matching, params = asked
        of_kind = Template(_OF_KIND).safe_substitute(
            matching=matching, kind=kind, looked_at=LOOKED_AT, sets=FacetSet._meta.db_table
        )
        return [Candidate(*columns) for columns in self._rows(of_kind, [*params, limit])]

    def average_length(self, table: str) -> float:
        """Return how many tokens a row has on average of what `table` of `fts.TABLES` would hold."""
        totals = self._totals()
        return totals.body if table == BODY else totals.title

    def _totals(self) -> _Totals:
        at, totals = _kept_totals.get(self._alias, (0.0, None))
        age = time.monotonic() - at
        if totals is None or age > (_KEPT_FOR if totals.documents > _MANY else _FEW_KEPT_FOR):
            documents, title, body = self._rows(_TOTALS, [])[0]
            totals = _Totals(documents, title or 1.0, body or 1.0)
            _kept_totals[self._alias] = (time.monotonic(), totals)
        return totals

    def _counted(self, tokens: Collection[str]) -> tuple[dict[str, int], dict[str, int]]:
        """Return in how many documents, and in how many titles, each token stands; at most one statement."""
        now = time.monotonic()
        known = {
            token: kept[1:]
            for token in tokens
            if (kept := _kept.get((self._alias, token))) and now - kept[0] < _KEPT_FOR
        }
        asked = [token for token in tokens if token not in known]
        rows = self._rows(_FREQUENCIES, [asked, [quoted(token) for token in asked]]) if asked else []
        for token, in_body, in_title in rows:
            known[token] = (in_body, in_title)
            if in_body > _COMMON or in_title > _COMMON:
                if len(_kept) >= _KEPT_MOST:
                    _kept.clear()
                _kept[self._alias, token] = (now, in_body, in_title)
        return {token: one for token, (one, _) in known.items()}, {
            token: other for token, (_, other) in known.items()
        }

    def _rows(
        self, sql: str, params: list[Any], sets: Collection[int] | None = None
    ) -> list[tuple[Any, ...]]:
        with connections[self._alias].cursor() as cursor:
            cursor.execute(
                statement(sql, columns=_COLUMNS, shown=_shown(sets), rows_of_all=str(_ROWS_OF_ALL)), params
            )
            return cursor.fetchall()


def _shown(sets: Collection[int] | None) -> str:
    if sets is None:
        return "facet_set IS NOT NULL"
    return f"facet_set = ANY('{{{','.join(str(int(number)) for number in sets)}}}')"
