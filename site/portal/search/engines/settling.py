"""Brings tokens that wait beside an index of PostgreSQL into it, where nobody waits for that; see `postgres_tables`."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, router

from ..models import IndexedItem
from . import postgres_tables

#: seconds between two times while many documents are written
EVERY = 0.2

logger = logging.getLogger(__name__)


def settle() -> None:
    """Bring what was written lately into the indexes; nothing to do on SQLite."""
    connection = connections[router.db_for_write(IndexedItem)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            postgres_tables.settle(cursor)


@contextmanager
def settling() -> Iterator[None]:
    """Settle again and again from a connection of its own while the block writes many documents.

    The writer prepares its next documents meanwhile; searches never have a long list to read.
    """
    if connections[router.db_for_write(IndexedItem)].vendor != "postgresql":
        yield
        return
    done = threading.Event()
    beside = threading.Thread(target=_settle_until, args=(done,), name="settling", daemon=True)
    beside.start()
    try:
        yield
    finally:
        done.set()
        beside.join()


def _settle_until(done: threading.Event) -> None:
    try:
        while not done.wait(EVERY):
            settle()
        settle()
        with connections[router.db_for_write(IndexedItem)].cursor() as cursor:
            postgres_tables.count_rows(cursor)
    except Exception:
        # Nothing is lost: PostgreSQL settles long lists by itself.
        logger.exception("Settling the index of PostgreSQL failed.")
    finally:
        connections.close_all()
