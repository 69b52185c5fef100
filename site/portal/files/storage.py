"""Files on disk appear whole or not at all."""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

PART_SUFFIX = ".part"


class Undeleting:
    """A storage that keeps what others delete from it; all else it does as the one it stands for."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def __getattr__(self, name: str) -> Any:
        return getattr(self.storage, name)

    def delete(self, name: str) -> None:
        """Leave the file to whoever knows when its row is gone."""


class WholeFileStorage(FileSystemStorage):
    """Writes beside the target and links the finished file into place.

    A full disk, a crash or a killed process never leaves half a file under a name that is served or
    referred to; what a killed process leaves ends in `.part`, and `orphans.sweep` takes it away.
    """

    def _save(self, name: str, content: File[Any]) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{secrets.token_hex(8)}{PART_SUFFIX}")
        try:
            with part.open("xb") as output:
                for chunk in content.chunks():
                    output.write(chunk)
                output.flush()
                os.fsync(output.fileno())
            if self.file_permissions_mode is not None:
                part.chmod(self.file_permissions_mode)
            while True:
                try:
                    os.link(part, target)
                    break
                except FileExistsError:
                    name = self.get_available_name(name)
                    target = Path(self.path(name))
        finally:
            with contextlib.suppress(FileNotFoundError):
                part.unlink()
        return name.replace("\\", "/")
