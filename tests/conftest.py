"""What every test may use."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that commit and leave the tables empty: the next one would miss what migrations wrote."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction") and not mark.kwargs.get("serialized_rollback"):
            raise pytest.UsageError(f"{item.nodeid} commits: it needs serialized_rollback=True")


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """A test's database is rolled back, and page numbers used again: what an earlier test kept is wrong."""
    cache.clear()
    from portal.search.engines import postgres, sqlite

    for kept in (sqlite._kept, postgres._kept, postgres._kept_totals):
        kept.clear()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real records (`SHARED_DIR/data`); only CI insists on it."""
    folder = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder} is missing and CI may skip nothing")
        pytest.skip(f"{folder} is missing: set SHARED_DIR to test on real records")
    return folder
