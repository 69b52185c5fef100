"""The synonyms and abbreviations that an installation begins with; from then on they are the editors'."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..models import Synonym, SynonymStamp

SOURCE = Path(__file__).parent / "synonyms.tsv"


def seeds() -> Iterator[Synonym]:
    """Yield the rows of the file, unsaved: words, meaning, direction, and the day from which a row counts."""
    with SOURCE.open(encoding="utf-8") as lines:
        for words, meaning, direction, *since in csv.reader(lines, delimiter="\t"):
            if not words.startswith("#"):
                yield Synonym(
                    words=words,
                    meaning=meaning,
                    direction=Synonym.Direction(direction),
                    valid_from=date.fromisoformat(since[0]) if since else None,
                )


def ensure_synonyms() -> int:
    """Fill an empty table, and only that: what editors deleted stays deleted. Return how many rows were made."""
    if Synonym.objects.exists():
        return 0
    made = Synonym.objects.bulk_create(seeds())
    SynonymStamp.renew()
    return len(made)
