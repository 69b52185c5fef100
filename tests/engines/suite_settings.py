"""The whole portal, with the models of django-modelsearch's own tests among those that its backend indexes."""

from pathlib import Path

from portal.settings.test import *
from portal.settings.test import INSTALLED_APPS, WAGTAILSEARCH_BACKENDS

from .suite_apps import MODELS_ONLY

INSTALLED_APPS = [*INSTALLED_APPS, MODELS_ONLY, "modelsearch.test.testapp"]
# Their migrations ask PostgreSQL for extensions that the portal doesn't need.
MIGRATION_MODULES = {"searchtests": None}
FIXTURE_DIRS = [Path(__file__).parent / "fixtures"]
# The suite looks its backend up here; Wagtail's setting is what is used.
MODELSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS
