"""All real records in the database, brought in once for the tests of a module and rolled back after them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def kept_for_the_module(django_db_setup, django_db_blocker):
    """A context in which what is written stays until the module's last test."""

    @contextmanager
    def kept() -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return kept
