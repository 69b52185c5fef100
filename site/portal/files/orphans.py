"""Files that no row names: left by a killed process, or by uploads that nobody finished."""

import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone
from wagtail.models import UploadedFile

from .storage import PART_SUFFIX

# Only folders that nothing but file fields write to.
FOLDERS = (
    *("original_images", "images", "documents", "media", "media_thumbnails"),
    *("media_captions", "avatar_images", "wagtail_uploads"),
)
AGE = timedelta(hours=24)


def named_files() -> set[str]:
    """Return the name of every file that a row of any model refers to."""
    names: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField):
                names.update(
                    model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
                )
    return names


def find_orphans(age: timedelta = AGE) -> Iterator[str]:
    """Yield the stored files older than `age` that no row refers to, unfinished ones included."""
    root = Path(default_storage.path(""))
    newest = time.time() - age.total_seconds()
    # The disk is read before the rows: a file stored in between is not on the list.
    old = [
        path
        for folder in FOLDERS
        for directory, _, files in os.walk(root / folder)
        for path in (Path(directory) / name for name in files)
        if path.stat().st_mtime < newest
    ]
    named = named_files()
    for path in old:
        name = path.relative_to(root).as_posix()
        if name.endswith(PART_SUFFIX) or name not in named:
            yield name


def sweep(age: timedelta = AGE, *, dry_run: bool = False) -> list[str]:
    """Delete unfinished uploads and files without a row that are older than `age`; return the files' names."""
    if not dry_run:
        _forget_unfinished(timezone.now() - age)
    names = list(find_orphans(age))
    if not dry_run:
        for name in names:
            default_storage.delete(name)
    return names


def _forget_unfinished(before: datetime) -> None:
    """Delete uploads that were waiting for a title or collection since `before`."""
    for upload in UploadedFile.objects.all():
        try:
            started = upload.file.storage.get_modified_time(upload.file.name)
        except (OSError, ValueError):
            started = None
        if started is None or started < before:
            upload.file.delete(save=False)
            upload.delete()
