"""Files whose rows never reached the database are removed when the request ends.

A stored file can't be rolled back. So each one is watched from the moment it is written; once no
transaction is open any more, a watched file that no row names goes. After a kill -9 nobody is left to do
so: then `orphans.sweep` finds the file.
"""

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import Storage
from django.db import models, transaction

logger = logging.getLogger(__name__)

_local = threading.local()


@dataclass(frozen=True)
class _Watched:
    storage: Storage
    model: type[models.Model]
    field: str


def _watched() -> dict[str, _Watched]:
    if not hasattr(_local, "files"):
        _local.files = {}
    files: dict[str, _Watched] = _local.files
    return files


def watch(storage: Storage, name: str, model: type[models.Model], field: str) -> None:
    """Expect a row of `model` that names the file `name`, stored just now, in its `field`."""
    _watched()[name] = _Watched(storage, model, field)


def settle(names: Iterable[str] | None = None) -> None:
    """Of the watched files (or those among `names`), forget those with a row and delete the others.

    While a transaction is open nothing is known yet: then nothing happens, and the end of the request decides.
    """
    if transaction.get_connection().in_atomic_block:
        return
    for name in list(_watched() if names is None else names):
        if file := _watched().pop(name, None):
            _delete_without_row(name, file)


def _delete_without_row(name: str, file: _Watched) -> None:
    if file.model._default_manager.filter(**{file.field: name}).exists():
        return
    try:
        file.storage.delete(name)
    except OSError:
        logger.exception("The file %s has no row and could not be deleted", name)


def settle_request(**kwargs: Any) -> None:
    """Settle what the request that ends left behind; connected to `request_finished`."""
    if _watched():
        settle()
        _watched().clear()
