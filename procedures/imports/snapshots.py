"""What a page is before an import, so that the import can be undone; and whether it is still what was left."""

from typing import Any

from django.db.models import Model
from django.utils.dateparse import parse_datetime

from portal.core.importing.fingerprints import fingerprint

from ..models import ProcedurePage, ProcedureVersion

_PAGE = ("live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision_id")
_VERSION = (
    *("valid_from", "record", "change", "decision_id", "replaced_by_id", "published_at", "corrected_at"),
    *("revision_id", "is_text", "is_end", "own_state"),
)


def snapshot(page: ProcedurePage) -> dict[str, Any]:
    """Return what `page` is besides its newest revision, as JSON values."""
    return {name: _plain(getattr(page, name)) for name in _PAGE} | {
        "versions": [
            {name: _plain(getattr(version, name)) for name in _VERSION}
            for version in page.versions.order_by("valid_from")
        ]
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def versions_mark(page_id: int) -> str:
    """Return a short hash of the versions of a page, without what changes by itself on their days."""
    rows = ProcedureVersion.objects.filter(procedure_id=page_id).order_by("valid_from")
    values = rows.values_list("valid_from", "record", "change", "is_text", "is_end")
    return fingerprint([[day.isoformat(), *rest] for day, *rest in values])


def put_versions_back(page_id: int, before: dict[str, Any], today: Any) -> None:
    """Make the versions of a page those of the snapshot `before`; what has come into force since waits no more."""
    ProcedureVersion.objects.filter(procedure_id=page_id).delete()
    rows = []
    for values in before["versions"]:
        row = ProcedureVersion(procedure_id=page_id)
        for name in _VERSION:
            field: Any = ProcedureVersion._meta.get_field(name)
            setattr(row, name, field.to_python(values[name]) if name != "record" else values[name])
        for name in ("decision", "replaced_by", "revision"):
            _drop_missing(row, name)
        row.waiting = row.valid_from > today
        rows.append(row)
    ProcedureVersion.objects.bulk_create(rows)


def _drop_missing(row: ProcedureVersion, name: str) -> None:
    """Forget a link to what was deleted since."""
    pk = getattr(row, f"{name}_id")
    model: type[Model] = ProcedureVersion._meta.get_field(name).related_model  # type: ignore[assignment]
    if pk is not None and not model._default_manager.filter(pk=pk).exists():
        setattr(row, f"{name}_id", None)


def moment(before: dict[str, Any], name: str) -> Any:
    """Return a moment of the snapshot, None when there was none."""
    return parse_datetime(before[name]) if before[name] else None
