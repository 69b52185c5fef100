"""The whole catalogue as files, made every night: readers always find the last whole set.

A set is a folder of its own; a link named `current` leads to the newest one, changed in one step, so that nobody
reads half a set. `manifest.json` says what is in it.
"""

import csv
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import timezone

from ..exchange.source import FORMATS, public_records
from ..models import ProcedurePage
from . import dictionary

NAME = "thu-tuc-hanh-chinh"
DICTIONARY = "tu-dien-du-lieu"
MANIFEST = "manifest.json"
#: ending → what the file is, as its Content-Type says
TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: sets that stay besides the newest: whoever reads one finishes it
KEPT = 2


def folder() -> Path:
    """Return where the sets lie: not among the media."""
    return Path(settings.DATA_DIR) / "open-data"


def make(now: datetime | None = None) -> dict[str, Any]:
    """Write a new set and return its manifest; what stood there stays until the new one is whole."""
    now = now or timezone.localtime()
    folder().mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=now.strftime("%Y%m%d-%H%M%S-"), dir=folder()))
    try:
        files = [_written(place, f"{NAME}.{ending}", _records(write)) for ending, write in FORMATS.items()]
        files += [_written(place, f"{DICTIONARY}.{ending}", write) for ending, write in _DICTIONARIES.items()]
        public = ProcedurePage.objects.live().public().exclude(code=None)
        manifest = {
            "made_at": now.isoformat(timespec="seconds"),
            "count": files[0]["count"],
            "samples": public.filter(is_sample=True).count(),
            "files": files,
        }
        (place / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1))
        _point_to(place)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    sets = sorted(_sets(), key=lambda path: path.stat().st_mtime_ns)
    for old in sets[: -KEPT - 1]:
        shutil.rmtree(old, ignore_errors=True)
    return manifest


def _sets() -> list[Path]:
    return [path for path in folder().iterdir() if path.is_dir() and not path.is_symlink()]


def manifest() -> dict[str, Any] | None:
    """Return what the newest set holds, None while there is none."""
    try:
        found: dict[str, Any] = json.loads((folder() / "current" / MANIFEST).read_text())
    except (OSError, ValueError):
        return None
    return found


def path_of(name: str) -> Path | None:
    """Return the file `name` of the newest set; only names of its manifest lead anywhere."""
    found = manifest()
    if found is None or name not in {file["name"] for file in found["files"]}:
        return None
    path = folder() / "current" / name
    return path if path.is_file() else None


def _records(write: Callable[..., int]) -> Callable[[BinaryIO], int]:
    return lambda file: write(public_records(), file)


def _written(place: Path, name: str, write: Callable[[BinaryIO], int]) -> dict[str, Any]:
    path = place / name
    with path.open("w+b") as file:
        count = write(file)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": name, "size": path.stat().st_size, "sha256": digest, "count": count}


def _dictionary_json(file: BinaryIO) -> int:
    rows = [dict(zip(dictionary.HEADINGS, row, strict=True)) for row in dictionary.rows()]
    file.write(json.dumps(rows, ensure_ascii=False, indent=1).encode())
    return len(rows)


def _dictionary_csv(file: BinaryIO) -> int:
    rows = list(dictionary.rows())
    text = io.StringIO()
    csv.writer(text).writerows([dictionary.HEADINGS, *rows])
    file.write(text.getvalue().encode("utf-8-sig"))
    return len(rows)


_DICTIONARIES: dict[str, Callable[[BinaryIO], int]] = {"json": _dictionary_json, "csv": _dictionary_csv}


def _point_to(place: Path) -> None:
    link = folder() / ".next"
    link.unlink(missing_ok=True)
    link.symlink_to(place.name)
    os.replace(link, folder() / "current")
