"""What the search server has still to hear of, kept in the database in the transaction of the change.

An entry says only *that* an item changed; what is sent is its row as it stands when it is sent. So an entry may be
sent twice, and by two feeders, without harm, and an item that changes ten times is sent once. The server takes a
version with every item (the id of its last entry) and keeps the higher one. Ids grow in the order of the commits
of one item: its row is written, and so locked, before it is noted.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.conf import settings
from django.db import router
from django.db.models import QuerySet
from django.utils import timezone

from .breaker import Unavailable
from .models import IndexedItem, OutboxEntry, ServerIndex

#: items that are sent at once; also how many may wait before the server's answers count as out of date
BATCH = 1000
#: an entry that waits longer than this means that the server is behind: it is down, or nobody feeds it
BEHIND_AFTER = timedelta(seconds=5)


class Receiver(Protocol):
    """What takes the changes: the indexes of a search server."""

    def send(self, versions: Mapping[int, int]) -> Collection[int]:
        """Send the rows of the items {id: version}, or their deletion where the row is gone.

        Searches see what was taken when it returns. Returns the ids that the server refused, and whose entries
        therefore stay. Raises `Unavailable` when it can't be known what the server took.
        """


@dataclass(frozen=True)
class Waiting:
    """The items that the server has not heard of, at most `BATCH`; `behind`: its answers are out of date."""

    items: frozenset[int] = frozenset()
    behind: bool = False


def note(pks: Iterable[int]) -> None:
    """Note that rows of `IndexedItem` were written or deleted; call it after that, in the same transaction.

    Without a search server it does nothing. A database that has fed one notes also what a process changes that
    was started without SEARCH_URL, such as a command in a shell.
    """
    using = router.db_for_write(IndexedItem)
    if settings.SEARCH_URL or ServerIndex.objects.using(using).exists():
        entries = [OutboxEntry(item_id=pk) for pk in pks]
        OutboxEntry.objects.using(using).bulk_create(entries, batch_size=BATCH)


def waiting() -> Waiting:
    """Return what the server has not heard of. Two queries.

    A server that is behind must not answer: what was published would not be found, and what became private
    would be counted. Nor may one that holds no whole index of this database: what answers there is another's.
    """
    if not ServerIndex.objects.using(router.db_for_write(IndexedItem)).filter(is_serving=True).exists():
        return Waiting(behind=True)
    rows = list(_entries().values_list("item_id", "made_at")[: BATCH + 1])
    if not rows:
        return Waiting()
    late = timezone.now() - rows[0][1] > BEHIND_AFTER
    return Waiting(frozenset(pk for pk, _ in rows[:BATCH]), late or len(rows) > BATCH)


def pending_pks(limit: int = BATCH) -> list[int]:
    """Return the items that the server has not heard of, at most `limit`, the first that changed first."""
    return list(dict.fromkeys(_entries().values_list("item_id", flat=True)[:limit]))


def length() -> int:
    """Return how many entries wait."""
    return _entries().count()


def oldest_age() -> float:
    """Return for how many seconds the first entry has waited; 0 when none does."""
    first = _entries().values_list("made_at", flat=True).first()
    return max((timezone.now() - first).total_seconds(), 0.0) if first else 0.0


def drain(receiver: Receiver, limit: int = BATCH) -> int:
    """Send what waits, the first that changed first, at most `limit` entries; return how many were worked off.

    Entries are deleted only once the server has taken their items: nothing is lost when either side dies. Raises
    `Unavailable` when it refused some; by then the others are worked off.
    """
    entries = list(_entries().values_list("pk", "item_id")[:limit])
    if not entries:
        return 0
    # The last entry of an item wins: they come in the order of their ids.
    refused = set(receiver.send({item: pk for pk, item in entries}))
    taken = [pk for pk, item in entries if item not in refused]
    OutboxEntry.objects.filter(pk__in=taken).delete()
    if refused:
        raise Unavailable(f"refused {len(refused)} items")
    return len(taken)


def forget_server() -> None:
    """Forget what a server had, and note no more for it: should it come back, it is built anew."""
    ServerIndex.objects.all().delete()
    OutboxEntry.objects.all().delete()


def _entries() -> QuerySet[OutboxEntry]:
    return OutboxEntry.objects.using(router.db_for_write(IndexedItem)).order_by("pk")
