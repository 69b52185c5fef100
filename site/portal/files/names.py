"""Names of uploaded files: safe ASCII on disk, readable Vietnamese in the title."""

import re
import unicodedata
from pathlib import PurePosixPath

from portal.text import normalise, slugify_vi

STEM_LENGTH = 60
TITLE_LENGTH = 255

# Invisible characters that turn the reading direction round ("‮gpj.exe" reads as "exe.jpg") or hide in a name.
_DIRECTION_MARKS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")


def extension_of(filename: str) -> str:
    """Return the extension of `filename` in lower case without its dot, "" when it has none that is plain."""
    extension = PurePosixPath(filename.replace("\\", "/")).suffix.lower().lstrip(".")
    return extension if _EXTENSION.fullmatch(extension) else ""


def disk_name(filename: str, *, fallback: str = "tep", extension: str | None = None, mark: str = "") -> str:
    """Return the name under which an upload is kept: `[a-z0-9-]`, at most 60 characters of stem, one dot.

    Whatever `filename` holds (`../`, NUL, 300 characters, decomposed Vietnamese, direction marks), the
    result is one plain path segment. `extension` replaces the given one, for a file that was converted;
    `mark` is put before the stem, so that other content never appears under a name that was used before
    (in front, because Wagtail cuts the end off when it names renditions).
    """
    kept = extension_of(filename) if extension is None else extension
    stem = PurePosixPath(filename.replace("\\", "/").replace("\0", "")).name
    stem = stem[: -len(kept) - 1] if extension is None and kept else stem.rsplit(".", 1)[0]
    stem = slugify_vi(readable(stem), max_length=STEM_LENGTH) or fallback
    if mark:
        stem = f"{mark}-{stem}"
    return f"{stem}.{kept}" if kept else stem


def readable(title: str) -> str:
    """Return `title` composed (NFC), without control characters and direction marks, spaces single."""
    text = _DIRECTION_MARKS.sub("", title)
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return re.sub(r"\s+", " ", normalise(text)).strip()
