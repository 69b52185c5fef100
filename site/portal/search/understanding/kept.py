"""The vocabulary of the database, unpacked once in a process and looked at anew now and then."""

import logging
import time
import zlib
from datetime import datetime
from threading import Lock

from portal.text.tokens import ANALYSIS_VERSION

from ..models import Vocabulary as VocabularyRow
from .vocabulary import Vocabulary, unpacked

log = logging.getLogger(__name__)

#: seconds until a process looks whether there is a newer one
LOOKS_EVERY = 10

_lock = Lock()
_looked_at = float("-inf")
_made_at: datetime | None = None
_kept = Vocabulary()


def vocabulary() -> Vocabulary:
    """Return the newest vocabulary; an empty one where none was learnt. A query each `LOOKS_EVERY` seconds.

    All wait for the first one; while a newer one is unpacked, only the question that came first does.
    """
    if _is_fresh() or not _lock.acquire(blocking=_looked_at == float("-inf")):
        return _kept
    try:
        # Another thread may have looked while this one waited.
        if not _is_fresh():
            _look()
    finally:
        _lock.release()
    return _kept


def _is_fresh() -> bool:
    return time.monotonic() - _looked_at < LOOKS_EVERY


def _look() -> None:
    """Unpack the newest vocabulary, if it isn't the one that is kept."""
    global _looked_at, _made_at, _kept
    rows = VocabularyRow.objects.filter(analysis_version=ANALYSIS_VERSION).order_by("-made_at")
    made_at = rows.values_list("made_at", flat=True).first()
    if made_at != _made_at:
        data = rows.filter(made_at=made_at).values_list("data", flat=True).first() if made_at else None
        try:
            _kept = unpacked(bytes(data)) if data else Vocabulary()
        except (zlib.error, ValueError, KeyError, IndexError):
            log.exception(
                "The vocabulary of search can't be read; nothing is repaired until it is learnt anew"
            )
            _kept = Vocabulary()
        _made_at = made_at
    _looked_at = time.monotonic()


def forget() -> None:
    """Look anew at the next question."""
    global _looked_at
    _looked_at = float("-inf")
