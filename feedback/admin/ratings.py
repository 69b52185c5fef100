"""The report of ratings by procedure, for any period."""

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from portal.editorial.reports import PermittedReport
from procedures.models import ProcedureField

from ..choices import Reason
from ..models import Rating


class RatingFilterSet(WagtailFilterSet):
    """Narrows by day and by field of procedures."""

    rated_on = django_filters.DateFromToRangeFilter(label=_("Rated between"), widget=DateRangePickerWidget)
    procedure_field = django_filters.ModelChoiceFilter(
        label=_("Field of work of the procedure"),
        field_name="procedure__procedure_field",
        queryset=lambda request: ProcedureField.objects.all(),
    )

    class Meta:
        model = Rating
        fields: list[str] = []


class RatingReport(PermittedReport):
    """Each procedure that was rated, the least satisfying first."""

    page_title = _("Satisfaction with procedures")
    menu_label = _("Satisfaction of visitors")
    menu_order = 740
    address = "danh-gia-thu-tuc"
    header_icon = "pick"
    model = Rating
    filterset_class = RatingFilterSet
    index_url_name = "feedback_rating_report"
    index_results_url_name = "feedback_rating_report_results"
    permission_required = "feedback.view_rating"
    columns = [
        TitleColumn(
            "name",
            label=_("Procedure rated"),
            get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row["procedure_id"]]),
        ),
        Column("code", label=_("Code")),
        Column("field", label=_("Field of work of the procedure")),
        Column("count", label=_("Ratings given")),
        Column("mean", label=_("Mean, 1 to 5"), accessor=lambda row: number_format(row["mean"], 1)),
        Column("dissatisfied", label=_("Dissatisfied visitors")),
        Column("reasons", label=_("Reasons given"), accessor=lambda row: reasons_of(row)),
    ]
    list_export = [
        "code",
        "name",
        "field",
        "count",
        "mean",
        "dissatisfied",
        *(f"reason_{value}" for value in Reason.values),
    ]
    export_headings = {
        "code": _("Code"),
        "name": _("Procedure rated"),
        "field": _("Field of work of the procedure"),
        "count": _("Ratings given"),
        "mean": _("Mean, 1 to 5"),
        "dissatisfied": _("Dissatisfied visitors"),
        **{f"reason_{reason.value}": reason.label for reason in Reason},
    }

    def get_queryset(self) -> Any:
        return Rating.objects.all()

    def filter_queryset(self, queryset: Any) -> Any:
        """Count what the filters leave."""
        return super().filter_queryset(queryset).by_procedure()

    def order_queryset(self, queryset: Any) -> Any:
        return queryset


def reasons_of(row: dict[str, Any]) -> str:
    """Return the reasons that were given, the commonest first, with their counts."""
    given = [(row[f"reason_{reason.value}"], str(reason.label)) for reason in Reason]
    return ", ".join(f"{label} ({count})" for count, label in sorted(given, reverse=True) if count)
