"""A legal document as a plain record, and how it lies in the columns of a page."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from portal.text import slugify_vi

if TYPE_CHECKING:
    from .models import LegalDocumentPage


@dataclass
class LegalRecord:
    """What a row of a list of legal documents says; subjects are names."""

    kind: str = ""
    number: str = ""
    title: str = ""
    issuer: str = ""
    issued_on: date | None = None
    effective_from: date | None = None
    subjects: list[str] = field(default_factory=list)


FIELD_NAMES = ("kind", "number", "title", "issuer", "issued_on", "effective_from", "subjects")
#: field of the record → column of the page, where they differ
COLUMNS = {"title": "full_title"}


def subject_slug(name: str) -> str:
    """Return the address of the subject called `name`."""
    return slugify_vi(name, 100)


def values(record: LegalRecord) -> dict[str, Any]:
    """Return the fields of `record` as JSON values; subjects as their addresses."""
    found = {name: _json(getattr(record, name)) for name in FIELD_NAMES if name != "subjects"}
    return found | {"subjects": sorted({subject_slug(name) for name in record.subjects})}


def values_of(page: "LegalDocumentPage") -> dict[str, Any]:
    """Return the same of `page`, of what is in memory: a draft's when it was loaded from one."""
    names = [name for name in FIELD_NAMES if name != "subjects"]
    found = {name: _json(getattr(page, COLUMNS.get(name, name))) for name in names}
    return found | {"subjects": sorted(subject.slug for subject in page.subjects.all())}


def apply(page: "LegalDocumentPage", record: LegalRecord, names: tuple[str, ...] = FIELD_NAMES) -> None:
    """Write the fields `names` of `record` into `page`, without saving it; makes subjects that aren't there."""
    for name in names:
        if name == "subjects":
            page.set_subjects(record.subjects)
        else:
            setattr(page, COLUMNS.get(name, name), getattr(record, name))


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value or ""
