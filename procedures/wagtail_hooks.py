"""The list of procedures in the admin, with the filter by what an import left to check."""

from typing import Any

import django_filters
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from .choices import Level
from .exchange.views import ProcedureIndexView
from .exchange.views import urls as exchange_urls
from .imports.registration import register as register_imports
from .life_admin import registration
from .models import ProcedurePage
from .posting.admin import register as register_posting
from .reports import register as register_reports

registration.register()
register_imports()
register_posting()
register_reports()


class ProcedureFilterSet(PageListingViewSet.filterset_class):
    """Narrows the list by field, state, online level, level and import warnings."""

    level = django_filters.ChoiceFilter(label=_("Level"), choices=Level.choices, method="at_level")
    has_import_warnings = django_filters.BooleanFilter(label=_("Has import warnings"))

    class Meta:
        model = ProcedurePage
        fields = ["procedure_field", "state", "online_level", "has_import_warnings"]

    def at_level(self, queryset: Any, name: str, value: str) -> Any:
        """Keep the procedures of one level of administration."""
        return queryset.filter(level_index__contains=f"|{value}|")


class ProcedureListing(PageListingViewSet):
    """All procedures, with code, field and state."""

    model = ProcedurePage
    index_view_class = ProcedureIndexView
    icon = "list-ul"
    menu_label = _("Procedures")
    menu_order = 210
    add_to_admin_menu = True
    columns = [
        *PageListingViewSet.columns[:2],
        Column("code", label=_("Code"), sort_key="code", width="8em"),
        *PageListingViewSet.columns[2:],
        BooleanColumn("has_import_warnings", label=_("To check"), sort_key="has_import_warnings"),
    ]
    filterset_class = ProcedureFilterSet


@hooks.register("register_admin_viewset")
def register_listing() -> ProcedureListing:
    """Add the list to the menu."""
    return ProcedureListing("procedures")


@hooks.register("register_admin_urls")
def register_exchange_urls() -> list[URLPattern]:
    """Add export and template."""
    return exchange_urls()
