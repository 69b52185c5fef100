"""The rows of `Synonym` as questions are read with them: in memory, live in every process as soon as one is saved."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.text.tokens import Analysis, analyse

from ..folded import stands_for_any_accents
from ..models import Synonym, SynonymStamp

#: what the other side of a row is worth beside what was typed
MEANT, TYPED = 0.95, 0.9
#: the same where both are words of their own, not an abbreviation: people who say one don't always mean the other
LIKE = 0.85


@dataclass(frozen=True)
class Entry:
    """One side of a row: who writes `words` means `meaning` too."""

    words: tuple[str, ...]
    exact: tuple[str, ...]
    meaning: str
    analysis: Analysis
    #: whether pages write the meaning, so that it stands in the place of what was typed
    leads: bool
    valid_from: date | None
    valid_until: date | None

    def counts_on(self, day: date) -> bool:
        """Return whether the row counts on a day."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    @cached_property
    def any_accents(self) -> bool:
        """Whether `words` stand for those with accents too: more than one, and an editor wrote none on any."""
        return stands_for_any_accents(self.words, self.exact)


@dataclass(frozen=True)
class Table:
    """All rows, by the first folded syllable of what is typed, the longest first."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    #: every folded syllable of the rows: words that people use, whether the corpus knows them or not
    syllables: frozenset[str] = frozenset()


_kept: tuple[UUID | None, Table] | None = None
_publication: int | None = None
_lock = Lock()


def table() -> Table:
    """Return the rows of now; one query, and one more after a change of a row."""
    global _kept, _publication
    _publication, stamp = SynonymStamp.current()
    if _kept is None or _kept[0] != stamp:
        with _lock:
            # Another thread may have read them while this one waited.
            if _kept is None or _kept[0] != stamp:
                _kept = (stamp, read())
    return _kept[1]


def stamp() -> int:
    """Return the publication stamp under which this process last read a question: no query after `table()`."""
    return SynonymStamp.current()[0] if _publication is None else _publication


def read() -> Table:
    """Return the rows as they stand in the database."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for row in Synonym.objects.all():
        sides = [(row.words, row.meaning, True)]
        if row.direction == Synonym.Direction.BOTH:
            sides.append((row.meaning, row.words, False))
        for words, meaning, leads in sides:
            typed, meant = analyse(words), analyse(meaning)
            if typed.folded and meant.folded:
                entries[typed.folded[0]].append(
                    Entry(typed.folded, typed.exact, meaning, meant, leads, row.valid_from, row.valid_until)
                )
    for found in entries.values():
        found.sort(key=lambda entry: -len(entry.words))
    syllables = frozenset(word for of in entries.values() for entry in of for word in entry.words)
    return Table(dict(entries), syllables)


@receiver([post_save, post_delete], sender=Synonym, dispatch_uid="synonyms-read-anew")
def forget(sender: Any, **kwargs: Any) -> None:
    """Let every process read the rows anew."""
    SynonymStamp.renew()
