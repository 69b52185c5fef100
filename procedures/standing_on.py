"""The part of a legal document's page that shows which procedures stand on it."""

from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode

from legal.models import LegalDocumentPage
from portal.core.extras import Extra, register_extra

from .citations import Citation
from .models import ProcedurePage, ProceduresIndexPage
from .models.citation import citing, documents_cited

#: procedures that are listed on the page itself
SHOWN = 10


def procedures_on(page: LegalDocumentPage, request: HttpRequest | None) -> dict[str, Any] | None:
    """Return what the part shows: the first procedures, how many there are, and where the full list is."""
    if not page.number_key or not page.number_year:
        return None
    found = ProcedurePage.objects.listed().filter(citing(page))
    shown = list(found[: SHOWN + 1])
    cited = Citation(page.number_key, page.number_year)
    if not shown or (other := documents_cited([cited]).get(cited)) is None or other.pk != page.pk:
        return None
    count = len(shown) if len(shown) <= SHOWN else found.count()
    index = ProceduresIndexPage.objects.live().first() if count > SHOWN else None
    address = f"{index.get_url(request)}?{urlencode({'can-cu': page.slug})}" if index else ""
    return {"procedures": shown[:SHOWN], "count": count, "full_list": address}


def register() -> None:
    """Show the part on the pages of legal documents."""
    register_extra(Extra(LegalDocumentPage, "procedures/extras/standing_on.html", procedures_on))
