"""A record ready to show: labels, amounts and counts in words, files of forms with kind and size.

Templates, print, JSON-LD and the API of a part take these; nothing here asks the database but `view_of`,
once, for the documents of the forms.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, ngettext
from wagtail.documents import get_document_model

from portal.core.metadata import first_words
from portal.files.messages import file_size

from .choices import FeeKind, Method, Unit
from .schema import DossierItem, Fee, Procedure, SubmissionChannel, TimeLimit

#: characters of a place that still fit the summary card
PLACE_LENGTH = 160


@dataclass
class Fact:
    """One of the five facts of the summary card; `key` is one of time, fee, where, who, what."""

    key: str
    label: str
    values: list[str]


@dataclass
class FeeView:
    """A fee: `label` is its amount in words ("120.000 đồng", "Miễn phí"), or the words of the source."""

    kind: str
    label: str
    note: str
    certain: bool


@dataclass
class ChannelView:
    """A way to submit."""

    key: str
    method: str
    time: str
    fees: list[FeeView]
    description: str


@dataclass
class FormView:
    """A form; `url` is "" while its file isn't here."""

    file_name: str
    url: str = ""
    kind: str = ""
    size: str = ""


@dataclass
class ItemView:
    """A paper of the dossier."""

    name: str
    quantity: str
    note: str
    forms: list[FormView]


@dataclass
class GroupView:
    """The papers of a case."""

    name: str
    items: list[ItemView]
    text: str


@dataclass
class ProcedureView:
    """Everything of a record that a page shows."""

    record: Procedure
    channels: list[ChannelView]
    dossier: list[GroupView]
    forms: list[FormView]
    agencies: list[tuple[str, str]]
    description: str
    steps: list[Any] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        # What needs no dressing up is shown as the record has it: results, legal_bases, channels_text …
        if name.startswith("_") or name == "record":
            raise AttributeError(name)
        return getattr(self.record, name)

    @property
    def item_count(self) -> int:
        """How many papers the dossier has over all cases."""
        return sum(len(group.items) for group in self.dossier)

    def json_ld(self, code: str) -> dict[str, Any]:
        """Return what schema.org's GovernmentService says beyond a page."""
        record = self.record
        data: dict[str, Any] = {
            "identifier": code,
            "serviceType": record.field,
            "serviceOperator": _organisation(record.implementing_agency or record.competent_agency),
            "audience": [{"@type": "Audience", "audienceType": name} for name in record.audiences],
            "availableChannel": [
                {"@type": "ServiceChannel", "name": name}
                for name in _distinct(c.method for c in self.channels)
            ],
        }
        if record.submission_url:
            data["availableChannel"].append({"@type": "ServiceChannel", "serviceUrl": record.submission_url})
        return {key: value for key, value in data.items() if value}


def view_of(record: Procedure, name: str = "") -> ProcedureView:
    """Return `record` ready to show; asks once for the documents that its forms link to."""
    documents = _documents(record)
    groups = [
        GroupView(group.name, [_item(item, documents) for item in group.items], group.text)
        for group in record.dossier
    ]
    forms = {form.file_name: form for group in groups for item in group.items for form in item.forms}
    about = record.description or _plain_description(record, name or record.name)
    return ProcedureView(
        record=record,
        channels=[_channel(channel) for channel in record.channels],
        dossier=groups,
        forms=sorted(forms.values(), key=lambda form: not form.url),
        agencies=_agencies(record),
        description=first_words(about, 300),
        steps=record.steps,
    )


def facts(view: ProcedureView) -> list[Fact]:
    """Return the five facts of the summary card; a fact that isn't known has no values."""
    record = view.record
    papers = view.item_count
    what = [ngettext("%(count)d paper", "%(count)d papers", papers) % {"count": papers}] if papers else []
    cases = len(view.dossier)
    if papers and cases > 1:
        what = [gettext("%(papers)d papers in %(cases)d cases") % {"papers": papers, "cases": cases}]
    if view.forms:
        count = len(view.forms)
        what.append(ngettext("%(count)d form", "%(count)d forms", count) % {"count": count})
    return [
        Fact("time", gettext("How long"), _by_channel(view, lambda channel: [channel.time])),
        Fact(
            "fee",
            gettext("How much"),
            _by_channel(view, lambda channel: [_short(fee) for fee in channel.fees]),
        ),
        Fact("where", gettext("Where"), _where(view)),
        Fact("who", gettext("Who may apply"), record.audiences),
        Fact("what", gettext("What to hand in"), what),
    ]


def _where(view: ProcedureView) -> list[str]:
    """Return the place, where its words fit a card, then the ways to submit in one line."""
    record = view.record
    places = (record.receiving_address, record.implementing_agency, record.competent_agency)
    place = next((text for text in places if text and len(text) <= PLACE_LENGTH), "")
    ways = ", ".join(_distinct(channel.method for channel in view.channels))
    return [text for text in (place, ways) if text]


def _short(fee: FeeView) -> str:
    return fee.label if fee.certain else gettext("See the notes on fees below")


def _by_channel(view: ProcedureView, values: Any) -> list[str]:
    """Return the values of the channels once each; with the way to submit when ways differ."""
    found: dict[str, list[str]] = {}
    for channel in view.channels:
        for value in values(channel):
            if value and value not in found.setdefault(channel.method, []):
                found[channel.method].append(value)
    sets = {tuple(sorted(rows)) for rows in found.values()}
    if len(sets) == 1:
        return list(next(iter(found.values())))
    return [f"{method}: {', '.join(rows)}" for method, rows in found.items() if rows]


def time_label(limit: TimeLimit) -> str:
    """Return a time limit in words: "15 ngày làm việc", or the words of the source when it isn't certain."""
    if limit.number is not None and limit.unit:
        return f"{number_label(limit.number)} {Unit(limit.unit).label}"
    # A bare number without a unit tells a reader nothing.
    return "" if limit.text.replace(".", "").replace(",", "").isdigit() else limit.text


def number_label(number: float) -> str:
    """Return a number as it is written in Vietnamese: 1.500 and 1,5."""
    whole = f"{int(number):,}".replace(",", ".")
    return whole if number == int(number) else f"{whole},{f'{number:g}'.partition('.')[2]}"


def fee_view(fee: Fee) -> FeeView:
    """Return a fee in words."""
    if fee.free or fee.amount == 0:
        label = gettext("Free of charge")
    elif fee.amount is not None:
        label = gettext("%(amount)s đồng") % {"amount": number_label(fee.amount)}
    else:
        # "Miễn phí" that the note contradicts would mislead.
        label = "" if fee.note and not any(char.isdigit() for char in fee.text) else fee.text
    kind = str(FeeKind(fee.kind).label) if fee.kind else ""
    certain = fee.free or fee.amount is not None or not fee.note
    return FeeView(kind, label or gettext("See the note"), fee.note, certain)


def quantity_label(item: DossierItem) -> str:
    """Return how many originals and copies are needed, or "" when that isn't known."""
    parts = []
    if item.originals:
        parts.append(
            ngettext("%(count)d original", "%(count)d originals", item.originals) % {"count": item.originals}
        )
    if item.copies:
        parts.append(ngettext("%(count)d copy", "%(count)d copies", item.copies) % {"count": item.copies})
    return ", ".join(parts)


def _channel(channel: SubmissionChannel) -> ChannelView:
    known = channel.method and channel.method != "other"
    return ChannelView(
        key=channel.method,
        method=str(Method(channel.method).label) if known else channel.method_text,
        time=time_label(channel.time_limit),
        fees=[fee_view(fee) for fee in channel.fees],
        description=channel.description,
    )


def _item(item: DossierItem, documents: dict[int, Any]) -> ItemView:
    forms = [_form(form.file_name, documents.get(form.document or 0)) for form in item.forms]
    return ItemView(item.name, quantity_label(item), item.note, forms)


def _form(file_name: str, document: Any) -> FormView:
    name = file_name or (document.title if document else "")
    if not document:
        return FormView(name)
    size = file_size(document.file_size) if document.file_size else ""
    return FormView(name, document.url, document.file_extension.upper(), size)


def _documents(record: Procedure) -> dict[int, Any]:
    ids = {
        form.document
        for group in record.dossier
        for item in group.items
        for form in item.forms
        if form.document
    }
    return dict(get_document_model().objects.in_bulk(ids)) if ids else {}


def _agencies(record: Procedure) -> list[tuple[str, str]]:
    rows = [
        (gettext("Implementing agency"), record.implementing_agency),
        (gettext("Competent agency"), record.competent_agency),
        (gettext("Where dossiers are received"), record.receiving_address),
        (gettext("Delegated agency"), record.delegated_agency),
        (gettext("Coordinating agency"), record.coordinating_agency),
    ]
    return [(label, text) for label, text in rows if text]


def _plain_description(record: Procedure, name: str) -> str:
    agency = record.implementing_agency or record.competent_agency
    return f"{name}. {agency}" if agency else name


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _distinct(values: Any) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
