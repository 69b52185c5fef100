from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.operations.schedule import every_night


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("Feedback of citizens")

    def ready(self) -> None:
        # Models are there only now.
        from . import extras, found

        extras.register()
        found.connect()
        every_night("forget_visitors")
