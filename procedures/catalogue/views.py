"""The beacon by which a procedure's page says that it was looked at."""

import re
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.core.visitors import within_bounds

from . import visit_notes

#: visits of one page that count from one address within an hour: an office has one address for all its people
MOST_AN_HOUR = 10
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
    if (
        re.fullmatch(r"[0-9]{1,10}", number)
        and _is_reader(request)
        and within_bounds(request, _purpose(request, number), MOST_AN_HOUR)
    ):
        visit_notes.note(notes_folder(), int(number))
    return HttpResponse(status=204)


def _is_reader(request: HttpRequest) -> bool:
    """Tell whether a browser sends this from a page of ours, as far as it says so."""
    came_from = request.headers.get("Sec-Fetch-Site", "same-origin")
    agent = request.headers.get("User-Agent", "")
    return came_from == "same-origin" and bool(agent) and not _BOTS.search(agent)


def _purpose(request: HttpRequest, number: str) -> str:
    """Tell browsers of one address apart: an office has one address for all its people."""
    return f"procedures.visit|{number}|{request.headers.get('User-Agent', '')}"
