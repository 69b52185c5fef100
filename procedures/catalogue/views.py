"""The beacon by which a procedure's page says that it was looked at."""

import hmac
import re
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from . import visit_notes

#: visits of one page that count from one address within an hour: an office has one address for all its people
MOST_AN_HOUR = 10
HOUR = 3600
_BOTS = re.compile(r"bot|crawl|spider|slurp|preview|headless|curl|wget|python", re.IGNORECASE)


def notes_folder() -> Path:
    """Return where visits wait to be added up."""
    return Path(settings.DATA_DIR) / "visits"


# sendBeacon can send no header, and a cookie for it would be the only one that a reader gets. All that a forged
# request can do is add one to a number, and `MOST_AN_HOUR` bounds that.
@csrf_exempt
@require_POST
def count_visit(request: HttpRequest) -> HttpResponse:
    """Note a visit of the page whose number is sent; answer 204 whatever was sent, at no query."""
    number = request.POST.get("trang", "")
    if re.fullmatch(r"[0-9]{1,10}", number) and _is_reader(request) and _within_bounds(request, number):
        visit_notes.note(notes_folder(), int(number))
    return HttpResponse(status=204)


def _is_reader(request: HttpRequest) -> bool:
    """Tell whether a browser sends this from a page of ours, as far as it says so."""
    came_from = request.headers.get("Sec-Fetch-Site", "same-origin")
    agent = request.headers.get("User-Agent", "")
    return came_from == "same-origin" and bool(agent) and not _BOTS.search(agent)


def _within_bounds(request: HttpRequest, number: str) -> bool:
    """Tell whether the address may still count for the page in this hour.

    Kept for an hour at most, and only as a hash that is salted with the day: no address can be read back.
    """
    who = f"{_address(request)}|{request.headers.get('User-Agent', '')}|{number}"
    salt = f"{settings.SECRET_KEY}{timezone.localdate()}"
    key = "procedures.visit." + hmac.new(salt.encode(), who.encode(), "sha256").hexdigest()[:32]
    if cache.add(key, 1, HOUR):
        return True
    try:
        return bool(cache.incr(key) <= MOST_AN_HOUR)
    except ValueError:  # it ended in between
        return True


def _address(request: HttpRequest) -> str:
    """Return the visitor's address; from our own proxy, which runs on this machine, the one that it adds last."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if address in ("", "127.0.0.1", "::1"):
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    return address
