"""Search engines and which one answers."""

from django.db import connections, router

from ..models import IndexedItem
from .base import DatabaseEngine, Engine
from .plain import PlainEngine
from .sqlite import SQLiteEngine


def database_engine() -> DatabaseEngine:
    """Return the engine inside the database: it is always there, and the only one that tells frequencies."""
    vendor = connections[router.db_for_read(IndexedItem)].vendor
    return SQLiteEngine() if vendor == "sqlite" else PlainEngine()


def current_engine() -> Engine:
    """Return the engine of this deployment."""
    return database_engine()
