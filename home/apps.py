from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.operations.schedule import every_night


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from . import record_changes

        record_changes.connect()
        # Posts and units whose time is over or begins.
        every_night("index_organisations")
