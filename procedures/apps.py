from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.operations.schedule import every_minute, every_night


class ProceduresConfig(AppConfig):
    name = "procedures"
    verbose_name = _("Administrative procedures")

    def ready(self) -> None:
        # Models are there only now.
        from . import search_labels, signals, standing_on

        signals.connect()
        every_minute("apply_procedure_versions")
        every_minute("count_visits")
        every_night("note_due_reviews")
        every_night("make_open_data")
        every_minute("continue_imports")
        every_night("forget_imports")
        standing_on.register()
        search_labels.register()
