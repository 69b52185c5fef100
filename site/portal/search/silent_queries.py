"""Queries without result, so that editors learn which words are missing, and nothing of who asked.

The search page notes a query in a file (`portal.core.noted_lines`); the scheduler counts the notes by query once a
minute. Neither address, time of day nor cookie is kept, and a query that may tell of a person isn't noted at all.
"""

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone

from portal.core import noted_lines
from portal.text import normalise
from portal.text.personal_data import find
from portal.text.tokens import identifiers_of

from .folded import folded_query
from .models import SilentQuery
from .service import SearchResults

#: characters of a query that is noted; what is longer is a story, not a search
LONGEST = 100
#: words of it: who writes more tells of himself
MOST_WORDS = 14
#: bytes of notes that wait at most; more means that no scheduler runs, or that somebody floods the search
MOST_WAITING = 200_000
#: different queries that are counted in one minute, the most frequent first
MOST_AT_ONCE = 500
#: different queries that are kept, so that a flood fills no table
MOST_KEPT = 5_000
#: days after its last time that a query is forgotten; sooner where it was asked once only
KEPT_DAYS, KEPT_DAYS_ONCE = 180, 30

_DIGITS = re.compile(r"\d(?:[ .,/\-]*\d){6,}")


def notes_folder() -> Path:
    """Return where queries wait to be counted."""
    return Path(settings.DATA_DIR) / "silent-queries"


def note(query: str) -> None:
    """Note a query that found nothing, unless it may hold personal data."""
    text = " ".join(normalise(query[: LONGEST * 2]).split())
    if may_be_kept(text):
        noted_lines.note(notes_folder(), text.encode(errors="ignore"), most_waiting=MOST_WAITING)


def is_silent(found: SearchResults) -> bool:
    """Return whether a query found nothing of any type, asked of the engine that should have answered."""
    return bool(found.question) and not found.histogram and not found.degraded


def may_be_kept(text: str) -> bool:
    """Return whether `text` is short, and nothing in it looks like a number or an address of a person.

    Stricter than what masks questions: seven digits in any grouping are too many, unless they are a code with its dot
    or a law's number. Names can't be told from other words; what is asked once is forgotten soon.
    """
    if not 0 < len(text) <= LONGEST or len(text.split()) > MOST_WORDS or not folded_query(text):
        return False
    rest, _ = identifiers_of(text)
    return not (find(text) or "@" in text or "://" in text or _DIGITS.search(rest) or not text.isprintable())


def count_notes() -> int:
    """Add the queries that wait to the table; return how many were counted."""
    counted = 0
    for path in noted_lines.take(notes_folder()):
        with transaction.atomic():
            counted += _add(path.read_bytes().decode(errors="ignore").splitlines())
            path.unlink()
    return counted


def _add(queries: list[str]) -> int:
    today = timezone.localdate()
    # Asked again here: the file may hold anything.
    folded = [(folded_query(query)[:120], query) for query in queries if may_be_kept(query)]
    counts = dict(Counter(key for key, _ in folded).most_common(MOST_AT_ONCE))
    spelled = dict(reversed(folded))
    known = set(SilentQuery.objects.filter(folded__in=counts).values_list("folded", flat=True))
    room = max(MOST_KEPT - SilentQuery.objects.count(), 0)
    new = [key for key in counts if key not in known][:room]
    SilentQuery.objects.bulk_create(
        [
            SilentQuery(query=spelled[key], folded=key, count=counts[key], first_on=today, last_on=today)
            for key in new
        ]
    )
    for key in known:
        SilentQuery.objects.filter(folded=key).update(count=F("count") + counts[key], last_on=today)
    return sum(counts[key] for key in (*new, *known))


def forget() -> int:
    """Delete what nobody asked for long; return how many queries went."""
    today = timezone.localdate()
    old = SilentQuery.objects.filter(
        last_on__lt=today - timedelta(days=KEPT_DAYS)
    ) | SilentQuery.objects.filter(count=1, last_on__lt=today - timedelta(days=KEPT_DAYS_ONCE))
    # Asked first: a delete takes the write lock even where there is nothing to delete.
    return old.delete()[0] if old.exists() else 0


def settle(*sides: str) -> int:
    """Forget every query that holds the words of one of `sides` side by side; return how many queries went."""
    padded = Concat(Value(" "), "folded", Value(" "))
    found = Q(pk__in=())
    for words in filter(None, map(folded_query, sides)):
        found |= Q(padded__contains=f" {words[:120]} ")
    return SilentQuery.objects.alias(padded=padded).filter(found).delete()[0]
