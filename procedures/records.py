"""Canonical record ↔ page: the only place that knows how a record lies in the columns of a page."""

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from portal.core.importing.fingerprints import fingerprint
from portal.text import normalise

from .schema import FIELD_NAMES, Procedure, to_dict

if TYPE_CHECKING:
    from .models import ProcedurePage

#: field of the record → column of the page, where they differ
COLUMNS = {"name": "full_name", "description": "general_description", "field": "procedure_field"}
#: tables of the record → the type of their blocks
TABLES = {
    "steps": "step",
    "channels": "channel",
    "dossier": "group",
    "results": "result",
    "legal_bases": "legal_basis",
}


def column(name: str) -> str:
    """Return the column of a page that holds the field `name` of the record."""
    return COLUMNS.get(name, name)


def record_of(page: "ProcedurePage") -> Procedure:
    """Return the canonical record of `page`, of what is in memory: a draft's when it was loaded from one."""
    data: dict[str, Any] = {}
    for name in FIELD_NAMES:
        if name in TABLES:
            data[name] = [unwrap(row["value"]) for row in raw_rows(page, name)]
        elif name == "field":
            data[name] = page.procedure_field.name if page.procedure_field else ""
        else:
            value = getattr(page, column(name))
            data[name] = value if isinstance(value, list) else _iso(value) if _is_day(value) else value or ""
    return Procedure.from_dict(data)


def apply_record(page: "ProcedurePage", record: Procedure, names: tuple[str, ...] = FIELD_NAMES) -> None:
    """Write the fields `names` of `record` into `page`, without saving it.

    Documents that stay linked to a form of the same file name are kept when the record has none; rows that
    keep their place keep their block's id, so that Wagtail's comparison of revisions shows what changed.
    """
    data = to_dict(record)
    for name in names:
        value = data[name]
        if name in TABLES:
            rows = _with_documents(value, raw_rows(page, name)) if name == "dossier" else value
            set_rows(page, name, rows)
        elif name == "field":
            page.set_field_name(value)
        elif isinstance(getattr(record, name), date):
            setattr(page, column(name), getattr(record, name))
        elif name in _DAYS:
            setattr(page, column(name), None)
        elif name == "code":
            page.code = value or None
        else:
            setattr(page, column(name), value)


_DAYS = ("announced_on", "effective_from", "effective_to", "reviewed_on")


def raw_rows(page: "ProcedurePage", name: str) -> list[dict[str, Any]]:
    """Return the rows of the table `name` as JSON values, without fetching what they link to."""
    value = getattr(page, name)
    return list(value.get_prep_value()) if value else []


def set_rows(page: "ProcedurePage", name: str, rows: list[dict[str, Any]]) -> None:
    """Put `rows` (dictionaries of the schema) into the table `name`."""
    old = raw_rows(page, name)
    stream: list[dict[str, Any]] = []
    for place, row in enumerate(rows):
        block: dict[str, Any] = {"type": TABLES[name], "value": wrap(row)}
        if place < len(old) and old[place].get("id"):
            block["id"] = old[place]["id"]
        stream.append(block)
    setattr(page, name, stream)


def wrap(value: Any) -> Any:
    """Return a dictionary of the schema as StructBlock and ListBlock store it."""
    if isinstance(value, dict):
        return {
            key: None if value == "" and key == "issued_on" else wrap(value) for key, value in value.items()
        }
    if isinstance(value, list):
        # Plain values: ListBlock takes a dictionary for one of its own rows only when it has an id.
        return [wrap(item) for item in value]
    return value


def unwrap(value: Any) -> Any:
    """Return what `wrap` was given; numbers, dates and empty choices come out in the schema's form."""
    if isinstance(value, dict):
        return {key: _scalar(key, unwrap(inner)) for key, inner in value.items()}
    if isinstance(value, list):
        return [unwrap(item["value"] if _is_row(item) else item) for item in value]
    return value


def _is_row(item: Any) -> bool:
    """Tell whether `item` is how ListBlock writes a row, not a value of ours."""
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def _scalar(key: str, value: Any) -> Any:
    if key in ("number",) and isinstance(value, (Decimal, float)):
        return int(value) if value == int(value) else float(value)
    if _is_day(value):
        return _iso(value)
    if key in ("originals", "copies", "amount", "document", "number"):
        return value
    return "" if value is None else value


def _is_day(value: Any) -> bool:
    return isinstance(value, (date, datetime))


def _iso(value: Any) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()


def _with_documents(groups: list[dict[str, Any]], old: list[dict[str, Any]]) -> list[dict[str, Any]]:
    linked = {
        form["file_name"]: form["document"]
        for row in old
        for item in unwrap(row["value"])["items"]
        for form in item["forms"]
        if form.get("document")
    }
    for group in groups:
        for item in group["items"]:
            for form in item["forms"]:
                if form["document"] is None:
                    form["document"] = linked.get(form["file_name"])
    return groups


def fingerprints(record: Procedure) -> dict[str, str]:
    """Return a short hash of each field of `record`, to tell later whether an editor changed it.

    Links to documents don't count: linking a form's file is no change of what was imported.
    """
    return {name: fingerprint(value) for name, value in comparable(record).items()}


def comparable(record: Procedure) -> dict[str, Any]:
    """Return the fields of `record` as JSON values without what only this site knows (document ids)."""
    data = to_dict(record)
    for group in data["dossier"]:
        for item in group["items"]:
            for form in item["forms"]:
                form["document"] = None
    return data


def plain_text(value: Any) -> str:
    """Return all words of a record, or of a part of one, line by line in the order of its fields."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(text for item in value if (text := plain_text(item)))
    if hasattr(value, "__dataclass_fields__"):
        return "\n".join(text for item in fields(value) if (text := plain_text(getattr(value, item.name))))
    return ""


def clean_text(record: Procedure) -> Procedure:
    """Return `record` with every text normalised (NFC and the rest), ends of text trimmed."""

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return normalise(value).strip()
        if isinstance(value, list):
            return [walk(item) for item in value]
        if isinstance(value, dict):
            return {key: walk(item) for key, item in value.items()}
        return value

    return Procedure.from_dict(walk(to_dict(record)))
