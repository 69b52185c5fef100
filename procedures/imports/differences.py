"""The changes of a row as people read them: field by field, row by row, word by word."""

from dataclasses import dataclass
from typing import Any

from ..importing.messages import WORDING
from ..lifecycle.changes import FieldChange, changes
from ..schema import Procedure, SchemaError
from ..version_words import LEFT_OUT, NAMES, WITHIN, rows_of


@dataclass(frozen=True)
class Difference:
    """A field with its old and new rows; `change` is None where it differs in nothing that people read."""

    label: str
    change: FieldChange | None


def differences(values: dict[str, list[Any]]) -> list[Difference]:
    """Return the fields of `values` (name → [old, new] of the schema), in the order of the record."""
    old, new = ({name: pair[side] for name, pair in values.items()} for side in (0, 1))
    names = list(dict.fromkeys(WITHIN.get(name, name) for name in values))
    found = {one.name: one for one in changes([*NAMES, *LEFT_OUT], _rows(old), _rows(new))}
    return [Difference(WORDING.field_label(name), found.get(name)) for name in names]


def _rows(values: dict[str, Any]) -> dict[str, list[str]]:
    try:
        rows = rows_of(Procedure.from_dict(values))
    except SchemaError:  # kept by an older schema
        rows = {name: [] for name in NAMES} | {name: [str(value)] for name, value in values.items()}
    for name in LEFT_OUT:
        value = values.get(name) or []
        rows[name] = list(value) if isinstance(value, list) else [str(value)]
    return rows
