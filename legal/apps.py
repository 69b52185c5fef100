from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalConfig(AppConfig):
    name = "legal"
    verbose_name = _("Legal documents")

    def ready(self) -> None:
        # Models are there only now.
        from . import search_labels

        search_labels.register()
