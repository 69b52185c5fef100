"""With SEARCH_URL set, that search server answers these tests (see `tests/engines/test_servers.py`)."""

from django.conf import settings

if settings.SEARCH_URL:
    from tests.engines.on_server import answering_server

    __all__ = ["answering_server"]
