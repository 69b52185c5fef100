"""Other pages that the page of a procedure leads to: laws, related procedures, those beside it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from wagtail.models import Site

from portal.core.importing.fingerprints import fingerprint
from portal.core.publication_cache import until_next_publication

from .legal_links import BasisView, LawLink, linked_bases
from .records import comparable
from .related import BesideView, RelatedView, beside, related_to
from .schema import Procedure

if TYPE_CHECKING:
    from .models import ProcedurePage


@dataclass
class PageLinks:
    """The legal bases and the documents named in what of them could not be split; procedures."""

    laws: list[BasisView]
    laws_in_text: list[LawLink]
    related: list[RelatedView]
    beside: list[BesideView]


def page_links(page: "ProcedurePage", request: HttpRequest) -> PageLinks:
    """Return the links of `page`; one statement until something is published, ten after it at most."""
    record = page.view.record
    if getattr(request, "is_preview", False) or not page.live:
        return _find(page, record, request)
    site = Site.find_for_request(request)
    words = comparable(record)
    about = fingerprint(
        [words[name] for name in ("legal_bases", "legal_bases_text", "related", "decision_number", "field")]
    )
    name = f"procedures.links.{site.pk if site else 0}.{page.pk}.{about}"
    return until_next_publication(name, lambda: _find(page, record, request))


def _find(page: "ProcedurePage", record: Procedure, request: HttpRequest) -> PageLinks:
    laws, laws_in_text = linked_bases(record, request)
    return PageLinks(laws, laws_in_text, related_to(page, record, request), beside(page, record, request))
