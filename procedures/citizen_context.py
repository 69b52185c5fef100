"""What the public page of a procedure shows besides its record.

`procedure_page.html` and `dossier_sheet.html` get: `checklist` (a `Checklist`), `counters` (of today, with hours),
`short_url`, `kept` (the part of the address that asks for another day, for links to the same record), and `case`
(the only case to print, or None). The page gets besides: `days_off` (ISO dates of the coming public holidays),
`calculator` (a `Calculator` or None), `laws` and `laws_in_text` (see `legal_links`), `related` (list of
`RelatedView`), `beside` (list of `BesideView`), `catalogue` (address of the catalogue), `next_review` and
`review_is_due`.
"""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from portal.organisations.opening_hours import days_off

from .calculator import calculator
from .cases import checklist
from .counters import counters_of
from .page_links import page_links
from .review import next_review

if TYPE_CHECKING:
    from .models import ProcedurePage

#: `?in=` that asks for the checklist on paper
SHEET = "ho-so"


def citizen_context(page: "ProcedurePage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of `page`, of the record that it shows; three statements until something is published."""
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
    links = page_links(page, request)
    own = page.get_url(request) or ""
    return context | {
        "days_off": [day.isoformat() for day in days_off(today)],
        "calculator": calculator(view, request.GET.get("nop")),
        "laws": links.laws,
        "laws_in_text": links.laws_in_text,
        "related": links.related,
        "beside": links.beside,
        "catalogue": own.rstrip("/").rpartition("/")[0] + "/",
        "next_review": review,
        "review_is_due": bool(review and review <= today),
    }
