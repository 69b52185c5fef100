"""Brings tokens that wait beside an index of PostgreSQL into it, where nobody waits for that; see `postgres_tables`."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections, router

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
            _tried(settle)
        _tried(settle)
        _tried(_refresh_statistics)
    finally:
        connections.close_all()


def _refresh_statistics() -> None:
    with connections[router.db_for_write(IndexedItem)].cursor() as cursor:
        postgres_tables.refresh_statistics(cursor)


def _tried(work: Callable[[], None]) -> None:
    """Do `work`; nothing is lost where it fails: PostgreSQL settles long lists by itself."""
    try:
        work()
    except DatabaseError:
        logger.exception("Settling the index of PostgreSQL failed.")
        connections.close_all()
