"""A number that grows whenever what the public sees may have changed."""

from django.db import models
from django.db.models import F


class PublicationStamp(models.Model):
    """One row; `value` is part of the key of everything that is kept until the next publication.

    It stands in the database, so that it changes with the transaction that publishes, for all processes at once.
    """

    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def current(cls) -> int:
        """Return the stamp of now: one query."""
        return cls.objects.values_list("value", flat=True).first() or 0

    @classmethod
    def grow(cls) -> None:
        """Make everything that was kept under the present stamp old."""
        if not cls.objects.update(value=F("value") + 1):
            cls.objects.create(value=1)
