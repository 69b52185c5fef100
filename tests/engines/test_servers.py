"""The editors' search and what a backend must do, on both search servers.

All of django-modelsearch's tests of a backend pass: the stock backends' stemming and folding is nothing that they ask.
"""

import pytest

from .servers import GROUP
from .suites import run_suite

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group(GROUP)]


def test_the_backend_does_on_a_search_server_what_a_backend_must(search_url):
    run_suite("tests/engines/backend_suite.py", DATABASE_URL="", SEARCH_URL=search_url)
