"""The report of the five working days: which entries of decisions are public, which are due, which are late."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Min, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from ..lifecycle.clock import WORKING_DAYS, Clock
from ..models import AnnouncementDecision, DecisionEntry, ProcedureVersion

#: who may read it: whoever may see decisions
PERMISSION = "procedures.view_announcementdecision"


def entries() -> "QuerySet[DecisionEntry]":
    """Return the rows of all decisions with the time when their procedure's version became public (`public_at`)."""
    versions = ProcedureVersion.objects.filter(
        procedure=OuterRef("procedure"),
        decision=OuterRef("decision"),
        procedure__first_published_at__isnull=False,
    )
    first = versions.order_by().values("decision").annotate(first=Min("published_at")).values("first")
    rows = DecisionEntry.objects.select_related("decision", "procedure").annotate(public_at=Subquery(first))
    heavy = [
        f"procedure__{name}" for name in ("steps", "channels", "dossier", "legal_bases", "import_hashes")
    ]
    return rows.defer(*heavy).order_by("-decision__issued_on", "-decision", "sort_order")


def clock_of(entry: Any) -> Clock:
    """Return the clock of a row of `entries`."""
    published = timezone.localdate(entry.public_at) if entry.public_at else None
    return Clock(entry.decision.issued_on, published, timezone.localdate())


def standing(clock: Clock) -> str:
    """Return where a clock stands, in words."""
    if clock.days_late:
        text = (
            ngettext("%(days)d working day late", "%(days)d working days late", clock.days_late)
            if clock.published_on
            else ngettext(
                "not public, %(days)d working day overdue",
                "not public, %(days)d working days overdue",
                clock.days_late,
            )
        )
        return text % {"days": clock.days_late}
    if clock.published_on:
        return gettext("public in time")
    left = clock.days_left or 0
    if not left:
        return gettext("not public, due today")
    text = ngettext("%(days)d working day left", "%(days)d working days left", left)
    return text % {"days": left}


class ClockFilterSet(WagtailFilterSet):
    """Narrows the report by decision, day of signing, and to what is not public yet."""

    signed = django_filters.DateFromToRangeFilter(
        label=_("Signed between"), field_name="decision__issued_on", widget=DateRangePickerWidget
    )
    open = django_filters.BooleanFilter(
        label=_("Not public yet"), field_name="public_at", lookup_expr="isnull"
    )

    class Meta:
        model = DecisionEntry
        fields = ["action", "decision"]


def _edit_url(entry: Any) -> str:
    if entry.procedure_id:
        return reverse("wagtailadmin_pages:edit", args=[entry.procedure_id])
    return reverse(entry.decision.snippet_viewset.get_url_name("edit"), args=[entry.decision_id])


class ClockReport(ReportView):
    """Each entry of each decision with its last day and where it stands."""

    page_title = _("Publication within five working days")
    header_icon = "time"
    model = DecisionEntry
    filterset_class = ClockFilterSet
    index_url_name = "procedure_clock_report"
    index_results_url_name = "procedure_clock_report_results"
    permission_policy = ModelPermissionPolicy(AnnouncementDecision)
    permission_required = "view"
    columns = [
        TitleColumn("label", label=_("Procedure"), get_url=_edit_url),
        Column("decision", label=_("Decision"), accessor="decision.number"),
        Column("action", label=_("What it does"), accessor="get_action_display"),
        Column("signed", label=_("Signed")),
        Column("due", label=_("Last day to publish")),
        Column("public", label=_("Public since")),
        Column("standing", label=_("Standing")),
    ]
    list_export = [
        "code",
        "label",
        "decision.number",
        "get_action_display",
        "decision.issued_on",
        "due_on",
        "public_on",
        "standing",
    ]
    export_headings = {
        "code": _("Code"),
        "label": _("Procedure"),
        "decision.number": _("Decision"),
        "get_action_display": _("What it does"),
        "decision.issued_on": _("Signed"),
        "due_on": _("Last day to publish"),
        "public_on": _("Public since"),
        "standing": _("Standing"),
    }

    def get_filename(self) -> str:
        return f"cong-khai-thu-tuc-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self) -> "QuerySet[DecisionEntry]":
        return entries()

    def get_queryset(self) -> "QuerySet[DecisionEntry]":
        return entries()

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """Add the clock to each row, in words for the screen and as days for files."""
        rows = list(object_list)
        for row in rows:
            clock = clock_of(row)
            row.due_on, row.public_on, row.standing = clock.due_on, clock.published_on, standing(clock)
            row.signed, row.due = date_format(clock.signed_on), date_format(clock.due_on)
            row.public = date_format(clock.published_on) if clock.published_on else "–"
        return rows


class ClockPanel(Component):
    """A line on the editors' home: what is to be published, and what is late."""

    name = "procedure_clock"
    template_name = "procedures/admin/clock_panel.html"
    order = 120

    def __init__(self, request: Any) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not self.request.user.has_perm(PERMISSION):
            return {"open": 0}
        waiting = entries().filter(public_at=None)
        clocks = [clock_of(entry) for entry in waiting.filter(decision__issued_on__gte=_since())]
        late = sum(1 for clock in clocks if clock.days_late)
        return {"open": len(clocks), "late": late, "days": WORKING_DAYS}


def _since() -> Any:
    # Older ones stay in the report; a line that never goes away is read by nobody.
    return timezone.localdate() - timedelta(days=365)
