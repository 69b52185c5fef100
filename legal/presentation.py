"""A document as readers see it: the documents around it, and what schema.org says of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from .choices import ENDING, Relation
from .states import State

if TYPE_CHECKING:
    from .models import LegalDocumentPage


@dataclass(frozen=True)
class Other:
    """A document at the other end of a relation; `url` is "" while it isn't public here."""

    name: str
    number: str
    url: str = ""
    issued_on: date | None = None
    effective_from: date | None = None


@dataclass
class Related:
    """The documents to which one stands in the same relation."""

    kind: str
    reverse: bool
    label: str
    documents: list[Other] = field(default_factory=list)

    @property
    def official(self) -> bool:
        """Whether a reader must not miss it: another document has taken the place of this one."""
        return self.reverse and self.kind in ENDING

    def ended_by(self, day: date) -> bool:
        """Whether one of them has ended the force of this document by `day`."""
        return self.official and any(
            not other.effective_from or other.effective_from <= day for other in self.documents
        )


def issued_sentence(issuer: str, issued_on: date | None) -> str:
    """Return who issued a document and when, as a sentence; "" when nothing is known."""
    day = date_format(issued_on, "d/m/Y") if issued_on else ""
    if issuer and day:
        return gettext("Issued by %(issuer)s on %(day)s.") % {"issuer": issuer, "day": day}
    return gettext("Issued by %(issuer)s.") % {"issuer": issuer} if issuer else ""


#: State → schema.org's LegalForceStatus; nothing where it isn't known
FORCE = {
    State.IN_FORCE: "https://schema.org/InForce",
    State.PARTLY: "https://schema.org/PartiallyInForce",
    State.EXPIRED: "https://schema.org/NotInForce",
    State.NOT_YET: "https://schema.org/NotInForce",
}
#: (relation, seen from the older document) → property of schema.org's Legislation
PROPERTIES = {
    (Relation.AMENDS.value, False): "legislationAmends",
    (Relation.REPLACES.value, False): "legislationRepeals",
    (Relation.ABOLISHES.value, False): "legislationRepeals",
    (Relation.GUIDES.value, False): "legislationEnsuresImplementationOf",
    (Relation.BASED_ON.value, False): "isBasedOn",
}
_CHANGES = ("legislationAmends", "legislationRepeals")


def legislation(page: "LegalDocumentPage", relations: list[Related]) -> dict[str, Any]:
    """Return what schema.org's Legislation says of `page`, beyond what every page says."""
    data: dict[str, Any] = {
        "legislationIdentifier": page.number,
        "legislationType": page.kind,
        "legislationDate": page.issued_on,
        "legislationPassedBy": page.issuer and {"@type": "GovernmentOrganization", "name": page.issuer},
        "legislationLegalForce": FORCE.get(page.current_state),
        "legislationJurisdiction": "VN",
        "temporalCoverage": _span(page.effective_from, page.effective_to),
    }
    for group in relations:
        name = PROPERTIES.get((group.kind, group.reverse))
        if name:
            others = [_as_legislation(other) for other in group.documents]
            data.setdefault(name, []).extend(others)
            if name in _CHANGES:
                data.setdefault("legislationChanges", []).extend(others)
    return {key: value for key, value in data.items() if value}


def _span(start: date | None, end: date | None) -> str:
    return f"{start.isoformat()}/{end.isoformat() if end else '..'}" if start else ""


def _as_legislation(other: Other) -> dict[str, Any]:
    data = {
        "@type": "Legislation",
        "legislationIdentifier": other.number,
        "name": other.name,
        "url": other.url,
    }
    return {key: value for key, value in data.items() if value}
