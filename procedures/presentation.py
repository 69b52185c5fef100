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

from .choices import Method, OnlineLevel, State
from .fees import Total, total_of, totals_by_channel
from .schema import DossierItem, Procedure, SubmissionChannel
from .structured_data import government_service
from .wording import FeeView, fee_view, quantity_label, time_label, total_label

#: characters of a place that still fit the summary card
PLACE_LENGTH = 160
#: results that the summary card names
RESULTS = 3


@dataclass
class Fact:
    """One of the six facts of the summary card; `key` is one of result, who, time, fee, where, what."""

    key: str
    label: str
    values: list[str]


@dataclass
class ChannelView:
    """A way to submit; `total` is what its fees come to, in words, where there are several."""

    key: str
    way: tuple[str, str]
    method: str
    time: str
    fees: list[FeeView]
    description: str
    total: str = ""


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
    def state_label(self) -> str:
        """Its state in words."""
        return str(State(self.record.state).label) if self.record.state else ""

    @property
    def online_label(self) -> str:
        """The level of its online service in words."""
        return str(OnlineLevel(self.record.online_level).label) if self.record.online_level else ""

    @property
    def is_bare(self) -> bool:
        """Whether it tells neither what to hand in nor how."""
        return not (self.dossier or self.dossier_text or self.steps or self.channels or self.channels_text)

    @property
    def fee_notes(self) -> list[tuple[str, FeeView]]:
        """The fees that have a note, with the way to submit that they belong to."""
        return [(channel.method, fee) for channel in self.channels for fee in channel.fees if fee.note]

    @property
    def item_count(self) -> int:
        """How many papers the dossier has over all cases."""
        return sum(len(group.items) for group in self.dossier)

    def json_ld(self, code: str, url: str = "") -> dict[str, Any]:
        """Return what schema.org's GovernmentService says beyond a page."""
        return government_service(self, code, url)


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
    """Return the six facts of the summary card; a fact that isn't known has no values."""
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
        Fact("result", gettext("What you get"), _results(record)),
        Fact("who", gettext("Who may apply"), record.audiences),
        Fact("time", gettext("How long"), _by_channel(view, lambda channel: [channel.time])),
        Fact("fee", gettext("How much"), _fees(view)),
        Fact("where", gettext("Where"), _where(view)),
        Fact("what", gettext("What to hand in"), what),
    ]


def _results(record: Procedure) -> list[str]:
    """Return the results that fit a card."""
    texts = [" ".join(result.text.split()) for result in record.results]
    return [text for text in texts if text and len(text) <= PLACE_LENGTH][:RESULTS]


def _fees(view: ProcedureView) -> list[str]:
    """Return what each way to submit costs in all, as far as that is certain."""
    totals = totals_by_channel(view.record.channels)
    rows = [channel.way for channel in view.channels]
    return _by_channel(
        view, lambda channel: [_total(channel, totals[channel.way], rows.count(channel.way) == 1)]
    )


def _total(channel: ChannelView, total: Total, only_row: bool) -> str:
    if label := total_label(total):
        return label
    if only_row and len(channel.fees) == 1 and channel.fees[0].in_words:
        return channel.fees[0].label
    return gettext("See the notes on fees below") if channel.fees else ""


def _where(view: ProcedureView) -> list[str]:
    """Return the place, where its words fit a card, then the ways to submit in one line."""
    record = view.record
    places = (record.receiving_address, record.implementing_agency, record.competent_agency)
    place = next((text for text in places if text and len(text) <= PLACE_LENGTH), "")
    ways = ", ".join(_distinct(channel.method for channel in view.channels))
    return [text for text in (place, ways) if text]


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


def _channel(channel: SubmissionChannel) -> ChannelView:
    known = channel.method and channel.method != "other"
    return ChannelView(
        key=channel.method,
        way=(channel.method, channel.method_text),
        method=str(Method(channel.method).label) if known else channel.method_text,
        time=time_label(channel.time_limit),
        fees=[fee_view(fee) for fee in channel.fees],
        description=channel.description,
        total=total_label(total_of(channel.fees)) if len(channel.fees) > 1 else "",
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


def _distinct(values: Any) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
