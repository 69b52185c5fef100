"""The canonical record of an administrative procedure, without Django.

Import, export, the API, versions, the word diff and completeness all use these classes and the dictionaries
that they give. `docs/procedure-schema.md` explains every field.

A record keeps what its source says: where a number is read (a time limit, an amount, a count of copies)
the words it was read from stay beside it, and what can't be split for certain stays verbatim in the `text`
of its group or in the `…_text` of its table.
"""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, dataclass, fields, is_dataclass
from dataclasses import field as part  # a record has a field named `field`
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union

T = TypeVar("T")

#: life cycle, set by an announcement decision; "" is not known
STATES = ("new", "amended", "replaced", "abolished")
#: ways to submit a dossier
METHODS = ("direct", "online", "post", "other")
#: units of a time limit
UNITS = ("minute", "hour", "working_hour", "day", "working_day", "week", "month", "year")
#: phí is a price of a service, lệ phí a charge set by law; "" where the source doesn't say
FEE_KINDS = ("fee", "charge")
#: toàn trình and một phần; a procedure may have no online service at all
ONLINE_LEVELS = ("full", "partial", "none")


class SchemaError(ValueError):
    """A dictionary that is no record; `path` tells where (`channels[2].fees[0].amount`)."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path = path
        self.problem = problem


@dataclass
class TimeLimit:
    """How long it takes: `number` of `unit` where both are certain; `text` is the cell as printed."""

    number: int | float | None = None
    unit: str = part(default="", metadata={"choices": UNITS})
    text: str = ""


@dataclass
class Fee:
    """What it costs: `amount` in đồng where it is certain, or `free`; `text` is the amount as printed."""

    kind: str = part(default="", metadata={"choices": FEE_KINDS})
    amount: int | None = None
    free: bool = False
    text: str = ""
    note: str = ""


@dataclass
class SubmissionChannel:
    """One way to submit, with its time limit and fees; `method_text` names a method that is "other"."""

    method: str = part(default="", metadata={"choices": METHODS})
    method_text: str = ""
    time_limit: TimeLimit = part(default_factory=TimeLimit)
    fees: list[Fee] = part(default_factory=list)
    description: str = ""


@dataclass
class FormFile:
    """A form to fill in: the name of its file, and the document of this site that holds it (its id)."""

    file_name: str = ""
    document: int | None = None


@dataclass
class DossierItem:
    """One paper of a dossier, with its forms and how many originals and copies are needed."""

    name: str = ""
    forms: list[FormFile] = part(default_factory=list)
    originals: int | None = None
    copies: int | None = None
    note: str = ""


@dataclass
class DossierGroup:
    """The papers of one case; `name` is "" when there is only one; `text` is what could not be split."""

    name: str = ""
    items: list[DossierItem] = part(default_factory=list)
    text: str = ""


@dataclass
class Step:
    """One step of the order of work; `label` is "Bước 1:" or ""."""

    label: str = ""
    text: str = ""


@dataclass
class Result:
    """What the applicant receives, with its code in the national register (`KQ.G10.000098`)."""

    text: str = ""
    code: str = ""


@dataclass
class LegalBasis:
    """A legal document that the procedure stands on; `note` is what of its row could not be read."""

    number: str = ""
    title: str = ""
    issued_on: date | None = None
    issuer: str = ""
    note: str = ""


@dataclass
class Procedure:
    """The whole record; see `docs/procedure-schema.md`."""

    code: str = ""
    name: str = ""
    decision_number: str = ""
    announced_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    reviewed_on: date | None = None
    state: str = part(default="", metadata={"choices": STATES})
    kind: str = ""
    field: str = ""
    levels: list[str] = part(default_factory=list)
    audiences: list[str] = part(default_factory=list)
    implementing_agency: str = ""
    competent_agency: str = ""
    receiving_address: str = ""
    delegated_agency: str = ""
    coordinating_agency: str = ""
    steps: list[Step] = part(default_factory=list)
    channels: list[SubmissionChannel] = part(default_factory=list)
    channels_text: str = ""
    dossier: list[DossierGroup] = part(default_factory=list)
    dossier_text: str = ""
    dossier_sets: str = ""
    results: list[Result] = part(default_factory=list)
    results_text: str = ""
    legal_bases: list[LegalBasis] = part(default_factory=list)
    legal_bases_text: str = ""
    conditions: str = ""
    related: list[str] = part(default_factory=list)
    related_text: str = ""
    keywords: list[str] = part(default_factory=list)
    description: str = ""
    online_level: str = part(default="", metadata={"choices": ONLINE_LEVELS})
    partial_reason: str = ""
    submission_url: str = ""
    source_url: str = ""
    responsible: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON-able values, its keys always in the order of the fields."""
        return to_dict(self)

    @classmethod
    def from_dict(cls, data: Any) -> Procedure:
        """Return the record that `data` is; a missing key means empty. Raise `SchemaError`."""
        return from_dict(cls, data)


#: names of the fields of a record, in order
FIELD_NAMES: tuple[str, ...] = tuple(item.name for item in fields(Procedure))


def to_dict(value: Any) -> Any:
    """Return a record or a part of one as dictionaries, lists, text and numbers; dates as ISO, none as ""."""
    if is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        return {
            item.name: _plain(getattr(value, item.name), hints[item.name] == (date | None))
            for item in fields(value)
        }
    return _plain(value, False)


def _plain(value: Any, is_date: bool) -> Any:
    if is_date:
        return value.isoformat() if value else ""
    if isinstance(value, list):
        return [to_dict(item) for item in value]
    if is_dataclass(value):
        return to_dict(value)
    return value


def from_dict(cls: type[T], data: Any, path: str = "") -> T:
    """Return the `cls` that `data` is. Raise `SchemaError` at unknown keys and wrong types."""
    if not isinstance(data, dict):
        raise SchemaError(path, f"must be an object, not {_kind(data)}")
    known = {item.name: item for item in fields(cls)}  # type: ignore[arg-type]
    unknown = [str(key) for key in data if key not in known]
    if unknown:
        raise SchemaError(path, f"unknown key {', '.join(sorted(unknown))}")
    hints = _hints(typing.cast(Any, cls))
    values = {}
    for name, item in known.items():
        if name not in data:
            continue
        here = f"{path}.{name}" if path else name
        value = _read(hints[name], data[name], here)
        choices = item.metadata.get("choices")
        if choices and value and value not in choices:
            raise SchemaError(here, f"must be one of {', '.join(choices)} or empty, not {value!r}")
        values[name] = value
    return cls(**values)


def _read(hint: Any, value: Any, path: str) -> Any:
    origin = typing.get_origin(hint)
    if origin is list:
        if not isinstance(value, list):
            raise SchemaError(path, f"must be a list, not {_kind(value)}")
        (inner,) = typing.get_args(hint)
        return [_read(inner, item, f"{path}[{place}]") for place, item in enumerate(value)]
    if origin in (Union, types.UnionType):
        return _read_optional([arg for arg in typing.get_args(hint) if arg is not type(None)], value, path)
    if isinstance(hint, type) and is_dataclass(hint):
        return from_dict(hint, value, path)
    if hint is bool and not isinstance(value, bool):
        raise SchemaError(path, f"must be true or false, not {_kind(value)}")
    if hint is str and not isinstance(value, str):
        raise SchemaError(path, f"must be text, not {_kind(value)}")
    return value


def _read_optional(kinds: list[Any], value: Any, path: str) -> Any:
    if value is None or (value == "" and isinstance(value, str)):
        return None
    if date in kinds:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise SchemaError(path, f"must be a date as YYYY-MM-DD, not {value!r}") from None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise SchemaError(path, f"must be a number, not {_kind(value)}")
    if isinstance(value, float) and (float not in kinds or value != value or abs(value) == float("inf")):
        raise SchemaError(path, "must be a whole number" if float not in kinds else "must be a number")
    if value < 0:
        raise SchemaError(path, "must not be negative")
    return value


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number" if isinstance(value, (int, float)) else type(value).__name__)


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def empty_value(name: str) -> Any:
    """Return what the field `name` of a record holds when nothing is known."""
    item = next(item for item in fields(Procedure) if item.name == name)
    return item.default_factory() if item.default_factory is not MISSING else item.default
