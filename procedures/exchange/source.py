"""Records of pages as files need them: sorted by code, one after the other, so that memory stays the same."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from django.db.models import QuerySet

from portal.text import sort_key

from ..choices import Level
from ..models import ProcedureField, ProcedurePage
from ..records import record_of
from ..schema import to_dict
from .workbook import write_template, write_xlsx
from .writing import Record, write_csv, write_json

#: who applies, until procedures tell
USUAL_AUDIENCES = (
    "Công dân Việt Nam",
    "Doanh nghiệp",
    "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    "Hợp tác xã",
    "Người nước ngoài",
    "Cán bộ, công chức, viên chức",
)

#: ending of a file → what writes it
FORMATS: dict[str, Callable[[Iterable[Record], BinaryIO], int]] = {
    "json": write_json,
    "csv": write_csv,
    "xlsx": write_xlsx,
}


def public_records(codes: Iterable[str] = ()) -> Iterator[Record]:
    """Yield the records that everybody may read, as the site shows them today."""
    for page in _pages(ProcedurePage.objects.live().public(), codes):
        yield to_dict(record_of(page))


def newest_records(codes: Iterable[str] = (), pages: QuerySet | None = None) -> Iterator[Record]:
    """Yield the records of all procedures (or of `pages`), as their newest drafts have them."""
    found = ProcedurePage.objects.all() if pages is None else pages
    for page in _pages(found.select_related("latest_revision"), codes):
        newest = page.with_content_json(page.latest_revision.content) if page.latest_revision else page
        if newest.code:
            yield to_dict(record_of(newest))


def without_code() -> int:
    """Return how many pages no file can hold, since they have no code yet."""
    return ProcedurePage.objects.filter(code=None).count()


def fill_template(file: BinaryIO) -> None:
    """Write the template with the fields and levels of this site."""
    audiences = {name for row in ProcedurePage.objects.values_list("audiences", flat=True) for name in row}
    write_template(
        file,
        ProcedureField.objects.order_by("name").values_list("name", flat=True),
        [str(Level(key).label) for key in (Level.PROVINCE, Level.COMMUNE, Level.MINISTRY)],
        sorted(audiences or USUAL_AUDIENCES, key=sort_key),
    )


def _pages(found: QuerySet, codes: Iterable[str]) -> Iterator[ProcedurePage]:
    wanted = list(codes)
    if wanted:
        found = found.filter(code__in=wanted)
    found = found.exclude(code=None).select_related("procedure_field").order_by("code")
    yield from found.iterator(chunk_size=100)
