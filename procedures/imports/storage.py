"""Where uploaded files of records lie: in the data folder, out of reach of every address."""

from typing import Any

from django.conf import settings

from portal.files.storage import WholeFileStorage


class PrivateStorage(WholeFileStorage):
    """Gives its files to nobody but the code that asks for them."""

    def url(self, name: str | None) -> str:
        """Refuse: these files have no address."""
        raise ValueError("A file of an import has no address.")


def private_storage() -> Any:
    """Return the storage of the files of imports."""
    return PrivateStorage(
        location=settings.DATA_DIR / "imports",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )
