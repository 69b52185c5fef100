"""The portal on PostgreSQL, and the editors' search on both databases.

All of django-modelsearch's tests of a backend pass on both: none is left out, not even those that the stock backends
of SQLite and PostgreSQL skip (weights of parts, "everything" inside another condition, completing in given fields).
"""

import subprocess
import sys

import pytest

from .suites import ROOT, environment, run_suite

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("engines")]

BACKEND_SUITE = "tests/engines/backend_suite.py"
PROMISES = [
    f"tests/search/test_{name}.py"
    for name in (
        "search",
        "absent",
        "editors_search",
        "editors_rules",
        "expired",
        "facet_sets",
        "law_numbers",
        "page_feed_api",
        "page_parts",
        "page_results",
        "privacy",
        "settling",
        "silent_queries",
        "update_index",
    )
]


def test_the_backend_does_on_sqlite_what_a_backend_must():
    run_suite(BACKEND_SUITE, DATABASE_URL="")


def test_search_is_the_same_on_postgresql(postgres_url):
    """What people and editors are promised of the search, and what a backend must do."""
    run_suite(BACKEND_SUITE, *PROMISES, DATABASE_URL=postgres_url)


def test_the_portal_with_its_demo_content_stands_on_postgresql(postgres_url, tmp_path):
    values = environment(
        DATABASE_URL=postgres_url,
        DATA_DIR=str(tmp_path),
        SITE_URL="http://localhost:8000",
        SECRET_KEY="only-for-tests",
        DJANGO_SETTINGS_MODULE="portal.settings.base",
    )
    for arguments in (["manage.py", "setup"], ["manage.py", "load_demo"], ["-m", "tests.engines.visit"]):
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=values,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == 0, done.stdout[-10_000:]
