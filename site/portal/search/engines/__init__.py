"""Search engines and which one answers."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from django.conf import settings
from django.db import connections, router

from ..breaker import Breaker, Unavailable
from ..models import IndexedItem
from .base import DatabaseEngine, Engine
from .failover import Failover, Link, ServerRequest
from .postgres import PostgresEngine
from .server import ServerEngine, server_engine
from .sqlite import SQLiteEngine

T = TypeVar("T")


def database_engine() -> DatabaseEngine:
    """Return the engine inside the database: it is always there, and the only one that tells frequencies."""
    vendor = connections[router.db_for_read(IndexedItem)].vendor
    return PostgresEngine() if vendor == "postgresql" else SQLiteEngine()


def current_engine() -> Engine:
    """Return the engine of this deployment, for one request: with a search server, the one that answers now."""
    link = server_link()
    return Failover(link, database_engine()) if link else database_engine()


def ask_server(work: Callable[[ServerEngine], T]) -> T | None:
    """Return `work(server)`; None where there is no server, or none that answers in time and is up to date.

    For what is no question of the public search, under the same rules.
    """
    link = server_link()
    if link is None:
        return None
    try:
        return ServerRequest(link).ask(work)
    except Unavailable:
        return None


def server_link() -> Link | None:
    """Return the search server, where there is one, and what this process knows of its state."""
    url = settings.SEARCH_URL
    return Link(server_engine(), _breaker(url)) if url else None


@cache
def _breaker(url: str) -> Breaker:
    return Breaker(lambda: server_engine().ping())
