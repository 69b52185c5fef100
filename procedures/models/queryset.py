"""Questions that other rooms and the lists ask about procedures."""

from typing import TYPE_CHECKING, Any

from django.db.models import Count
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from portal.text import parse_code

from ..choices import State

if TYPE_CHECKING:
    from .page import ProcedurePage

#: columns that no list shows
HEAVY = (
    "steps",
    "channels",
    "channels_text",
    "dossier",
    "dossier_text",
    "results",
    "results_text",
    "legal_bases",
    "legal_bases_text",
    "conditions",
    "general_description",
    "partial_reason",
    "receiving_address",
    "related_text",
    "import_hashes",
    "import_warnings",
    "facet_keys",
)

#: what leaves the lists and keeps its page
GONE = (State.ABOLISHED, State.REPLACED)


class ProcedureQuerySet(PageQuerySet):
    def by_code(self, text: str) -> "ProcedurePage | None":
        """Return the procedure with the code that `text` is, in any spelling; None when there is none."""
        code = parse_code(text)
        return self.filter(code=code).first() if code else None

    def listed(self) -> "ProcedureQuerySet":
        """Return what the catalogue lists: live, public and in force, in Vietnamese order."""
        found = self.live().public().exclude(state__in=GONE)
        return found.select_related("procedure_field").defer(*HEAVY).order_by("sort_name", "code")

    def statistics(self) -> dict[str, Any]:
        """Return how many there are, and how many by field: `{"count", "fields": [{"name", "slug", "count"}]}`.

        The fields with most procedures come first; sample ones don't count.
        """
        named = "procedure_field__name"
        rows = (
            self.exclude(state__in=GONE)
            .filter(is_sample=False)
            .order_by()
            .values(named, "procedure_field__slug")
            .annotate(total=Count("pk"))
            .order_by("-total", named)
        )
        fields = [
            {"name": row[named], "slug": row["procedure_field__slug"], "count": row["total"]} for row in rows
        ]
        return {
            "count": sum(field["count"] for field in fields),
            "fields": [field for field in fields if field["name"]],
        }


ProcedureManager = PageManager.from_queryset(ProcedureQuerySet)
