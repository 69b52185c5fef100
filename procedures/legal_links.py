"""The legal bases of a procedure as its page shows them: linked to the documents of this portal."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest

from legal.models import LegalDocumentPage

from .citations import Citation, citations_of_basis, citations_of_text
from .models.citation import documents_cited
from .schema import Procedure


@dataclass
class LawLink:
    """A document of this portal: its kind and number, and its address."""

    name: str
    url: str


@dataclass
class BasisView:
    """A row of the legal bases; `url` leads to its document, `others` to documents that its words name."""

    number: str
    title: str
    issued_on: date | None
    issuer: str
    note: str
    url: str = ""
    others: list[LawLink] = field(default_factory=list)


def linked_bases(record: Procedure, request: HttpRequest | None) -> tuple[list[BasisView], list[LawLink]]:
    """Return the rows of the legal bases, and the documents named in what could not be split into rows.

    Two statements, whatever their number; none where nothing is cited.
    """
    rows = [(basis, citations_of_basis(basis)) for basis in record.legal_bases]
    in_text = citations_of_text(record.legal_bases_text)
    documents = documents_cited([*(one for _, cited in rows for one in cited), *in_text])
    views = []
    for basis, cited in rows:
        links = _links(cited, documents, request)
        view = BasisView(basis.number, basis.title, basis.issued_on, basis.issuer, basis.note)
        if basis.number and links:
            view.url = links[0].url
        else:
            view.others = links
        views.append(view)
    return views, _links(in_text, documents, request)


def _links(
    cited: list[Citation], documents: dict[Citation, LegalDocumentPage], request: HttpRequest | None
) -> list[LawLink]:
    found = [documents[one] for one in cited if one in documents]
    return [LawLink(document.heading, document.get_url(request) or "") for document in found]
