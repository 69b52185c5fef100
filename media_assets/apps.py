from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaAssetsConfig(AppConfig):
    name = "media_assets"
    verbose_name = _("Posters and performances")

    def ready(self) -> None:
        # Models are there only now.
        from . import search_labels

        search_labels.register()
