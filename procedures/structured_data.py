"""A procedure as schema.org's GovernmentService."""

from math import ceil
from typing import TYPE_CHECKING, Any

from portal.core.metadata import first_words

from .fees import total_of
from .schema import Procedure, SubmissionChannel, TimeLimit

if TYPE_CHECKING:
    from .presentation import ProcedureView

AREA = {
    "@type": "AdministrativeArea",
    "name": "Cao Bằng",
    "containedInPlace": {"@type": "Country", "name": "VN"},
}
#: characters of the dossier and of the conditions; the page itself has all of them
TEXT_LENGTH = 3000
#: units of a time limit as ISO 8601 writes them; how many of them one is
_DURATIONS = {
    "minute": ("PT", "M", 1),
    "hour": ("PT", "H", 1),
    "working_hour": ("PT", "H", 1),
    "day": ("P", "D", 1),
    "week": ("P", "D", 7),
    "month": ("P", "M", 1),
    "year": ("P", "Y", 1),
}


def government_service(view: "ProcedureView", code: str, url: str = "") -> dict[str, Any]:
    """Return what GovernmentService says beyond a page; `url` is the page's address."""
    record = view.record
    data: dict[str, Any] = {
        "identifier": code,
        "serviceType": record.field,
        "provider": _organisation(record.implementing_agency or record.competent_agency),
        "serviceOperator": _organisation(record.competent_agency or record.implementing_agency),
        "areaServed": AREA,
        "jurisdiction": AREA,
        "audience": [{"@type": "Audience", "audienceType": name} for name in record.audiences],
        "availableChannel": _channels(view),
        "offers": _offers(view),
        "serviceOutput": [
            _known(
                {"@type": "CreativeWork", "name": first_words(result.text, 300), "identifier": result.code}
            )
            for result in record.results
            if result.text
        ],
        "termsOfService": first_words(record.conditions, TEXT_LENGTH),
        "isRelatedTo": [{"@type": "GovernmentService", "name": name} for name in record.related],
        "subjectOf": _announcement(record, url),
    }
    return _known(data)


def duration(limit: TimeLimit) -> str:
    """Return a time limit as ISO 8601 has it ("P7D"); "" where it isn't certain.

    Working days become the days that they take with the weekends between them.
    """
    if limit.number is None or not limit.unit:
        return ""
    if limit.unit == "working_day":
        days = ceil(limit.number)
        return f"P{days + days // 5 * 2}D"
    before, after, factor = _DURATIONS[limit.unit]
    return f"{before}{ceil(limit.number * factor)}{after}"


def _channels(view: "ProcedureView") -> list[dict[str, Any]]:
    record = view.record
    found = []
    for channel, shown in zip(record.channels, view.channels, strict=True):
        online = channel.method == "online"
        data = {
            "@type": "ServiceChannel",
            "name": shown.method,
            "description": shown.time,
            "processingTime": duration(channel.time_limit),
            "serviceUrl": record.submission_url if online else "",
            "serviceLocation": _place(record, channel),
            "availableLanguage": "vi",
        }
        found.append(_known(data))
    if record.submission_url and not any("serviceUrl" in channel for channel in found):
        found.append({"@type": "ServiceChannel", "serviceUrl": record.submission_url})
    return found


def _place(record: Procedure, channel: SubmissionChannel) -> dict[str, str] | None:
    if channel.method != "direct" or not record.receiving_address:
        return None
    return {"@type": "Place", "address": first_words(record.receiving_address, 300)}


def _offers(view: "ProcedureView") -> list[dict[str, Any]]:
    """Return what each channel costs where that is certain, as one price or as a span."""
    offers = []
    for channel, shown in zip(view.record.channels, view.channels, strict=True):
        total = total_of(channel.fees)
        if total.low is None:
            continue
        price: dict[str, Any] = {"@type": "PriceSpecification", "priceCurrency": "VND"}
        if total.exact and not total.noted:
            price["price"] = total.low
        else:
            price["minPrice"] = 0 if total.noted and total.exact else total.low
            if total.high is not None and not (total.noted and total.exact):
                price["maxPrice"] = total.high
            price["description"] = "; ".join(
                f"{fee.label} ({fee.note})" if fee.note else fee.label for fee in shown.fees
            )[:TEXT_LENGTH]
        offer = {"@type": "Offer", "name": shown.method, "priceSpecification": price}
        if offer not in offers:
            offers.append(_known(offer))
    return offers


def _announcement(record: Procedure, url: str) -> dict[str, Any]:
    """Return the dossier as text, and the law that the procedure stands on."""
    lines = []
    for group in record.dossier:
        lines += [group.name, *(f"- {item.name}" for item in group.items), group.text]
    text = "\n".join(filter(None, [*lines, record.dossier_text]))
    laws = [
        _known(
            {
                "@type": "Legislation",
                "legislationIdentifier": basis.number,
                "name": first_words(basis.title or basis.number, 300),
                "legislationDate": basis.issued_on.isoformat() if basis.issued_on else "",
                "legislationPassedBy": _organisation(basis.issuer),
            }
        )
        for basis in record.legal_bases
    ]
    return _known({"@type": "WebPage", "url": url, "text": text[:TEXT_LENGTH], "citation": laws})


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "GovernmentOrganization", "name": first_words(name, 300)} if name else None


def _known(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value or value == 0}
