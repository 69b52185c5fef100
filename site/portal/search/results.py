"""Results as they are shown: rows of the index that the database shows everybody, with address and passage."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.models import Page

from .hits import passage
from .kinds import DATED, TYPES
from .models import HiddenPage, IndexedItem
from .snippets import Marker


@dataclass(frozen=True)
class Result:
    """One result as it is shown. `title_marked` and `snippet` are escaped HTML with mark elements."""

    type: str
    title: str
    title_marked: SafeString
    url: str
    code: str
    number: str
    snippet: SafeString
    date: date | None
    is_sample: bool
    #: how long its recording is, in words ("3 phút 12 giây")
    duration: str = ""
    #: what a reader must know first ("Đã bãi bỏ")
    notice: str = ""
    #: where the snippet stands, in words, unless in the page's own text ("Trong tệp “Mẫu số 01”")
    hit_in: str = ""
    #: editors put it above the results
    is_pinned: bool = False
    #: the row of the index, for whoever asks why it stands here
    pk: int = 0

    @property
    def shows_date(self) -> bool:
        """Whether its day is one of the facts that matter for its type: news and documents are of a day."""
        return self.type in DATED

    @property
    def label(self) -> str:
        """The name of its type."""
        return str(TYPES[self.type])


def public_rows(pks: list[int]) -> list[tuple[IndexedItem, Page]]:
    """Return the rows in this order, with their pages; what the database no longer shows everybody is left out."""
    rows = IndexedItem.objects.select_related("text").in_bulk(pks)
    pages = public_pages([row.object_id for row in rows.values()])
    return [(rows[pk], pages[rows[pk].object_id]) for pk in pks if pk in rows and rows[pk].object_id in pages]


def shown(
    rows: list[tuple[IndexedItem, Page]], marker: Marker, on_top: Collection[int], request: HttpRequest | None
) -> list[Result]:
    """Return `public_rows` as results, those `on_top` as what editors put there."""
    return [_result(row, address(page, request), marker, row.pk in on_top) for row, page in rows]


def _result(row: IndexedItem, url: str, marker: Marker, is_pinned: bool) -> Result:
    snippet, hit_in = passage(marker, row.title, row.text.body, row.text.parts)
    return Result(
        type=row.type,
        title=row.title,
        title_marked=marker.mark(row.title),
        url=url,
        code=row.code,
        number=row.number,
        snippet=snippet,
        date=row.date,
        is_sample=row.is_sample,
        duration=" ".join(row.facets.get("duration", ())),
        notice=" ".join(row.facets.get("notice", ())),
        hit_in=hit_in,
        is_pinned=is_pinned,
        pk=row.pk,
    )


def public_pages(keys: Collection[str]) -> dict[str, Page]:
    """Return what everybody may see and editors didn't hide; what has expired is gone before the scheduler comes by."""
    pages = Page.objects.filter(pk__in=[int(key) for key in keys]).live().public()
    pages = pages.exclude(expire_at__lte=timezone.now()).exclude(pk__in=HiddenPage.objects.values("page_id"))
    return {
        str(page.pk): page for page in pages.only("pk", "url_path", "locale_id", "content_type_id", "live")
    }


def address(page: Page, request: HttpRequest | None) -> str:
    """Return the path of a page; `get_url` would look up the site of the request first, and there is one only."""
    _, _, path = page.get_url_parts(request) or ("", "", "")
    return str(path or "")
