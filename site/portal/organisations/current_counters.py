"""The counters of today with their hours, read once a minute: a page that shows some asks nothing for them."""

from typing import Any

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from .models import AdministrativeUnit, Counter, OpeningHours

#: how long another process may show an older counter, in seconds
LIFETIME = 60


def _key() -> str:
    return f"portal.organisations.counters.{timezone.localdate()}"


def current_counters() -> list[Counter]:
    """Return the counters of today in their order, each with its place and hours."""
    found: list[Counter] | None = cache.get(_key())
    if found is None:
        found = list(Counter.objects.current().select_related("place").prefetch_related("opening_hours"))
        cache.set(_key(), found, LIFETIME)
    return found


@receiver([post_save, post_delete], sender=Counter, dispatch_uid="current-counters")
@receiver([post_save, post_delete], sender=OpeningHours, dispatch_uid="current-counters")
@receiver([post_save, post_delete], sender=AdministrativeUnit, dispatch_uid="current-counters")
def forget_counters(sender: Any, **kwargs: Any) -> None:
    """Read them anew when one changed."""
    cache.delete(_key())
