"""The search engine inside SQLite: FTS5 tables driven by the full-text match, one statement a question."""

import time
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connections, router

from ..models import IndexedItem
from ..plan import MOST_ROWS, Plan
from .base import Candidate, Frequencies, Matches, joined
from .completing import LOOKED_AT, completed
from .fts import BODY, TITLE, all_of, any_of, every_group, statement

# Counting a common token costs up to 2 ms at 100,000 pages; what is common is kept this long, in seconds. Rare
# ones decide what is searched, and a new page may be the first to have one: they are counted each time. Under "" is the
# total of all pages.
_KEPT_FOR = 600
_COMMON = {BODY: 300, TITLE: 50, "": 5_000}
_KEPT_MOST = 40_000
_kept: dict[tuple[str, str, str], tuple[float, int]] = {}

_ITEM = IndexedItem._meta.db_table
_COLUMNS = "i.id, i.type, i.facet_set_id, i.keys, i.title_folded, i.title_exact"

_TOTAL = "SELECT '', '', count(*) FROM $item"
_FREQUENCIES = """
    SELECT '$table', q.column1, (SELECT doc FROM ${table}_terms WHERE term = q.column1) FROM (VALUES $values) q"""
# The full-text table drives; of the item's row only its index is read. Scores are worked out for the newest rows of a
# token that is everywhere. Ranked per type, so that every tab has its best, and of the best only: sorting all rows of
# a broad word by type costs twice as much.
_CANDIDATES = """
    SELECT $columns, x.score * $is_body FROM (
        SELECT id, score, row_number() OVER (PARTITION BY type ORDER BY score DESC, id DESC) place FROM (
            SELECT i.id, i.type, f.score
            FROM (
                SELECT rowid id, -rank score FROM $table WHERE $table MATCH %s ORDER BY rowid DESC LIMIT $most
            ) f CROSS JOIN $item i INDEXED BY search_facet_set ON i.id = f.id
            WHERE $shown ORDER BY f.score DESC LIMIT $best
        )
    ) x JOIN $item i ON i.id = x.id WHERE x.place <= $limit"""
_BEST = 2_000
# The rows are found once, then counted and compared. (`rowid IN` in the match itself would begin it anew for each.)
_MATCHES = """
    SELECT * FROM (WITH found AS MATERIALIZED (SELECT rowid id FROM $body WHERE $body MATCH %s)
    SELECT i.facet_set_id, count(*) FROM found CROSS JOIN $item i INDEXED BY search_facet_set ON i.id = found.id
    WHERE $shown GROUP BY i.facet_set_id
    UNION ALL SELECT NULL, id FROM found WHERE id IN ($among))"""
_MORE = """
    SELECT i.id FROM $body f CROSS JOIN $item i INDEXED BY search_facet_set ON i.id = f.rowid
    WHERE $body MATCH %s AND $shown AND i.id NOT IN ($without)
    ORDER BY i.id DESC LIMIT %s OFFSET %s"""
_COMPLETE = """
    SELECT $columns FROM $start f CROSS JOIN $item i ON i.id = f.rowid
    WHERE $start MATCH %s AND $shown ORDER BY f.rowid DESC LIMIT %s"""
# What there is few of is looked for in the oldest rows: the procedures came with the portal, news come every day.
_COMPLETE_KIND = """
    SELECT $columns FROM (
        SELECT i.id FROM (SELECT rowid id FROM $start WHERE $start MATCH %s ORDER BY rowid LIMIT $looked_at) f
        CROSS JOIN $item i INDEXED BY search_facet_set ON i.id = f.id WHERE $shown AND i.type $kind LIMIT %s
    ) x JOIN $item i ON i.id = x.id"""


class SQLiteEngine:
    """See `Engine`."""

    name = "database"

    def frequencies(self, tokens: Collection[str]) -> Frequencies:
        """Return in how many documents and titles each token stands; at most one statement."""
        alias, now = router.db_for_read(IndexedItem), time.monotonic()
        asked = [("", ""), *((table, token) for table in (BODY, TITLE) for token in tokens)]
        counts: dict[tuple[str, str], int] = {}
        for one in asked:
            if (kept := _kept.get((alias, *one))) and now - kept[0] < _KEPT_FOR:
                counts[one] = kept[1]
        parts, params = [], []
        for table in ("", BODY, TITLE):
            missing = [token for of, token in asked if of == table and (of, token) not in counts]
            if missing:
                values = ", ".join(["(%s)"] * len(missing))
                parts.append(statement(_FREQUENCIES, table=table, values=values) if table else _TOTAL)
                params += missing if table else []
        for table, token, count in self._rows(" UNION ALL ".join(parts), params) if parts else ():
            counts[table, token] = count or 0
            if counts[table, token] > _COMMON[table]:
                if len(_kept) >= _KEPT_MOST:
                    _kept.clear()
                _kept[alias, table, token] = (now, counts[table, token])
        body, title = ({token: counts[table, token] for token in tokens} for table in (BODY, TITLE))
        return Frequencies(counts["", ""], body, title)

    def candidates(self, plan: Plan, limit: int, sets: Collection[int] | None = None) -> list[Candidate]:
        """Return rows by title and rows by whole document, up to `limit` of each type; one statement."""
        tables = [(TITLE, plan.title), (BODY, plan.body), (TITLE, plan.own)]
        asked = [(table, tokens) for table, tokens in tables if tokens]
        parts = [
            statement(
                _CANDIDATES,
                table=table,
                is_body=str(int(table == BODY)),
                limit=str(limit),
                best=str(_BEST),
                most=str(MOST_ROWS),
                columns=_COLUMNS,
                item=_ITEM,
                shown=_shown(sets),
            )
            for table, _ in asked
        ]
        if not parts:
            return []
        return joined(self._rows(" UNION ALL ".join(parts), [any_of(tokens) for _, tokens in asked]))

    def matches(self, plan: Plan, among: Collection[int]) -> Matches:
        """Count what holds every group, by set of facets; one statement."""
        match = every_group(plan.every)
        rows = self._rows(_MATCHES, [match], shown=_shown(None), among=_numbers(among))
        by_set = {number: count for number, count in rows if number is not None}
        return Matches(by_set, frozenset(pk for number, pk in rows if number is None))

    def more(
        self, plan: Plan, sets: Collection[int] | None, without: Collection[int], start: int, stop: int
    ) -> list[int]:
        """Return further rows that hold every group, newest first; one statement."""
        params = [every_group(plan.every), stop - start, start]
        return [pk for (pk,) in self._rows(_MORE, params, without=_numbers(without), shown=_shown(sets))]

    def complete(self, words: Sequence[str], limit: int) -> list[Candidate]:
        """Return rows for an unfinished question: those that begin so, then side by side, then in any order.

        Of each, the newest. Where procedures or other pages are crowded out, some of them follow.
        """
        *whole, last = words
        side_by_side = f'"{" ".join(words)}"*'
        any_order = [f'{all_of(whole)} AND "{last}"*'] if whole else []
        asked = [f"^ {side_by_side}", side_by_side, *any_order]
        return completed(asked, limit, self._complete, self._complete_kind)

    def _complete(self, match: str, limit: int) -> list[Candidate]:
        return [Candidate(*columns) for columns in self._rows(_COMPLETE, [match, limit], shown=_shown(None))]

    def _complete_kind(self, match: str, limit: int, kind: str) -> list[Candidate]:
        parts = {"shown": _shown(None), "kind": kind, "looked_at": str(LOOKED_AT)}
        return [Candidate(*columns) for columns in self._rows(_COMPLETE_KIND, [match, limit], **parts)]

    def _rows(self, sql: str, params: list[Any], **parts: str) -> list[tuple[Any, ...]]:
        with connections[router.db_for_read(IndexedItem)].cursor() as cursor:
            cursor.execute(statement(sql, item=_ITEM, columns=_COLUMNS, **parts), params)
            return cursor.fetchall()


def _shown(sets: Collection[int] | None) -> str:
    # The plus keeps the list from the index, which would be asked for each row and each set of it.
    return "i.facet_set_id IS NOT NULL" if sets is None else f"+i.facet_set_id IN ({_numbers(sets)})"


def _numbers(numbers: Collection[int]) -> str:
    return ",".join(str(int(number)) for number in numbers)
