"""What a procedure's page knows of its life: its versions, publication on their dates, what the public sees of them."""

from datetime import date

from django.db import models
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin

from portal.core.models import ImportedPage

from .version import ProcedureVersion


class LivingPage(RoutablePageMixin, ImportedPage):
    """A page whose row mirrors the version in force today."""

    versions: "models.Manager[ProcedureVersion]"

    class Meta:
        abstract = True

    def version_on(self, day: date) -> ProcedureVersion | None:
        """Return the version in force on `day`; None before the first."""
        begun = self.versions.filter(valid_from__lte=day)
        return begun.select_related("decision", "replaced_by").order_by("-valid_from").first()

    @property
    def current_version(self) -> ProcedureVersion | None:
        """The version in force today; it may be the one that ended the procedure."""
        return self.version_on(timezone.localdate())
