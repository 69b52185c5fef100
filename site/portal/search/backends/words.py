"""Words of an editor's query as a condition on the objects' keys, and their order by relevance."""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db import connections, router
from django.db.models import BigIntegerField, CharField, F, IntegerField, Model, Q, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat
from modelsearch.utils import get_descendants_content_types_pks

from portal.text.tokens import analyse

from ..engines.fts import BODY, START, TITLE, all_of, any_of, statement
from ..models import IndexedItem
from ..plan import MAX_QUERY, MAX_SYLLABLES

_ITEM = IndexedItem._meta.db_table
_MATCHING = """
    SELECT $key FROM $table f CROSS JOIN $item i ON i.id = f.rowid
    WHERE $table MATCH %s AND i.content_type_id IN ($kinds)"""
_RANKED = """
    SELECT i.object_id, -f.rank FROM $table f CROSS JOIN $item i ON i.id = f.rowid
    WHERE $table MATCH %s AND i.content_type_id IN ($kinds) ORDER BY f.rank LIMIT %s"""
_NUMBERS = ("AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "OneToOneField")


@dataclass(frozen=True)
class Words:
    """One part of a query; `phrase`: side by side, `any_word`: one is enough, `unfinished`: the last may go on."""

    text: str
    phrase: bool = False
    any_word: bool = False
    unfinished: bool = False
    titles_only: bool = False

    def tokens(self) -> list[str]:
        """Return the tokens to look for; none when the text holds no letter or digit."""
        analysis = analyse(self.text[:MAX_QUERY], question=True)
        whole = self.phrase and len(analysis.folded) > 1 and not self.unfinished
        found = analysis.bigrams if whole else analysis.folded
        return [*found[:MAX_SYLLABLES], *analysis.identifiers[:MAX_SYLLABLES]]

    @property
    def table(self) -> str:
        """The full-text table to look in."""
        return START if self.unfinished else TITLE if self.titles_only else BODY

    def match(self) -> str:
        """Return the FTS5 expression, or nothing when there is nothing to look for."""
        tokens = self.tokens()
        if not tokens:
            return ""
        if not self.unfinished:
            return any_of(tokens) if self.any_word else all_of(tokens)
        *whole, last = tokens
        last = f'"{last}"' if last.startswith("#") else f'"{last}"*'
        return f"{all_of(whole)} AND {last}" if whole else last


def matching(model: type[Model], words: Words) -> Q:
    """Return the condition that an object of `model` has these words."""
    if not words.tokens():
        return Q(pk__in=[])
    if connections[router.db_for_read(IndexedItem)].vendor == "sqlite":
        return Q(pk__in=_by_full_text(model, words))
    rows = IndexedItem.objects.filter(_by_titles(words), content_type_id__in=_types(model))
    rows = rows.annotate(spaced=Concat(Value(" "), F("title_folded"), Value(" "), output_field=TextField()))
    return Q(pk__in=rows.values_list(Cast("object_id", _key_field(model)), flat=True))


def ranked(model: type[Model], words: list[Words], limit: int) -> list[tuple[str, float]]:
    """Return keys and scores of the best `limit` objects; nothing where the database has no full-text tables."""
    connection = connections[router.db_for_read(IndexedItem)]
    tokens = [token for one in words for token in one.tokens()]
    if connection.vendor != "sqlite" or not tokens:
        return []
    table = words[0].table
    match = words[0].match() if len(words) == 1 else any_of(tokens)
    kinds = _types(model)
    with connection.cursor() as cursor:
        sql = statement(_RANKED, table=table, item=_ITEM, kinds=", ".join(["%s"] * len(kinds)))
        cursor.execute(sql, [match, *kinds, limit])
        return cursor.fetchall()


def _by_full_text(model: type[Model], words: Words) -> RawSQL:
    kinds = _types(model)
    key = "CAST(i.object_id AS INTEGER)" if isinstance(_key_field(model), IntegerField) else "i.object_id"
    sql = statement(_MATCHING, table=words.table, item=_ITEM, key=key, kinds=", ".join(["%s"] * len(kinds)))
    return RawSQL(sql, [words.match(), *kinds])  # noqa: S611 — our own names; values are parameters


def _by_titles(words: Words) -> Q:
    *whole, last = words.tokens()
    ends = "" if words.unfinished else " "
    parts = [*(Q(spaced__contains=f" {token} ") for token in whole), Q(spaced__contains=f" {last}{ends}")]
    return reduce(or_ if words.any_word else and_, parts)


def _types(model: type[Model]) -> list[int]:
    return sorted(get_descendants_content_types_pks(model))


def _key_field(model: type[Model]) -> BigIntegerField | CharField:
    key: Any = model._meta.pk
    while key.remote_field:
        key = key.target_field
    return BigIntegerField() if key.get_internal_type() in _NUMBERS else CharField()
