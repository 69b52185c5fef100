"""The search room, and Wagtail's search app with this room's way to keep the index."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler
from wagtail.search.apps import WagtailSearchAppConfig

from portal.core.readiness import register_part


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "portal_search"
    verbose_name = _("Search")
    default = True

    def ready(self) -> None:
        from . import health, part_signals, signals

        signals.connect()
        part_signals.connect()
        register_part("search", health.report)


class IndexedAtOnceConfig(WagtailSearchAppConfig):
    """Wagtail's search app without its background tasks.

    With a task queue in the database and no worker running, a published page would never reach the
    index. Here the index is part of the same database: `portal.search.signals` writes it in the
    transaction of the change, so that a page is found as soon as it is there, and costs a few
    milliseconds.
    """

    default = False

    def ready(self) -> None:
        super().ready()
        for model in get_indexed_models():
            post_save.disconnect(post_save_signal_handler, sender=model)
            post_delete.disconnect(post_delete_signal_handler, sender=model)
