"""What people and editors are promised of the search, and what a backend must do, on both search servers.

All of django-modelsearch's tests of a backend pass: the stock backends' stemming and folding is nothing that they ask.
"""

import pytest

from .servers import GROUP
from .suites import run_suite

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group(GROUP)]

PROMISES = [
    f"tests/search/test_{name}.py"
    for name in ("privacy", "facet_sets", "page_results", "page_feed_api", "editors_rules")
]
#: the one counts what the database is asked, the feeding of the server too; for the other see `test_row25_queries`
LEFT_OUT = [
    f"--deselect=tests/search/test_page_results.py::test_{name}"
    for name in ("the_page_takes_few_statements", "no_parameter_breaks_a_page")
]


def test_the_backend_does_on_a_search_server_what_a_backend_must(search_url):
    run_suite("tests/engines/backend_suite.py", DATABASE_URL="", SEARCH_URL=search_url)


def test_search_is_the_same_on_a_search_server(search_url):
    """Nothing private, the same counts, the same pages; the server itself answers every search."""
    run_suite(*PROMISES, *LEFT_OUT, DATABASE_URL="", SEARCH_URL=search_url)
