"""The newsroom, ready."""

import pytest

from .newsroom import Newsroom


@pytest.fixture
def room(db):
    return Newsroom()
