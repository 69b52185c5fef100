"""An editor's words on the search server: the rows that hold them. None of it where the database has to answer."""

import logging
from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.conf import settings

from .. import outbox
from ..breaker import Unavailable
from ..engines import ask_server, server_index, server_link
from ..engines.fts import BODY, START, TITLE

logger = logging.getLogger(__name__)

#: rows beyond which the database looks for the words itself: a list of keys that long is no filter any more
MOST = 10_000

_FIELDS = {TITLE: "title", BODY: "body", START: "start"}


def rows_with(
    table: str,
    tokens: Sequence[str],
    kinds: Collection[int],
    *,
    any_word: bool = False,
    unfinished: bool = False,
) -> list[int] | None:
    """Return the rows of some content types that hold `tokens` in the field of a full-text `table`.

    None without a search server, when it doesn't answer or isn't up to date, and for more than `MOST` rows.
    """
    found = best_rows(table, tokens, kinds, MOST + 1, any_word=any_word, unfinished=unfinished)
    return None if found is None or len(found) > MOST else [pk for pk, _ in found]


def best_rows(
    table: str,
    tokens: Sequence[str],
    kinds: Collection[int],
    limit: int,
    *,
    any_word: bool = False,
    unfinished: bool = False,
) -> list[tuple[int, float]] | None:
    """Return the best `limit` rows with their scores; None as `rows_with` does."""
    if not settings.SEARCH_URL or not tokens:
        return None
    field = _FIELDS[table]
    parts: list[dict[str, Any]] = [{"term": {field: token}} for token in tokens]
    if unfinished and not tokens[-1].startswith("#"):
        parts[-1] = {"prefix": {field: tokens[-1]}}
    query = {"bool": {"should" if any_word and not unfinished else "must": parts}}
    return ask_server(lambda server: server.holding(query, kinds, limit))


def rebuild(progress: Callable[[int, int], None] | None = None) -> None:
    """Build the search server's index anew, where there is one; raises `Unavailable` when it fails on the way.

    `progress(sent, total)` is called after each portion.
    """
    link = server_link()
    if link:
        server_index.build(link.server.client, progress)
        catch_up()


def catch_up() -> None:
    """Let the search server hear of everything at once, if there is one that answers; else its feeder will tell it."""
    link = server_link()
    if link is None:
        return
    try:
        while link.server.tend():
            pass
        while outbox.drain(link.server):
            pass
    except Unavailable as failure:
        logger.warning("The search server takes no changes (%s): they wait in the outbox.", failure.reason)
