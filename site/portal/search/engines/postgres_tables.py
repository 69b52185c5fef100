"""The two token tables of PostgreSQL beside `IndexedItem`, with its row numbers; what `fts.py` is for SQLite.

- `portal_search_tokens`: every token of the title and of the whole document, as sets (`tsvector` without places);
- `portal_search_start`: what suggestions and choosers complete: its words in order, and as a set with their pairs.

PostgreSQL analyses nothing: the vectors are made of ready tokens. Those of documents lie out of line and are never
unpacked by a search, since the index alone knows which rows hold a token; what remains are narrow rows. They repeat
`facet_set` and `type` of the item, which a trigger keeps equal, so that counting joins nothing.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from string import Template
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper

from ..models import IndexedItem
from .fts import BODY as BODY_TOKENS
from .fts import START as START_TOKENS
from .fts import TITLE as TITLE_TOKENS

TOKENS, START = "portal_search_tokens", "portal_search_start"
ITEM = IndexedItem._meta.db_table

#: what one vector holds at most is a megabyte; a letter has up to four bytes
_MAX_LETTERS = 250_000
_MAX_TOKEN = 500
#: words of a beginning that are kept
_MAX_START = 300
# In kilobytes: some hundred publications of a minute.
_PENDING = "WITH (fastupdate = on, gin_pending_list_limit = 1024)"

#: expressions that the indexes of `portal_search_start` are made of
START_VECTOR = "array_to_tsvector(string_to_array(tokens, ' '))"
BEGINS = 80
START_BEGINS = f"left(words, {BEGINS})"

# Tokens wait in a short list that every search reads too (`fastupdate`), until `settle` or, where it grows long,
# PostgreSQL itself brings them into the index, many at a time. Straight into it, a document touches 400 pages:
# three times the time and six times the write-ahead log.
_CREATE = (
    """CREATE TABLE $tokens (
        id bigint PRIMARY KEY, facet_set bigint, type varchar(20) NOT NULL,
        title_length integer NOT NULL, body_length integer NOT NULL,
        title tsvector NOT NULL, body tsvector NOT NULL
    ) WITH (fillfactor = 80, toast_tuple_target = 128)""",
    # What is asked of a vector is unknown to the planner anyway: to gather its tokens' statistics would take seconds.
    "ALTER TABLE $tokens ALTER COLUMN title SET STATISTICS 0, ALTER COLUMN body SET STATISTICS 0",
    "CREATE INDEX ${tokens}_title ON $tokens USING gin (title) $pending",
    "CREATE INDEX ${tokens}_body ON $tokens USING gin (body) $pending",
    """CREATE TABLE $start (
        id bigint PRIMARY KEY, facet_set bigint, words text COLLATE "C" NOT NULL, tokens text COLLATE "C" NOT NULL
    ) WITH (fillfactor = 80)""",
    "CREATE INDEX ${start}_tokens ON $start USING gin ($start_vector) $pending",
    "ALTER INDEX ${start}_tokens ALTER COLUMN 1 SET STATISTICS 0",
    "CREATE INDEX ${start}_words ON $start ($start_begins)",
    """CREATE FUNCTION portal_search_place() RETURNS trigger LANGUAGE plpgsql AS $$$$
    BEGIN
        UPDATE $tokens SET facet_set = NEW.facet_set_id, type = NEW.type WHERE id = NEW.id;
        UPDATE $start SET facet_set = NEW.facet_set_id WHERE id = NEW.id;
        RETURN NULL;
    END $$$$""",
    """CREATE TRIGGER portal_search_place AFTER UPDATE ON $item FOR EACH ROW
    WHEN (OLD.facet_set_id IS DISTINCT FROM NEW.facet_set_id OR OLD.type <> NEW.type)
    EXECUTE FUNCTION portal_search_place()""",
)
_DROP = (
    "DROP TRIGGER IF EXISTS portal_search_place ON $item",
    "DROP FUNCTION IF EXISTS portal_search_place()",
    "DROP TABLE IF EXISTS $tokens",
    "DROP TABLE IF EXISTS $start",
)
# Texts come in one string, a line each, and are cut by the server: to quote each token takes longer than to store it.
_WRITE_TOKENS = """
    INSERT INTO $tokens
    SELECT i.id, i.facet_set_id, i.type, w.title_length, w.body_length,
        array_to_tsvector(string_to_array(coalesce(w.title, ''), ' ')),
        array_to_tsvector(string_to_array(coalesce(w.body, ''), ' '))
    FROM unnest(%s::bigint[], %s::integer[], %s::integer[], string_to_array(%s, E'\n'), string_to_array(%s, E'\n'))
        w(id, title_length, body_length, title, body)
    JOIN $item i ON i.id = w.id
    ON CONFLICT (id) DO UPDATE SET facet_set = excluded.facet_set, type = excluded.type,
        title_length = excluded.title_length, body_length = excluded.body_length,
        title = excluded.title, body = excluded.body"""
_WRITE_START = """
    INSERT INTO $start SELECT i.id, i.facet_set_id, coalesce(w.words, ''), coalesce(w.tokens, '')
    FROM unnest(%s::bigint[], string_to_array(%s, E'\n'), string_to_array(%s, E'\n')) w(id, words, tokens)
    JOIN $item i ON i.id = w.id
    ON CONFLICT (id) DO UPDATE SET facet_set = excluded.facet_set, words = excluded.words,
        tokens = excluded.tokens"""
_SETTLE = "SELECT gin_clean_pending_list('$index')"
_PENDING_INDEXES = ("${tokens}_title", "${tokens}_body", "${start}_tokens")


def statement(sql: str, **parts: str) -> str:
    """Return `sql` with `$names` of tables and columns filled in: our own, never anything from a request."""
    names = {"tokens": TOKENS, "start": START, "item": ITEM}
    expressions = {"start_vector": START_VECTOR, "start_begins": START_BEGINS, "pending": _PENDING}
    return Template(sql).substitute(names, **expressions, **parts)


def create_tables(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the tables where the database is PostgreSQL."""
    if schema_editor.connection.vendor == "postgresql":
        for sql in _CREATE:
            schema_editor.execute(statement(sql))


def drop_tables(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop what `create_tables` made."""
    if schema_editor.connection.vendor == "postgresql":
        for sql in _DROP:
            schema_editor.execute(statement(sql))


def write(cursor: CursorWrapper, rows: Sequence[tuple[int, dict[str, list[str]]]]) -> None:
    """Store the tokens of rows of `IndexedItem`, by the names of `fts.TABLES`; they may be there already."""
    if not rows:
        return
    documents, beginnings = [], []
    for row, tokens in rows:
        title, body, start = (tokens[name] for name in (TITLE_TOKENS, BODY_TOKENS, START_TOKENS))
        documents.append((row, len(title), len(body), _vector(title), _vector(body)))
        words = [token for token in start[:_MAX_START] if len(token) <= _MAX_TOKEN]
        beginnings.append((row, " ".join(words), " ".join([*words, *pairs(words)])))
    for sql, lines in ((_WRITE_TOKENS, documents), (_WRITE_START, beginnings)):
        columns = zip(*lines, strict=True)
        cursor.execute(statement(sql), [_column(values) for values in columns])


#: they are written over
replace = write


def settle(cursor: CursorWrapper) -> None:
    """Bring the tokens that were written lately into the indexes; searches find them before and after."""
    for index in _PENDING_INDEXES:
        cursor.execute(statement(_SETTLE.replace("$index", index)))


def refresh_statistics(cursor: CursorWrapper) -> None:
    """Tell the planner how many rows there are, after many were written: PostgreSQL itself does so minutes later."""
    for table in (TOKENS, START, ITEM):
        cursor.execute(statement("ANALYZE $table", table=table))


def remove(cursor: CursorWrapper, rows: Sequence[int]) -> None:
    """Delete rows from both tables; those that aren't there are no fault."""
    for table in (TOKENS, START):
        cursor.execute(statement("DELETE FROM $table WHERE id = ANY(%s)", table=table), [list(rows)])


def pairs(words: Sequence[str]) -> list[str]:
    """Return each two neighbours of `words` as the token that stands for both."""
    return [f"{one}_{other}" for one, other in pairwise(words)]


def quoted(token: str) -> str:
    """Return a token as `tsquery` reads it."""
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def beginning(token: str) -> str:
    """Return the query for rows with a token that begins so."""
    return f"{quoted(token)}:*"


def escaped(text: str) -> str:
    """Return `text` as it stands in a pattern of LIKE."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def any_of(tokens: Iterable[str]) -> str:
    """Return the query for rows with any of `tokens`."""
    return " | ".join(map(quoted, tokens))


def all_of(tokens: Iterable[str]) -> str:
    """Return the query for rows with all of `tokens`."""
    return " & ".join(map(quoted, tokens))


def every_group(groups: Iterable[Iterable[str]]) -> str:
    """Return the query for rows with a token of each group."""
    return " & ".join(f"({any_of(group)})" for group in groups)


def _column(values: Sequence[Any]) -> list[int] | str:
    """Return numbers as they are, texts as one with a line each: tokens hold no line ends."""
    return "\n".join(values) if isinstance(values[0], str) else list(values)


def _vector(tokens: Iterable[str]) -> str:
    """Return each token once, as many as a vector takes, with spaces between."""
    found = list(dict.fromkeys(tokens))
    joined = " ".join(found)
    if len(joined) <= _MAX_TOKEN or (len(joined) <= _MAX_LETTERS and max(map(len, found)) <= _MAX_TOKEN):
        return joined
    kept, letters = [], 0
    for token in found:
        if len(token) > _MAX_TOKEN:
            continue
        letters += len(token) + 1
        if letters > _MAX_LETTERS:
            break
        kept.append(token)
    return " ".join(kept)
