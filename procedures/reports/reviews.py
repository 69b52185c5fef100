"""The report of records whose day of review has passed or comes soon."""

from datetime import date, timedelta
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from portal.editorial.reports import PermittedReport

from ..deadlines import months_later
from ..models import ProcedurePage
from ..models.queryset import HEAVY
from ..review import next_review
from .completeness import PERMISSION

#: the report looks ahead as many days
AHEAD = 90


def reviewed_before(day: date) -> Q:
    """Return the condition that the next review is due on `day` or earlier, or that there was none yet.

    Months differ in length: the bounds take in a few days too many, `is_due` decides.
    """
    until = months_later(day, -settings.PORTAL_PROCEDURE_REVIEW_MONTHS) + timedelta(days=3)
    return Q(reviewed_on=None) | Q(reviewed_on__lte=until)


class ReviewFilterSet(WagtailFilterSet):
    """Narrows by field and office, to what is overdue, to what was never reviewed."""

    overdue = django_filters.BooleanFilter(label=_("Review overdue"), method="only_overdue")
    never = django_filters.BooleanFilter(
        label=_("Never reviewed"), field_name="reviewed_on", lookup_expr="isnull"
    )

    class Meta:
        model = ProcedurePage
        fields = ["procedure_field", "organisation"]

    def only_overdue(self, queryset: Any, name: str, value: bool) -> Any:
        """Keep those whose day has passed, or those that still have time."""
        today = timezone.localdate()
        days = queryset.exclude(reviewed_on=None).order_by().values_list("reviewed_on", flat=True).distinct()
        past = [day for day in days if (due := next_review(day)) and due < today]
        return queryset.filter(reviewed_on__in=past) if value else queryset.exclude(reviewed_on__in=past)


class ReviewReport(PermittedReport):
    """Public records to review, the longest overdue first; those never reviewed at the end."""

    page_title = _("Procedures to review soon")
    menu_label = _("Procedures to review soon")
    menu_order = 730
    address = "den-han-ra-soat"
    header_icon = "calendar-check"
    model = ProcedurePage
    filterset_class = ReviewFilterSet
    index_url_name = "procedure_reviews"
    index_results_url_name = "procedure_reviews_results"
    permission_required = PERMISSION
    columns = [
        TitleColumn(
            "full_name",
            label=_("Procedure"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column("code", label=_("Code"), width="7em"),
        Column("procedure_field", label=_("Field of the record")),
        Column("organisation", label=_("Office in charge")),
        Column("responsible", label=_("Responsible")),
        Column("reviewed_on", label=_("Last reviewed"), accessor=lambda page: _day(page.reviewed_on)),
        Column("due", label=_("Next review by"), accessor=lambda page: _day(next_review(page.reviewed_on))),
        Column("standing", label=_("Standing"), accessor=lambda page: standing(page)),
    ]
    list_export = [
        "code",
        "full_name",
        "procedure_field.name",
        "organisation.name",
        "responsible",
        "reviewed_on",
        "due_on",
        "standing",
    ]
    export_headings = {
        "code": _("Code"),
        "full_name": _("Procedure"),
        "procedure_field.name": _("Field of the record"),
        "organisation.name": _("Office in charge"),
        "responsible": _("Responsible"),
        "reviewed_on": _("Last reviewed"),
        "due_on": _("Next review by"),
        "standing": _("Standing"),
    }

    def get_queryset(self) -> Any:
        soon = timezone.localdate() + timedelta(days=AHEAD)
        found = ProcedurePage.objects.live().filter(reviewed_before(soon))
        found = found.select_related("procedure_field", "organisation").defer(*HEAVY)
        return found.order_by(F("reviewed_on").asc(nulls_last=True), "sort_name")

    def order_queryset(self, queryset: Any) -> Any:
        return queryset

    def to_row_dict(self, item: Any) -> Any:
        item.due_on, item.standing = next_review(item.reviewed_on), standing(item)
        return super().to_row_dict(item)


def standing(page: ProcedurePage) -> str:
    """Return how long the review is overdue, or how much time is left, in words."""
    due = next_review(page.reviewed_on)
    if due is None:
        return gettext("never reviewed")
    days = (due - timezone.localdate()).days
    text = (
        ngettext("overdue for %(days)d day", "overdue for %(days)d days", -days)
        if days < 0
        else ngettext("due in %(days)d day", "due in %(days)d days", days)
    )
    return text % {"days": abs(days)}


def _day(day: date | None) -> str:
    return date_format(day) if day else "–"
