"""The three full-text tables of SQLite (FTS5), whose rows are the ids of `IndexedItem`.

- title: every token of the title, so that short titles aren't drowned by long bodies;
- body: everything of the document, in no order, each token once;
- start: the folded syllables of what suggestions and choosers complete, in order.

The `ascii` tokenizer cuts at white space and keeps every letter with its marks: the tokens come ready
from `portal.text.tokens`. Each table has a vocabulary table that tells in how many rows a token stands.
"""

from collections.abc import Iterable, Sequence
from string import Template

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper

from ..table_names import BODY, START, TABLES, TITLE

_CREATE = "CREATE VIRTUAL TABLE $table USING fts5(tokens, tokenize=\"ascii tokenchars '_=#/.-'\"$options)"
_VOCABULARY = "CREATE VIRTUAL TABLE ${table}_terms USING fts5vocab($table, row)"
# Sixteen written portions are merged at once, not four: of a hundred publications two wait for that, not six.
_MERGING = {"automerge": "16", "crisismerge": "64"}
_CONFIGURE = "INSERT INTO $table ($table, rank) VALUES ('$option', $value)"
# Suggestions look for first letters on every key that is pressed; few words share more than three of them.
_OPTIONS = {TITLE: "", BODY: "", START: ", prefix='1 2 3'"}


def statement(sql: str, **parts: str) -> str:
    """Return `sql` with `$names` of tables and columns filled in: our own, never anything from a request."""
    return Template(sql).substitute(title=TITLE, body=BODY, start=START, **parts)


def create_tables(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the tables where the database is SQLite."""
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            schema_editor.execute(statement(_CREATE, table=table, options=_OPTIONS[table]))
            for option, value in _MERGING.items():
                schema_editor.execute(statement(_CONFIGURE, table=table, option=option, value=value))
            schema_editor.execute(statement(_VOCABULARY, table=table))


def drop_tables(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop what `create_tables` made."""
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            schema_editor.execute(statement("DROP TABLE IF EXISTS ${table}_terms", table=table))
            schema_editor.execute(statement("DROP TABLE IF EXISTS $table", table=table))


def write(cursor: CursorWrapper, rows: Sequence[tuple[int, dict[str, list[str]]]]) -> None:
    """Store the tokens of rows that aren't there, by table."""
    for table in TABLES:
        cursor.executemany(
            statement("INSERT INTO $table (rowid, tokens) VALUES (%s, %s)", table=table),
            [(row, " ".join(tokens[table])) for row, tokens in rows],
        )


def replace(cursor: CursorWrapper, rows: Sequence[tuple[int, dict[str, list[str]]]]) -> None:
    """Store the tokens of rows anew."""
    remove(cursor, [row for row, _ in rows])
    write(cursor, rows)


def remove(cursor: CursorWrapper, rows: Sequence[int]) -> None:
    """Delete rows from every table; those that aren't there are no fault."""
    for table in TABLES:
        cursor.executemany(
            statement("DELETE FROM $table WHERE rowid = %s", table=table), [(row,) for row in rows]
        )


def any_of(tokens: Iterable[str]) -> str:
    """Return the FTS5 expression for rows with any of `tokens`."""
    return " OR ".join(f'"{token}"' for token in tokens)


def all_of(tokens: Iterable[str]) -> str:
    """Return the FTS5 expression for rows with all of `tokens`."""
    return " AND ".join(f'"{token}"' for token in tokens)


def every_group(groups: Iterable[Iterable[str]]) -> str:
    """Return the FTS5 expression for rows with at least one token of each group."""
    return " AND ".join(f"({any_of(group)})" for group in groups)
