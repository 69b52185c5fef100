"""Records of pages as files need them: sorted by code, one after the other, so that memory stays the same."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from django.db.models import QuerySet

from ..models import ProcedurePage
from ..records import record_of
from ..schema import to_dict
from .workbook import write_xlsx
from .writing import Record, write_csv, write_json

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


def _pages(found: QuerySet, codes: Iterable[str]) -> Iterator[ProcedurePage]:
    wanted = list(codes)
    if wanted:
        found = found.filter(code__in=wanted)
    found = found.exclude(code=None).select_related("procedure_field").order_by("code")
    yield from found.iterator(chunk_size=100)
