"""What of a posting set the public sees: its procedures that are live, public and in force, in the set's order."""

from typing import Any

from ..models import PostingSet, ProcedurePage, ProceduresIndexPage
from ..models.queryset import GONE


def posted(posting_set: PostingSet) -> Any:
    """Return the procedures of the set as the public sees it, their whole records."""
    found = ProcedurePage.objects.live().public().exclude(state__in=GONE)
    return (
        found.filter(posting_entries__posting_set=posting_set)
        .select_related("procedure_field")
        .order_by("posting_entries__sort_order", "posting_entries__pk")
    )


def public_sets() -> Any:
    """Return the sets on the public site."""
    return PostingSet.objects.filter(is_public=True).select_related("organisation")


def catalogue_address() -> str:
    """Return the full address of the catalogue, below which each procedure has its short one."""
    index = ProceduresIndexPage.objects.live().first()
    return str(index.full_url or "") if index else ""
