"""The indexes on a search server: made of the rows of the database, and answering by an alias.

A rebuild fills a new index beside the one that answers and turns the alias to it once both sides hold the same rows.
Changes go to both meanwhile. Every write carries a version: that of a rebuild is the lowest, a change's is the number
of its entry in the outbox, so that whatever comes late or twice never replaces what is newer.

The server needs neither plugins nor its own analysis: tokens come ready, cut at white space.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from portal.text.tokens import ANALYSIS_VERSION

from ..breaker import Unavailable
from ..models import OutboxEntry, ServerIndex
from .server_client import MISSING, PATIENCE, Client, hits, understood
from .server_documents import PORTION, documents_after, documents_of, rows

#: documents, and characters of their bodies, that are sent at once
MOST_DOCUMENTS = 1_000
MOST_CHARACTERS = 2_000_000
#: rows whose numbers are compared at once
PAGE = 10_000
#: how often a rebuild mends what changed on its way before it gives up
ROUNDS = 10
#: seconds without progress after which a build that another process began is taken over
ABANDONED_AFTER = 10.0

# Of indexes that are half built: the row that was reached, and when this process saw that; 0 where it did so itself.
_watched: dict[str, tuple[int, float]] = {}

#: row, version, and its document; none when it is gone
Change = tuple[int, int, dict[str, Any] | None]

_VERSION_OF_A_BUILD = 1

_TOKENS = {"type": "text", "analyzer": "whitespace"}
_SETTINGS = {
    "number_of_shards": 1,
    # None on a server that stands alone, one as soon as there are two.
    "auto_expand_replicas": "0-1",
    # "Found within a second", and searched meanwhile.
    "refresh_interval": "500ms",
    # A reader may leaf to the end of a long list; it is sorted by a column, so that costs little.
    "max_result_window": 1_000_000,
}
_MAPPINGS = {
    "dynamic": "strict",
    # Everything here can be made anew from the database.
    "_source": {"enabled": False},
    "properties": {
        "pk": {"type": "long"},
        "set": {"type": "long"},
        "type": {"type": "keyword"},
        "kind": {"type": "integer"},
        "title": _TOKENS | {"index_options": "freqs"},
        "body": _TOKENS | {"index_options": "freqs"},
        # Whoever types sees completions from the first letter on; the longest syllable has seven.
        "start": _TOKENS | {"norms": False, "index_prefixes": {"min_chars": 1, "max_chars": 10}},
    },
}


@dataclass(frozen=True)
class Built:
    """What a rebuild did: `rows` were sent in `seconds`; `resumed` when it went on where another had stopped."""

    name: str
    rows: int
    seconds: float
    resumed: bool


def send(client: Client, versions: Mapping[int, int]) -> list[int]:
    """Send the rows of the items {id: version}, or their deletion where the row is gone, to every index.

    Returns the ids that were refused. Raises `Unavailable` when the index that answers, or the only one, did not take
    them. Beside one that answers a half-built one holds up nothing: what misses a change is begun anew.
    """
    refused: set[int] = set()
    for portion in _portions(_changes(versions)):
        serves, no_more = False, set[int]()
        for index in ServerIndex.objects.order_by("-is_serving", "pk"):
            if serves and index.analysis_version != ANALYSIS_VERSION:
                continue
            try:
                missed = _write(client, index.name, portion)
            except Unavailable as failure:
                if index.is_serving or (failure.reason != MISSING and not serves):
                    raise
                if failure.reason == MISSING:
                    # Should it come back, it lacks this change.
                    index.delete()
                else:
                    _begin_anew(index)
                continue
            if serves and missed - no_more:
                _begin_anew(index)
            else:
                no_more |= missed
            serves = serves or index.is_serving
        refused |= no_more
    return sorted(refused)


def _begin_anew(index: ServerIndex) -> None:
    """Let a half-built index be deleted, and another be built, by whoever builds next."""
    ServerIndex.objects.filter(pk=index.pk).update(analysis_version=0)


def _changes(versions: Mapping[int, int]) -> Iterator[Change]:
    pks = list(versions)
    for at in range(0, len(pks), PORTION):
        portion = pks[at : at + PORTION]
        found = {document["pk"]: document for document in documents_of(rows().filter(pk__in=portion))}
        # The lowest number is that of a rebuild.
        yield from ((pk, versions[pk] + _VERSION_OF_A_BUILD, found.get(pk)) for pk in portion)


def refresh(client: Client) -> None:
    """Make all that was written visible now, if an index answers."""
    client.ask("POST", f"/{client.address.alias}/_refresh", seconds=PATIENCE, absent=True)


def answering(client: Client) -> set[str]:
    """Return the indexes behind the alias that is searched: one, or none where none was built or it is gone."""
    return set(client.ask("GET", f"/_alias/{client.address.alias}", seconds=PATIENCE, absent=True))


def build(client: Client, progress: Callable[[int, int], None] | None = None) -> Built:
    """Fill a new index with every row and let it answer; go on where an earlier rebuild stopped.

    `progress(sent, total)` is called after each portion. Raises `Unavailable` when the server fails: calling again
    goes on from there.
    """
    started = time.monotonic()
    index = _unfinished(client)
    resumed = index is not None
    index = index or _create(client)
    total, sent = rows().filter(pk__gt=index.last_item_id).count(), 0

    def settle(written: Future[None], portion: list[Change]) -> None:
        nonlocal sent
        written.result()
        _reached(index, portion)
        sent += len(portion)
        if progress:
            progress(sent, total)

    with ThreadPoolExecutor(max_workers=1) as aside:
        # The server takes one portion while the next is analysed here.
        before: tuple[Future[None], list[Change]] | None = None
        for portion in _portions(_as_changes(documents_after(index.last_item_id))):
            if before:
                settle(*before)
            before = (aside.submit(_write_all, client, index.name, portion), portion)
        if before:
            settle(*before)
    _agree(client, index.name)
    _turn_to(client, index)
    return Built(index.name, sent, time.monotonic() - started, resumed)


def tend(client: Client) -> bool:
    """Do one portion of what is to build, if anything: no index answers, one is half built, or of another analysis.

    Returns whether more is to do. One request where all is well.
    """
    there = answering(client)
    known = list(ServerIndex.objects.order_by("-started_at"))
    for index in known:
        if index.is_serving and index.name not in there:
            # It was deleted on the server: changes go to the new one alone.
            index.delete()
    good = [one for one in known if one.name in there and one.analysis_version == ANALYSIS_VERSION]
    half = [one for one in known if not one.is_serving]
    if (good and not half) or any(_goes_on(one) for one in half):
        return False
    building = _unfinished(client) or _create(client)
    portion = next(_portions(_as_changes(documents_after(building.last_item_id)), PORTION), [])
    if portion:
        _write_all(client, building.name, portion)
        _reached(building, portion)
        _watched[building.name] = (portion[-1][0], 0.0)
        return True
    _agree(client, building.name)
    _turn_to(client, building)
    return False


def _goes_on(index: ServerIndex) -> bool:
    """Return whether another process builds this index: it has come further since it was looked at, or just now."""
    reached, since = _watched.get(index.name, (-1, 0.0))
    if reached != index.last_item_id:
        _watched[index.name] = (index.last_item_id, time.monotonic())
        return True
    return time.monotonic() - since < ABANDONED_AFTER


def _write_all(client: Client, name: str, portion: list[Change]) -> None:
    if refused := _write(client, name, portion):
        raise Unavailable(f"refused {len(refused)} documents")


def _reached(index: ServerIndex, portion: list[Change]) -> None:
    ServerIndex.objects.filter(pk=index.pk).update(last_item_id=portion[-1][0])


def _unfinished(client: Client) -> ServerIndex | None:
    """Return the newest index of this analysis that was begun; forget those that are of no use."""
    found = None
    for index in ServerIndex.objects.filter(is_serving=False).order_by("-started_at"):
        fits = index.analysis_version == ANALYSIS_VERSION and found is None
        if fits and client.ask("GET", f"/{index.name}", seconds=PATIENCE, absent=True):
            found = index
        else:
            _delete(client, index.name)
    return found


def _create(client: Client) -> ServerIndex:
    name = f"{client.address.alias}-{timezone.now():%Y%m%d-%H%M%S-%f}"
    body = {"settings": _SETTINGS, "mappings": _MAPPINGS, "aliases": {_door(name): {}}}
    # Known before it is there, so that no change passes it by; those before are in the rows that will be read.
    index = ServerIndex.objects.create(name=name, analysis_version=ANALYSIS_VERSION)
    client.ask("PUT", f"/{name}", body, seconds=PATIENCE)
    _watched[name] = (0, 0.0)
    return index


def _door(name: str) -> str:
    """Return the alias through which an index is written: an index that was deleted is not made again by a write."""
    return f"{name}-write"


def _turn_to(client: Client, index: ServerIndex) -> None:
    """Let an index answer from now on, and delete every other one of ours."""
    if not ServerIndex.objects.filter(pk=index.pk, analysis_version=ANALYSIS_VERSION).exists():
        raise Unavailable("a build that missed a change")
    alias, answered = client.address.alias, answering(client)
    actions: list[dict[str, Any]] = [
        {"remove": {"index": name, "alias": alias}} for name in answered if name != index.name
    ]
    actions.append({"add": {"index": index.name, "alias": alias}})
    client.ask("POST", "/_aliases", {"actions": actions}, seconds=PATIENCE)
    ServerIndex.objects.filter(pk=index.pk).update(is_serving=True)
    ours = set(ServerIndex.objects.exclude(pk=index.pk).values_list("name", flat=True))
    for name in (ours | answered) - {index.name}:
        _delete(client, name)


def _delete(client: Client, name: str) -> None:
    client.ask("DELETE", f"/{name}", seconds=PATIENCE, absent=True)
    ServerIndex.objects.filter(name=name).delete()


def _agree(client: Client, name: str) -> None:
    """Bring an index to the very rows of the database; raise `Unavailable` when that doesn't come about.

    Rows that the outbox still holds don't count: they differ rightly until they are sent.
    """
    for _ in range(ROUNDS):
        client.ask("POST", f"/{name}/_refresh", seconds=PATIENCE)
        there = set(_held(client, name))
        wanted = set(rows().values_list("pk", flat=True))
        on_the_way = set(OutboxEntry.objects.values_list("item_id", flat=True))
        differing = (there ^ wanted) - on_the_way
        if not differing:
            return
        for portion in _portions(_changes(dict.fromkeys(differing, 0))):
            _write(client, name, portion)
    raise Unavailable("counts that don't agree")


def _held(client: Client, name: str) -> Iterator[int]:
    """Yield the number of every row that an index holds."""
    after: list[int] = []
    while True:
        query = {"size": PAGE, "sort": [{"pk": "asc"}], "stored_fields": "_none_", "docvalue_fields": ["pk"]}
        if after:
            query["search_after"] = after
        [answer] = client.search(name, [query], seconds=PATIENCE)
        with understood():
            pks = [hit["fields"]["pk"][0] for hit in hits(answer)]
        yield from pks
        if len(pks) < PAGE:
            return
        after = pks[-1:]


def _as_changes(found: Iterable[dict[str, Any]]) -> Iterator[Change]:
    return ((document["pk"], _VERSION_OF_A_BUILD, document) for document in found)


def _portions(changes: Iterable[Change], most: int | None = None) -> Iterator[list[Change]]:
    """Yield the changes in portions that neither side has to hold much memory for."""
    portion: list[Change] = []
    characters = 0
    for change in changes:
        portion.append(change)
        characters += len(change[2]["body"]) if change[2] else 0
        if characters > MOST_CHARACTERS or len(portion) >= (most or MOST_DOCUMENTS):
            yield portion
            portion, characters = [], 0
    if portion:
        yield portion


def _write(client: Client, name: str, changes: Collection[Change]) -> set[int]:
    """Write changes to one index; return the ids that it refused for good.

    That something newer is there already is no refusal.
    """
    lines: list[Any] = []
    for pk, version, document in changes:
        place = {"_id": str(pk), "version": version, "version_type": "external_gte"}
        lines += [{"delete": place}] if document is None else [{"index": place}, document]
    path = f"/{_door(name)}/_bulk?require_alias=true&filter_path=errors,items.*.status,items.*._id,items.*.error.type"
    answer = client.ask("POST", path, lines, seconds=PATIENCE)
    with understood():
        if not answer["errors"]:
            return set()
        refused = set()
        for item in answer["items"]:
            [done] = item.values()
            status, error = done["status"], done.get("error", {}).get("type", "")
            if error == "index_not_found_exception":
                raise Unavailable(MISSING)
            if status in (403, 429) or status >= 500:
                raise Unavailable(f"status {status}")
            if status == 400:
                refused.add(int(done["_id"]))
        return refused
