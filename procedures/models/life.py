"""What a procedure's page knows of its life: its versions, publication on their dates, what the public sees of them."""

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Revision

from portal.core.models import ImportedPage

from ..lifecycle.timeline import first_day
from . import publication
from .version import ProcedureVersion


class LivingPage(RoutablePageMixin, ImportedPage):
    """A page whose row mirrors the version in force today."""

    effective_from: date | None
    announced_on: date | None
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

    def first_day(self, today: date) -> date:
        """Return the day from which the record that it holds is in force, when it is published `today`."""
        return first_day(self.effective_from, self.announced_on, today)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish a record on the day from which it is in force; the row stays as it is until then."""
        publication.publish(self, revision, *args, **kwargs)  # type: ignore[arg-type]

    def waiting_days(self) -> list[date]:
        """Return the days on which something approved takes effect, the next one first."""
        waiting = self.versions.filter(waiting=True).order_by("valid_from")
        return list(waiting.values_list("valid_from", flat=True))

    @property
    def status_string(self) -> str:
        """What lists of the editors' side say of it."""
        status = str(super().status_string)
        if self.live and not self.has_unpublished_changes:
            return status
        days = self.waiting_days()
        if not days:
            return status
        waits = gettext("waits to take effect from %s") % date_format(days[0])
        return f"{status}; {waits}" if self.live else waits
