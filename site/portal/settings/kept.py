"""Values that an installation makes for itself once and keeps in its data folder."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path, length: int = 50) -> str:
    """Return the secret that `path` holds; make it (mode 600) when there is none.

    Two processes that start at once agree: the one that links its file first wins.
    """
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(length))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()
