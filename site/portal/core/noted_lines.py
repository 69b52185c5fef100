"""Short notes on their way to the database: a line each in a file that all web processes share.

A public GET writes nothing to the database, which has one writer: so a request appends a line to a file, and once a
minute the scheduler takes the file and adds everything up. A kept cache in memory is each process's own, and the
scheduler's another: it couldn't carry them.
"""

import fcntl
import os
from pathlib import Path


def note(folder: Path, line: bytes, *, most_waiting: int) -> None:
    """Append `line`, which holds no line end; passed over when `most_waiting` bytes wait already: no scheduler runs."""
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        with (folder / "waiting").open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not _is_still(folder / "waiting", file.fileno()):
                continue  # taken between opening and locking: the next one is ours
            if file.tell() < most_waiting:
                file.write(line + b"\n")
            return


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def take(folder: Path) -> list[Path]:
    """Set aside what waits and return all files that were set aside, those that an earlier run left included.

    Delete each in the transaction that counts it: a run that ends in between counts nothing twice.
    """
    waiting = folder / "waiting"
    if waiting.exists():
        with waiting.open("rb+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # Inode and time: a name that no earlier file has, should one be left.
            waiting.rename(folder / f"taken-{os.fstat(file.fileno()).st_ino}-{waiting.stat().st_mtime_ns}")
    return sorted(folder.glob("taken-*")) if folder.is_dir() else []
