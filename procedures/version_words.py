"""A record in the words that people compare: each field as rows of text.

A field that could not be split into a table stands beside it (`channels` and `channels_text`): to a reader both are
one, so that splitting what was text before is no change of everything.
"""

from collections.abc import Callable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from .choices import OnlineLevel, State
from .importing.messages import FIELDS
from .presentation import ChannelView, FeeView, ItemView, ProcedureView, view_of
from .schema import FIELD_NAMES, LegalBasis, Procedure

#: fields that no reader asks about
LEFT_OUT = ("code", "keywords", "source_url")
#: fields that are told under the name of another
WITHIN = {name: name.removesuffix("_text") for name in FIELD_NAMES if name.endswith("_text")}
#: in the order in which they are told
NAMES = tuple(name for name in FIELD_NAMES if name not in LEFT_OUT and name not in WITHIN)


def label(name: str) -> str:
    """Return what people call the field."""
    return str(FIELDS[name])


def rows_of(record: Procedure) -> dict[str, list[str]]:
    """Return each field of `NAMES` as rows of text, none where it is empty; asks for no file that has a name."""
    for form in (form for group in record.dossier for item in group.items for form in item.forms):
        form.document = None if form.file_name else form.document
    view = view_of(record)
    found: dict[str, list[str]] = {}
    for name in NAMES:
        rows = _WRITTEN[name](view) if name in _WRITTEN else _plain(getattr(record, name))
        rows += _plain(getattr(record, f"{name}_text", ""))
        found[name] = [text for row in rows if (text := row.strip())]
    return found


def _plain(value: Any) -> list[str]:
    if not value:
        return []
    if hasattr(value, "isoformat"):
        return [date_format(value)]
    return list(value) if isinstance(value, list) else str(value).splitlines()


def _steps(view: ProcedureView) -> list[str]:
    return [line for step in view.steps for line in f"{step.label} {step.text}".splitlines()]


def _channels(view: ProcedureView) -> list[str]:
    return [_channel(channel) for channel in view.channels]


def _channel(channel: ChannelView) -> str:
    facts = [channel.method, channel.time, "; ".join(_fee(fee) for fee in channel.fees)]
    return "\n".join([" · ".join(fact for fact in facts if fact), channel.description])


def _fee(fee: FeeView) -> str:
    text = f"{fee.kind}: {fee.label}" if fee.kind else fee.label
    return f"{text} ({fee.note})" if fee.note else text


def _dossier(view: ProcedureView) -> list[str]:
    rows = []
    for group in view.dossier:
        rows += [group.name, *(_item(item) for item in group.items), *group.text.splitlines()]
    return rows


def _item(item: ItemView) -> str:
    forms = ", ".join(form.file_name for form in item.forms)
    form = gettext("form: %s") % forms if forms else ""
    return "\n".join([item.name, " · ".join(fact for fact in (item.quantity, form, item.note) if fact)])


def _results(view: ProcedureView) -> list[str]:
    return [f"{result.text} ({result.code})" if result.code else result.text for result in view.results]


def _bases(view: ProcedureView) -> list[str]:
    return [_basis(basis) for basis in view.legal_bases]


def _basis(basis: LegalBasis) -> str:
    issued = date_format(basis.issued_on) if basis.issued_on else ""
    facts = [basis.number, basis.title, issued, basis.issuer, basis.note]
    return " · ".join(fact for fact in facts if fact)


def _state(view: ProcedureView) -> list[str]:
    return [str(State(view.state).label)] if view.state else []


def _online(view: ProcedureView) -> list[str]:
    return [str(OnlineLevel(view.online_level).label)] if view.online_level else []


_WRITTEN: dict[str, Callable[[ProcedureView], list[str]]] = {
    "steps": _steps,
    "channels": _channels,
    "dossier": _dossier,
    "results": _results,
    "legal_bases": _bases,
    "state": _state,
    "online_level": _online,
}
