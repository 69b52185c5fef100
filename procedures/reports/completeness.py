"""The report of how whole the published records are; one query, from the columns kept at each save."""

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from portal.editorial.reports import PermittedReport

from ..completeness import REQUIREMENTS
from ..completeness_words import WORDS, names_of, read_parts
from ..models import ProcedurePage
from ..models.queryset import HEAVY

#: who may read the reports of the catalogue
PERMISSION = "procedures.view_procedurepage"
MANDATORY = [one.key for one in REQUIREMENTS if one.mandatory]


class CompletenessFilterSet(WagtailFilterSet):
    """Narrows by field, office, score and missing part."""

    at_most = django_filters.NumberFilter(
        label=_("Score at most"),
        field_name="completeness_score",
        lookup_expr="lte",
        min_value=0,
        max_value=100,
    )
    lacks = django_filters.ChoiceFilter(
        label=_("Missing part"),
        choices=[(one.key, WORDS[one.key][0]) for one in REQUIREMENTS],
        method="lacking",
    )
    unlawful = django_filters.BooleanFilter(label=_("Lacks what the law asks for"), method="lacking_by_law")

    class Meta:
        model = ProcedurePage
        fields = ["procedure_field", "organisation"]

    def lacking(self, queryset: Any, name: str, value: str) -> Any:
        """Keep the records without one part."""
        return queryset.filter(missing_parts__contains=f"|{value}|")

    def lacking_by_law(self, queryset: Any, name: str, value: bool) -> Any:
        """Keep the records without a part that the law asks for, or those with all of them."""
        lawful = queryset.all()
        for key in MANDATORY:
            lawful = lawful.exclude(missing_parts__contains=f"|{key}|")
        return queryset.exclude(pk__in=lawful.values("pk")) if value else lawful


class CompletenessReport(PermittedReport):
    """Every public record, the least whole first."""

    page_title = _("Completeness of procedures")
    menu_label = _("Completeness of procedures")
    menu_order = 725
    address = "muc-do-day-du"
    header_icon = "tasks"
    model = ProcedurePage
    filterset_class = CompletenessFilterSet
    index_url_name = "procedure_completeness"
    index_results_url_name = "procedure_completeness_results"
    permission_required = PERMISSION
    default_ordering = ("completeness_score", "sort_name")
    columns = [
        TitleColumn(
            "full_name",
            label=_("Procedure"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column("code", label=_("Code"), sort_key="code", width="7em"),
        Column("procedure_field", label=_("Field of the record")),
        Column("organisation", label=_("Office in charge")),
        Column("completeness_score", label=_("Score"), sort_key="completeness_score", width="6em"),
        Column("by_law", label=_("Missing by law"), accessor=lambda page: by_law(page)),
        Column("besides", label=_("Missing besides"), accessor=lambda page: besides(page)),
    ]
    list_export = [
        "code",
        "full_name",
        "procedure_field.name",
        "organisation.name",
        "completeness_score",
        "by_law",
        "besides",
    ]
    export_headings = {
        "code": _("Code"),
        "full_name": _("Procedure"),
        "procedure_field.name": _("Field of the record"),
        "organisation.name": _("Office in charge"),
        "completeness_score": _("Score"),
        "by_law": _("Missing by law"),
        "besides": _("Missing besides"),
    }

    def get_queryset(self) -> Any:
        found = ProcedurePage.objects.live().select_related("procedure_field", "organisation")
        return self.order_queryset(found.defer(*HEAVY))

    def to_row_dict(self, item: Any) -> Any:
        item.by_law, item.besides = by_law(item), besides(item)
        return super().to_row_dict(item)


def by_law(page: ProcedurePage) -> str:
    """Return the parts that the law asks for and the record lacks."""
    return names_of(one for one in read_parts(page.missing_parts) if one.mandatory)


def besides(page: ProcedurePage) -> str:
    """Return the other parts that the record lacks."""
    return names_of(one for one in read_parts(page.missing_parts) if not one.mandatory)
