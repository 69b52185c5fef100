"""Only the models and commands of django-modelsearch: Wagtail's search app is the one that acts."""

from django.apps import AppConfig

MODELS_ONLY = "tests.engines.suite_apps.ModelsOnly"


class ModelsOnly(AppConfig):
    name = "modelsearch"
    label = "modelsearch"
    default = True
