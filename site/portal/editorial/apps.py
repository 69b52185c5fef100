from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "portal.editorial"
    label = "editorial"
    verbose_name = _("Editorial")

    def ready(self) -> None:
        """Collect the rows that other rooms add to the table of roles, take over the mails, fill in new pages."""
        from . import held_back, mail, ownership

        mail.connect()
        held_back.connect()
        ownership.connect()
        autodiscover_modules("roles")
