"""What the search server has and what it is still to get."""

from django.db import models


class OutboxEntry(models.Model):
    """Says that the row of an item was written, or is gone, since the search server last heard of it.

    Written in the transaction of the change; entries are worked off in the order of their ids.
    """

    #: the key of the `IndexedItem`; no foreign key, since what was deleted must leave the server too
    item_id = models.BigIntegerField(db_index=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.item_id)


class ServerIndex(models.Model):
    """One index on the search server: being built, or the one that answers."""

    name = models.CharField(max_length=100, unique=True)
    analysis_version = models.PositiveIntegerField()
    #: the last item that a build has sent: where it goes on after a stop
    last_item_id = models.BigIntegerField(default=0)
    is_serving = models.BooleanField(default=False)
    started_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
