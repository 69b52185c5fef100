"""Search engines and which one answers."""

from django.db import connections, router

from ..models import IndexedItem
from .base import Engine
from .plain import PlainEngine
from .sqlite import SQLiteEngine


def current_engine() -> Engine:
    """Return the engine of this deployment: the database's own index."""
    vendor = connections[router.db_for_read(IndexedItem)].vendor
    return SQLiteEngine() if vendor == "sqlite" else PlainEngine()
