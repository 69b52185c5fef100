"""What a procedure's page knows of its life: its versions, publication on their dates, what the public sees of them."""

from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.contrib.routable_page.models import path as subpage
from wagtail.models import Revision

from portal.core.models import ImportedPage

from ..lifecycle.timeline import first_day
from ..past import History, Shown, history_of, page_as_of, shown_on
from ..what_changed import context_of
from . import publication
from .version import ProcedureVersion


class LivingPage(RoutablePageMixin, ImportedPage):
    """A page whose row mirrors the version in force today."""

    effective_from: date | None
    announced_on: date | None
    versions: "models.Manager[ProcedureVersion]"
    #: what `?ngay=` asks of this page in memory
    asked: tuple[History, Shown] | None = None

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

    def publish(
        self, revision: Revision, user: Any = None, *, log_action: str | bool = True, **kwargs: Any
    ) -> None:
        """Publish a record on the day from which it is in force; the row stays as it is until then."""
        if not self.is_held_back(revision, log_action):
            publication.publish(self, revision, user, log_action=log_action, **kwargs)

    @property
    def status_string(self) -> str:
        """What lists of the editors' side say of it."""
        status = str(super().status_string)
        if self.live and not self.has_unpublished_changes:
            return status
        waiting = self.versions.filter(waiting=True).order_by("valid_from")
        days = dict(waiting.values_list("valid_from", "revision_id"))
        if not days:
            return status
        waits = gettext("waits to take effect from %s") % date_format(min(days))
        if not self.live:
            return waits
        drafted = self.latest_revision_id not in days.values()
        return f"{status}; {waits}" if drafted else gettext("public; %s") % waits

    # What the public sees of it

    def serve(
        self, request: HttpRequest, view: Any = None, args: Any = None, kwargs: Any = None
    ) -> HttpResponse:
        """Answer `?ngay=` with the version in force on that day."""
        if "ngay" in request.GET and (view is None or view.__name__ == "index_route"):
            return self._serve_day(request, request.GET["ngay"])
        response: HttpResponse = super().serve(request, view, args, kwargs)
        return response

    def _serve_day(self, request: HttpRequest, text: str) -> HttpResponse:
        history = history_of(self, timezone.localdate())
        shown = shown_on(history, text)
        page: LivingPage = self
        if shown.version and shown.replaces_page:
            page = page_as_of(self, shown.version)
        page.asked = (history, shown)
        request.is_preview = False  # type: ignore[attr-defined]
        return TemplateResponse(request, page.get_template(request), page.get_context(request))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the versions, and the one that `?ngay=` asks for."""
        history, shown = self.asked or (history_of(self, timezone.localdate()), None)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        version = shown.version if shown and shown.replaces_page else history.current
        return context | {
            "versions": history,
            "shown": shown,
            "version": version,
            "hidden_from_search": shown is not None,
        }

    @subpage("thay-doi/", name="what_changed")
    def what_changed(self, request: HttpRequest) -> HttpResponse:
        """Compare two versions: `?tu=2026-01-01&den=2026-07-01`."""
        history = history_of(self, timezone.localdate())
        context = super().get_context(request) | context_of(history, request.GET)
        return TemplateResponse(request, "procedures/what_changed.html", context)
