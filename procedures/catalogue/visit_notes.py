"""Visits on their way to the database: a line a visit in a file that all web processes share.

The beacon must be cheap and the database has one writer: so the beacon appends the number of the page, and once a
minute the scheduler takes the file and adds everything up. Nothing but the number is written. A kept cache in
memory is each process's own, and the scheduler's another: it couldn't carry them.
"""

import fcntl
import os
from collections import Counter
from pathlib import Path

#: bytes of notes that wait at most; more means that no scheduler runs
MOST_WAITING = 4_000_000


def note(folder: Path, pk: int) -> None:
    """Note one visit of the page `pk`; passed over when too much waits already."""
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        with (folder / "waiting").open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not _is_still(folder / "waiting", file.fileno()):
                continue  # taken between opening and locking: the next one is ours
            if file.tell() < MOST_WAITING:
                file.write(b"%d\n" % pk)
            return


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def take(folder: Path) -> list[Path]:
    """Set aside what waits and return all files that were set aside, those that an earlier run left included."""
    waiting = folder / "waiting"
    if waiting.exists():
        with waiting.open("rb+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # Inode and time: a name that no earlier file has, should one be left.
            waiting.rename(folder / f"taken-{os.fstat(file.fileno()).st_ino}-{waiting.stat().st_mtime_ns}")
    return sorted(folder.glob("taken-*")) if folder.is_dir() else []


def read(path: Path) -> Counter[int]:
    """Return the visits by page that a file notes; a line that is no number is passed over."""
    return Counter(int(line) for line in path.read_bytes().split() if line.isdigit() and len(line) < 19)
