from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        # These connect their signals.
        from . import chrome, publication_cache, slugs  # noqa: F401

        slugs.register()
