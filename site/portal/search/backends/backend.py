"""The portal's search backend for Wagtail and django-modelsearch: `Page.objects.search()`, choosers, `update_index`.

It reads and keeps the same rows as the public search. A query becomes conditions on the queryset,
so that any filter of it holds: words are looked for in one uncorrelated subquery, which the database
evaluates once.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, Count, F, FloatField, Model, Q, QuerySet, Value, When
from modelsearch.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
)
from modelsearch.index import get_indexed_models
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from ..indexing import index_objects, remove_all, remove_object, remove_stale
from .asked import Words
from .server import catch_up, rebuild
from .words import matching, ranked

#: results in the order of relevance; those beyond follow newest first
MAX_RANKED = 300


class QueryCompiler(BaseSearchQueryCompiler):
    """Whole words of everything that the model declares with `SearchField`; only titles with `fields=["title"]`."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    unfinished = False

    def condition(self) -> Q:
        """Return the whole query as a condition on the queryset."""
        return self._condition(self.query)

    def words(self) -> list[Words]:
        """Return the words that are asked for and not excluded, for the order of the results."""
        return list(self._positive(self.query))

    def _condition(self, query: SearchQuery) -> Q:
        match query:
            case MatchAll():
                return Q()
            case Not():
                inside = self._condition(query.subquery)
                return ~inside if inside else Q(pk__in=[])
            case And():
                return reduce(and_, map(self._condition, query.subqueries), Q())
            case Or():
                parts = [self._condition(part) for part in query.subqueries]
                return reduce(or_, parts) if parts and all(parts) else Q()
            case Boost():
                return self._condition(query.subquery)
            case PlainText() | Fuzzy() | Phrase():
                return matching(self.queryset.model, self._words(query))
        raise NotImplementedError(f"{type(query).__name__} is not supported by this search backend.")

    def _positive(self, query: SearchQuery) -> Iterable[Words]:
        match query:
            case And() | Or():
                for part in query.subqueries:
                    yield from self._positive(part)
            case Boost():
                for words in self._positive(query.subquery):
                    yield replace(words, weight=words.weight * query.boost)
            case PlainText() | Fuzzy() | Phrase():
                yield self._words(query)

    def _words(self, query: PlainText | Fuzzy | Phrase) -> Words:
        return Words(
            query.query_string,
            phrase=isinstance(query, Phrase),
            any_word=getattr(query, "operator", "and") == "or",
            unfinished=self.unfinished,
            titles_only=bool(self.fields) and set(self.fields) == {"title"},
        )


class AutocompleteQueryCompiler(QueryCompiler):
    """Beginnings of what the model declares with `AutocompleteField`: the last word may be unfinished."""

    unfinished = True


class Results(BaseSearchResults):
    """Objects in the order of relevance, or of the queryset when it was asked for."""

    supports_facet = True

    def _matching(self) -> QuerySet[Any]:
        return self.query_compiler.queryset.filter(self.query_compiler.condition())

    def _do_search(self) -> list[Model]:
        queryset = self._matching()
        if not self.query_compiler.order_by_relevance:
            if not queryset.query.order_by:
                queryset = queryset.order_by("-pk")
            return self._scored(queryset)
        words = self.query_compiler.words()
        order = ranked(queryset.model, words, MAX_RANKED) if words else []
        if not order:
            return self._scored(queryset)
        place = Case(
            *(When(pk=pk, then=Value(score)) for pk, score in order),
            default=Value(0.0),
            output_field=FloatField(),
        )
        return self._scored(queryset.annotate(_relevance=place).order_by(F("_relevance").desc(), "-pk"))

    def _scored(self, queryset: QuerySet[Any]) -> list[Model]:
        found = list(queryset[self.start : self.stop])
        if self._score_field:
            for item in found:
                setattr(item, self._score_field, getattr(item, "_relevance", None))
        return found

    def _do_count(self) -> int:
        return self._matching()[self.start : self.stop].count()

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        """Return how many results have each value of a declared filter field."""
        if self.query_compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}": it is no FilterField.',
                field_name=field_name,
            )
        rows = self._matching().order_by().values(field_name).annotate(count=Count("pk")).order_by("-count")
        return OrderedDict((row[field_name], row["count"]) for row in rows)


class Index(BaseIndex):
    """The rows of `portal.search.models`; adding in bulk writes tokens anew."""

    def add_item(self, obj: Model) -> None:
        index_objects([obj])

    def add_items(self, model: type[Model], items: Iterable[Model]) -> None:
        index_objects(items, rewrite=True)

    def delete_item(self, item: Model) -> None:
        remove_object(item)

    def reset(self) -> None:
        remove_all()

    def refresh(self) -> None:
        """Let a search server find at once what was written; the database's own index always does."""
        catch_up()


class Rebuilder:
    """Rebuilds in place, portion by portion: search goes on, and editors wait for no long transaction."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def start(self) -> Index:
        """Forget what is gone."""
        for model in get_indexed_models():
            if not model._meta.parents:
                remove_stale(model)
        return self.index

    def finish(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Build a search server's index of the rows, see `rebuild`; in the database each portion was complete."""
        rebuild(progress)


class SearchBackend(BaseSearchBackend):
    """See the module."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder

    @property
    def index(self) -> Index:
        """The one index of every model."""
        return Index(self)
