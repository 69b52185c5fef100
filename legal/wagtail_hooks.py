"""The lists of documents and drafts in the admin."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from .kinds import KNOWN, kind_slug
from .models import DraftRegulationPage, LegalDocumentPage

# The title begins with the number, and all of a list lie in one place: neither needs a column.
TITLE = PageListingViewSet.columns[:2]
STATUS = [column for column in PageListingViewSet.columns[2:] if column.name != "parent"]


class LegalDocumentFilterSet(PageListingViewSet.filterset_class):
    """Narrows the list by kind, year, state, subject and import warnings."""

    kind_slug = django_filters.ChoiceFilter(
        label=_("Kind of document"), choices=[(kind_slug(kind), kind) for kind in KNOWN]
    )
    issue_year = django_filters.NumberFilter(label=_("Year of issue"))
    has_import_warnings = django_filters.BooleanFilter(label=_("Has import warnings"))

    class Meta:
        model = LegalDocumentPage
        fields = ["kind_slug", "issue_year", "state", "subjects", "has_import_warnings"]


class LegalDocumentListing(PageListingViewSet):
    """All documents, with day of issue and issuer."""

    model = LegalDocumentPage
    icon = "doc-full"
    menu_label = _("Legal documents")
    columns = [
        *TITLE,
        Column("issued_on", label=_("Issued on"), sort_key="issued_on"),
        Column("issuer", label=_("Issuing authority"), sort_key="issuer"),
        *STATUS,
        BooleanColumn("has_import_warnings", label=_("To check"), sort_key="has_import_warnings"),
    ]
    filterset_class = LegalDocumentFilterSet


class DraftListing(PageListingViewSet):
    """All drafts for comment, with unit and deadline."""

    model = DraftRegulationPage
    icon = "comment"
    menu_label = _("Drafts for comment")
    columns = [
        *TITLE,
        Column("drafting_unit", label=_("Drafting unit"), sort_key="drafting_unit"),
        Column("deadline", label=_("Comments until"), sort_key="deadline"),
        *STATUS,
    ]


class LegalViewSets(ViewSetGroup):
    """Documents and drafts under one entry of the menu."""

    items = (LegalDocumentListing("legal_documents"), DraftListing("legal_drafts"))
    menu_label = _("Legal documents")
    menu_icon = "doc-full"
    menu_order = 220
    add_to_admin_menu = True


@hooks.register("register_admin_viewset")
def register_lists() -> LegalViewSets:
    """Add the lists to the menu."""
    return LegalViewSets()
