"""Which full-text tables stand beside the rows of the index: those of the database that holds them."""

from collections.abc import Sequence
from typing import Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper

from . import fts, postgres_tables


class Tables(Protocol):
    """What a module of full-text tables does; rows are those of `IndexedItem`, tokens are named as in `fts.TABLES`."""

    def write(self, cursor: CursorWrapper, rows: Sequence[tuple[int, dict[str, list[str]]]]) -> None:
        """Store the tokens of rows that aren't there."""

    def replace(self, cursor: CursorWrapper, rows: Sequence[tuple[int, dict[str, list[str]]]]) -> None:
        """Store the tokens of rows that are there, or should be."""

    def remove(self, cursor: CursorWrapper, rows: Sequence[int]) -> None:
        """Delete rows; those that aren't there are no fault."""


_TABLES: dict[str, Tables] = {"sqlite": fts, "postgresql": postgres_tables}


def tables_of(connection: BaseDatabaseWrapper) -> Tables:
    """Return the full-text tables of a database."""
    if connection.vendor not in _TABLES:
        raise ImproperlyConfigured("DATABASE_URL: SQLite or PostgreSQL")
    return _TABLES[connection.vendor]


def create_tables(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the tables of this database."""
    for tables in (fts, postgres_tables):
        tables.create_tables(schema_editor)


def drop_tables(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop what `create_tables` made."""
    for tables in (fts, postgres_tables):
        tables.drop_tables(schema_editor)
