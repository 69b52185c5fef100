"""The engine on a search server, Elasticsearch or OpenSearch: one adapter, since both speak the same JSON here.

Documents hold ready tokens only, no text: what is shown comes from the rows of the database, which also have the last
word on what everybody may see.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.conf import settings

from ..plan import Plan
from . import server_index
from .base import Candidate, Matches, candidates_of
from .server_client import LIMIT, Client, client, hits, understood

Json = dict[str, Any]

#: sets of facets that are counted; a server gives up at 65,536
MOST_SETS = 60_000
#: the types of all rows that everybody may see are far fewer
_MOST_TYPES = 20


@dataclass(frozen=True)
class ServerEngine:
    """See `Engine` and `failover.Server`."""

    client: Client
    #: rows that are neither listed nor counted
    unheard: frozenset[int] = field(default_factory=frozenset)
    #: that a search may take
    seconds: float = LIMIT

    @property
    def name(self) -> str:
        return self.client.address.kind

    def without(self, pks: Collection[int]) -> Self:
        """Return this engine with answers that neither list nor count the items `pks`."""
        return replace(self, unheard=frozenset(pks))

    def within(self, seconds: float) -> Self:
        """Return this engine with less time for a search."""
        return replace(self, seconds=min(seconds, self.seconds))

    def ping(self) -> None:
        """Return if the index that answers can be searched now; asks the database nothing."""
        self._search([{"size": 0, "terminate_after": 1}])

    def send(self, versions: Mapping[int, int]) -> Collection[int]:
        """Send the rows of the items {id: version}, or their deletion; return the ids that were refused.

        Searches see them when it returns: only then may the outbox forget them.
        """
        refused = server_index.send(self.client, versions)
        server_index.refresh(self.client)
        return refused

    def tend(self) -> bool:
        """Do one portion of what is to build, if anything; return whether more is to do."""
        return server_index.tend(self.client)

    def candidates(self, plan: Plan, limit: int, sets: Collection[int] | None = None) -> list[Candidate]:
        """Return rows by title and rows by whole document, up to `limit` of each type; one round trip, one query."""
        shown = self._shown(sets)
        best = {"terms": {"field": "type", "size": _MOST_TYPES}, "aggs": {"rows": {"top_hits": _rows(limit)}}}
        asked = [("title", plan.title), ("body", plan.body), ("title", plan.own)]
        searches = [
            {"size": 0, "query": _any_of(at, tokens, shown), "aggs": {"types": best}}
            for at, tokens in asked
            if tokens
        ]
        answers = iter(self._search(searches) if searches else [])
        by_title, by_body, by_own = [_best(next(answers)) if tokens else {} for _, tokens in asked]
        return candidates_of([*{**by_title, **by_body, **by_own}], by_body)

    def matches(self, plan: Plan, among: Collection[int]) -> Matches:
        """Count what holds every group, by set of facets; one round trip."""
        every = [*_every(plan), *self._shown(None)]
        counts = {"sets": {"terms": {"field": "set", "size": MOST_SETS}}}
        searches: list[Json] = [{"size": 0, "query": _all_of(every), "aggs": counts}]
        if among:
            searches.append({"query": _all_of([*every, {"terms": {"pk": list(among)}}]), **_rows(len(among))})
        histogram, *listed = self._search(searches)
        with understood():
            by_set = {
                bucket["key"]: bucket["doc_count"] for bucket in histogram["aggregations"]["sets"]["buckets"]
            }
            return Matches(by_set, frozenset(pk for answer in listed for pk in _pks(answer)))

    def more(
        self, plan: Plan, sets: Collection[int] | None, without: Collection[int], start: int, stop: int
    ) -> list[int]:
        """Return further rows that hold every group, newest first; one round trip."""
        query = _all_of([*_every(plan), *self._shown(sets)], [{"terms": {"pk": list(without)}}])
        newest = {"from": start, "sort": [{"pk": "desc"}], "track_total_hits": False}
        [answer] = self._search([{"query": query, **_rows(stop - start), **newest}])
        return _pks(answer)

    def holding(self, query: Json, kinds: Collection[int], limit: int) -> list[tuple[int, float]]:
        """Return the best `limit` rows, with scores, of the objects of some content types that answer `query`.

        For editors: drafts and restricted ones too.
        """
        filters: list[Json] = [{"terms": {"kind": list(kinds)}}, *self._heard()]
        asked = {"bool": {"must": [query], "filter": filters}}
        [answer] = self._search([{"query": asked, **_rows(limit), "track_total_hits": False}])
        with understood():
            return [(hit["fields"]["pk"][0], float(hit["_score"] or 0)) for hit in hits(answer)]

    def _shown(self, sets: Collection[int] | None) -> list[Json]:
        """Return the filters for what everybody may see, of `sets` only when they are given."""
        shown: Json = {"exists": {"field": "set"}} if sets is None else {"terms": {"set": list(sets)}}
        return [shown, *self._heard()]

    def _heard(self) -> list[Json]:
        return [{"bool": {"must_not": [{"terms": {"pk": list(self.unheard)}}]}}] if self.unheard else []

    def _search(self, searches: list[Json]) -> list[Any]:
        return self.client.search(self.client.address.alias, searches, seconds=self.seconds)


def server_engine() -> ServerEngine:
    """Return the engine of the server that SEARCH_URL names."""
    return ServerEngine(client(settings.SEARCH_URL))


def _rows(size: int) -> Json:
    """Return what reads the numbers of rows out of columns: no stored field of any document is opened."""
    return {"size": size, "stored_fields": "_none_", "docvalue_fields": ["pk"]}


def _any_of(at: str, tokens: Sequence[str], filters: list[Json]) -> Json:
    should = [{"term": {at: token}} for token in tokens]
    return {"bool": {"should": should, "minimum_should_match": 1, "filter": filters}}


def _all_of(filters: list[Json], without: Sequence[Json] = ()) -> Json:
    return {"bool": {"filter": filters, "must_not": list(without)}}


def _every(plan: Plan) -> list[Json]:
    return [{"terms": {"body": list(group)}} for group in plan.every]


def _pks(answer: Any) -> list[int]:
    with understood():
        return [hit["fields"]["pk"][0] for hit in hits(answer)]


def _best(answer: Any) -> dict[int, float]:
    """Return the scores by row of the best of each type."""
    with understood():
        return {
            hit["fields"]["pk"][0]: float(hit["_score"])
            for bucket in answer["aggregations"]["types"]["buckets"]
            for hit in bucket["rows"]["hits"]["hits"]
        }
