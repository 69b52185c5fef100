"""The search for programs: `/api/search/`, described with the other open data by `/api/openapi.json`.

Words of the description are part of the published format, so they are Vietnamese whatever the site speaks.
"""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext
from ninja import Query, Router, Schema
from pydantic import Field, create_model

from .facet_sets import Facet
from .filters import MOST_CHOSEN, MOST_SHOWN, PARAMETERS
from .kinds import TYPES
from .labels import Names
from .numbers import LAST_PAGE, number
from .plan import MAX_QUERY
from .results import Result
from .service import MAX_PAGE_SIZE, SearchResults, search

router = Router(tags=["Tìm kiếm"])

PAGE_SIZE = 10

#: facet → what it is, in the description
_MEANINGS = {
    "field": "Lĩnh vực của thủ tục",
    "level": "Cấp thực hiện của thủ tục",
    "group": "Nhóm người được thực hiện thủ tục",
    "agency": "Cơ quan thực hiện thủ tục",
    "kind": "Loại văn bản, thể loại tin bài, áp phích, tiết mục",
    "topic": "Chủ đề của tin bài",
    "issuer": "Cơ quan ban hành văn bản",
    "section": "Chuyên mục của tạp chí",
    "campaign": "Chiến dịch, chủ đề của áp phích",
    "language": "Ngôn ngữ của áp phích",
    "commune": "Xã, phường đã diễn tiết mục",
    "year": "Năm đăng, ban hành hoặc diễn",
}


class Value(Schema):
    """Một giá trị của bộ lọc và số kết quả khi chọn nó."""

    value: str
    label: str
    count: int


class Found(Schema):
    """Một kết quả."""

    type: str = Field(..., description=f"Loại: {', '.join(TYPES)}")
    title: str
    url: str = Field(..., description="Địa chỉ trên cổng")
    code: str = Field(..., description="Mã thủ tục, để trống khi không phải thủ tục")
    number: str = Field(..., description="Số, ký hiệu văn bản, để trống khi không phải văn bản")
    snippet: str = Field(
        ..., description="Đoạn trích (HTML): từ tìm thấy nằm trong <mark>, còn lại đã mã hóa"
    )
    matched: str | None = Field(None, description="Mục hoặc tệp có đoạn trích, khi không phải phần chung")
    sample: bool | None = Field(None, description="Dữ liệu mẫu")
    notice: str | None = Field(None, description="Điều cần biết trước: dữ liệu mẫu, thủ tục đã bãi bỏ")


class Answer(Schema):
    """Một trang kết quả."""

    count: int = Field(..., description="Số kết quả của các loại đã chọn, theo bộ lọc")
    engine: str = Field(..., description="Bộ máy tìm kiếm đã trả lời")
    degraded: bool = Field(
        ..., description="Máy chủ tìm kiếm không trả lời, chỉ mục của cơ sở dữ liệu trả lời thay"
    )
    facets: dict[str, list[Value]] = Field(
        ..., description="Bộ lọc và số kết quả của từng giá trị, đếm theo các bộ lọc khác đang chọn"
    )
    corrected: str | None = Field(None, description="Câu hỏi đã được sửa lỗi gõ; tìm đúng như gõ: as_typed=1")
    results: list[Found]


_several = "; nhiều giá trị: lặp lại tham số hoặc cách nhau bằng dấu phẩy, chỉ cần một giá trị đúng"
_columns: dict[str, Any] = {
    "q": (str, Field("", description=f"Câu hỏi, có dấu hoặc không; đọc {MAX_QUERY} ký tự đầu")),
    "type": (list[str], Field([], description=f"Loại: {', '.join(TYPES)}{_several}")),
    "page": (str, Field("1", description="Số trang, từ 1; không phải số thì là 1", examples=["2"])),
    "page_size": (
        str,
        Field(str(PAGE_SIZE), description=f"Số kết quả một trang, 1 đến {MAX_PAGE_SIZE}", examples=["20"]),
    ),
    "as_typed": (str, Field("", description="1: tìm đúng như gõ, không sửa lỗi gõ")),
    **{name: (list[str], Field([], description=f"{_MEANINGS[name]}{_several}")) for name in PARAMETERS},
}
Asked: Any = create_model("SearchAsked", __base__=Schema, **_columns)


@router.get(
    "/",
    response=Answer,
    summary="Tìm kiếm trên cổng",
    description="Tìm trong thủ tục, tin bài, văn bản, tạp chí, áp phích, tiết mục và các trang khác. "
    "Nhiều bộ lọc: phải đúng tất cả. Trang sau trang cuối không có kết quả nào.",
    url_name="search",
)
def search_api(request: HttpRequest, asked: Query[Asked]) -> JsonResponse:
    """Answer one page of results."""
    values = asked.dict()
    facets = {name: chosen for name in PARAMETERS if (chosen := _values(values[name]))}
    found = search(
        values["q"],
        types=_values(values["type"]),
        facets=facets,
        page=number(values["page"], 1, LAST_PAGE),
        page_size=number(values["page_size"], PAGE_SIZE, MAX_PAGE_SIZE),
        request=request,
        as_typed=values["as_typed"] not in ("", "0"),
    )
    body: dict[str, Any] = {
        "count": found.count,
        "engine": found.engine,
        "degraded": found.degraded,
        "facets": _facets(found),
        "results": [_result(result) for result in found.results],
    }
    if found.question.corrected:
        body["corrected"] = found.question.corrected.shown_as
    # Vietnamese letters as they are: shorter on weak lines, and readable.
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _values(asked: list[str]) -> list[str]:
    return [value for text in asked[:MOST_CHOSEN] for value in text.split(",")[:MOST_CHOSEN] if value]


def _facets(found: SearchResults) -> dict[str, list[dict[str, Any]]]:
    """Return the types and each facet with its commonest values, those that were chosen among them."""
    types = [
        {"value": kind, "label": str(TYPES[kind]), "count": count} for kind, count in found.counts.items()
    ]
    names = Names([facet.name for facet in found.facets], found.types)
    return {"type": types} | {facet.name: _facet(facet, names) for facet in found.facets}


def _facet(facet: Facet, names: Names) -> list[dict[str, Any]]:
    shown = [one for place, one in enumerate(facet.values) if place < MOST_SHOWN or one.chosen]
    return [
        {"value": one.value, "label": names.value(facet.name, one.value), "count": one.count} for one in shown
    ]


def _result(result: Result) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "type": result.type,
        "title": result.title,
        "url": result.url,
        "code": result.code,
        "number": result.number,
        "snippet": result.snippet,
    }
    if result.hit_in:
        shown["matched"] = result.hit_in
    if result.is_sample:
        shown["sample"] = True
    notices = [*([gettext("Sample data")] if result.is_sample else []), *filter(None, [result.notice])]
    if notices:
        shown["notice"] = "; ".join(notices)
    return shown
