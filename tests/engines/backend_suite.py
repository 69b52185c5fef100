"""django-modelsearch's own tests of a search backend, run on the portal's by `test_databases` and `test_servers`."""

from unittest import mock

from django.conf import settings
from django.test import TestCase
from modelsearch.tests.test_backends import BackendTests

from portal.search.backends import server
from portal.search.engines import server_link
from portal.settings.base import WAGTAILSEARCH_BACKENDS


class TestPortalBackend(BackendTests, TestCase):
    backend_path = WAGTAILSEARCH_BACKENDS["default"]["BACKEND"]

    def setUp(self):
        super().setUp()
        if settings.SEARCH_URL:
            server.catch_up()
            # Its answers are what is tested: no falling back to the database.
            asked = mock.patch.object(server, "ask_server", lambda work: work(server_link().server))
            asked.start()
            self.addCleanup(asked.stop)
