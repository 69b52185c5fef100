"""How often one visitor may do something, without keeping who it was."""

import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

HOUR = 3600


def within_bounds(request: HttpRequest, purpose: str, most: int, seconds: int = HOUR) -> bool:
    """Count one more of `purpose` from the visitor's address; return whether it is one of the first `most`.

    Kept in the cache only, for `seconds` after the first, as a hash that is salted with the day: no address can be
    read back. An office has one address for all its people, so allow for several.
    """
    salt = f"{settings.SECRET_KEY}{timezone.localdate()}"
    mark = hmac.new(salt.encode(), f"{purpose}|{address_of(request)}".encode(), "sha256").hexdigest()
    key = f"core.visitor.{mark[:32]}"
    if cache.add(key, 1, seconds):
        return most > 0
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:  # it ended in between
        return most > 0


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address; from our own proxy, which runs on this machine, the one that it adds last."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if address in ("", "127.0.0.1", "::1"):
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    return address
