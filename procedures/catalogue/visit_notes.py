"""Visits on their way to the database: the number of the page, a line a visit, and nothing else."""

from collections import Counter
from pathlib import Path

from portal.core import noted_lines

#: bytes of notes that wait at most; more means that no scheduler runs
MOST_WAITING = 4_000_000

take = noted_lines.take


def note(folder: Path, pk: int) -> None:
    """Note one visit of the page `pk`; passed over when too much waits already."""
    noted_lines.note(folder, b"%d" % pk, most_waiting=MOST_WAITING)


def read(path: Path) -> Counter[int]:
    """Return the visits by page that a file notes; a line that is no number is passed over."""
    return Counter(int(line) for line in path.read_bytes().split() if line.isdigit() and len(line) < 19)
