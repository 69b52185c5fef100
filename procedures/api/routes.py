"""The API of the catalogue. Reading only; everybody may, from any site."""

import hashlib
from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import condition
from ninja import Path, Query, Router
from ninja.decorators import decorate_view

from portal.core.models import PublicationStamp
from portal.text import parse_code

from ..models import ProcedurePage
from ..past import page_as_of
from . import catalogue
from .shapes import DAY, Filters, ProcedureDetail, ProcedureList, Refusal

router = Router(tags=["Thủ tục hành chính"])

_REFUSALS = {404: Refusal, 422: Refusal}
_DAY = "Bản áp dụng vào ngày này (YYYY-MM-DD); không có thì là hôm nay"


def etag(request: HttpRequest, **kwargs: Any) -> str:
    """Return the mark of an answer: it changes with any publication, with the day and with the address."""
    told = (
        f"{PublicationStamp.current()}|{timezone.localdate()}|{request.get_host()}|{request.get_full_path()}"
    )
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


@router.get(
    "/",
    response={200: ProcedureList, **_REFUSALS},
    summary="Danh mục thủ tục",
    description="Các thủ tục đang áp dụng, mỗi thủ tục kèm bản ghi đầy đủ, xếp theo mã. "
    "Nhiều giá trị của một bộ lọc: chỉ cần một giá trị đúng; nhiều bộ lọc: phải đúng tất cả.",
    url_name="procedures",
)
@decorate_view(condition(etag_func=etag))
def procedures(
    request: HttpRequest,
    asked: Query[Filters],
    can_cu: str = Query("", alias="can-cu", max_length=255, description="Căn cứ: số hoặc địa chỉ văn bản"),
) -> Any:
    """List procedures; at most eight queries whatever the number of them."""
    today = timezone.localdate()
    day = date.fromisoformat(asked.ngay) if asked.ngay else today
    values = catalogue.values_asked(asked)
    is_today = day == today
    rows = catalogue.rows_of_today(values, today) if is_today else catalogue.rows_of_day(values, day, today)
    if can_cu:
        rows = catalogue.standing_on(rows, can_cu)
    base = _base(request)
    return {
        "count": len(rows),
        "page": asked.page,
        "page_size": asked.page_size,
        "date": day.isoformat(),
        "results": list(catalogue.part(rows, asked.page, asked.page_size, day, today, base)),
        **catalogue.neighbours(asked, values, can_cu, len(rows), base),
    }


@router.get(
    "/{code}/",
    response={200: ProcedureDetail, **_REFUSALS},
    summary="Một thủ tục",
    description="Bản ghi đầy đủ, biểu mẫu và các bản của một thủ tục, cả thủ tục đã bãi bỏ. "
    "Mã viết cách nào cũng được.",
    url_name="procedure",
)
@decorate_view(condition(etag_func=etag))
def procedure(
    request: HttpRequest,
    code: str = Path(..., max_length=60, examples=["1.003838"]),
    ngay: Annotated[DAY | None, Query(description=_DAY)] = None,
) -> Any:
    """Give one procedure; at most eight queries."""
    page = ProcedurePage.objects.live().public().select_related("procedure_field").by_code(code)
    if page is None or not parse_code(code):
        raise Http404(gettext("There is no procedure with this code."))
    today = timezone.localdate()
    day = date.fromisoformat(ngay) if ngay else today
    version = page.version_on(day)
    if day == today:
        return catalogue.detail(page, version, True, _base(request))
    if version is None:
        raise Http404(gettext("The portal has no version of this procedure on that day."))
    return catalogue.detail(page_as_of(page, version), version, False, _base(request))


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
