"""Where finished papers lie: in the data folder; the views of this room alone give them out."""

from typing import Any

from django.conf import settings

from ..imports.storage import PrivateStorage


def paper_storage() -> Any:
    """Return the storage of the papers of posting sets."""
    return PrivateStorage(
        location=settings.DATA_DIR / "postings",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )
