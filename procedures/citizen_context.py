"""What the public page of a procedure shows besides its record.

`procedure_page.html` and `dossier_sheet.html` get: `checklist` (a `Checklist`), `counters` (of today, with hours),
`days_off` (ISO dates of the coming public holidays), `calculator` (a `Calculator` or None), `related` (list of
`RelatedView`), `beside` (procedures of the same decision or field), `catalogue` (address of the catalogue),
`next_review` and `review_is_due`, `short_url`, `kept` (the part of the address that asks for another day, for links
to the same record), and `case` (the only case to print, or None).
"""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from portal.organisations.opening_hours import days_off

from .calculator import calculator
from .cases import checklist
from .counters import counters_of
from .related import beside, related_to
from .review import next_review

if TYPE_CHECKING:
    from .models import ProcedurePage

#: `?in=` that asks for the checklist on paper
SHEET = "ho-so"


def citizen_context(page: "ProcedurePage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of `page`, of the record that it shows; five statements at most."""
    view, today = page.view, timezone.localdate()
    papers = checklist(view)
    review = next_review(view.record.reviewed_on)
    context = {
        "checklist": papers,
        "counters": counters_of(page, view.record),
        "short_url": page.short_url(request),
        "kept": urlencode({"ngay": request.GET["ngay"]}) + "&" if "ngay" in request.GET else "",
        "case": papers.only(request.GET.get("truong-hop", "")),
    }
    if request.GET.get("in") == SHEET:
        return context
    own = page.get_url(request) or ""
    return context | {
        "days_off": [day.isoformat() for day in days_off(today)],
        "calculator": calculator(view, request.GET.get("nop")),
        "related": related_to(page, view.record, request),
        "beside": beside(page, view.record),
        "catalogue": own.rstrip("/").rpartition("/")[0] + "/",
        "next_review": review,
        "review_is_due": bool(review and review <= today),
    }
