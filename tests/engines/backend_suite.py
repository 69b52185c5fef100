"""django-modelsearch's own tests of a search backend, run on the portal's (`test_backend_suite.py` starts them)."""

from django.test import TestCase
from modelsearch.tests.test_backends import BackendTests

from portal.settings.base import WAGTAILSEARCH_BACKENDS


class TestPortalBackend(BackendTests, TestCase):
    backend_path = WAGTAILSEARCH_BACKENDS["default"]["BACKEND"]
