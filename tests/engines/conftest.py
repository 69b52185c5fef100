"""Real servers: each is started once for the session, on loopback, and gone with it."""

import os
from collections.abc import Iterator

import pytest

from deploy.servers import postgres

from .servers import search_url, server

__all__ = ["postgres_url", "search_url", "server"]


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Give the DATABASE_URL of a private PostgreSQL; only CI insists on one."""
    try:
        postgres.programs()
    except FileNotFoundError as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))
    with postgres.running() as url:
        yield url
