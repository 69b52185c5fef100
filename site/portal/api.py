"""The open data API, described by `/api/openapi.json`: gathers what the rooms give to be read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import ValidationError

from portal.search.api import router as search
from procedures.api.routes import router as procedures

api = NinjaAPI(
    title="Dữ liệu mở của Sở Văn hóa, Thể thao và Du lịch tỉnh Cao Bằng",
    version="1",
    description="Chỉ đọc, không cần đăng nhập. Mỗi câu trả lời có ETag: gửi lại bằng If-None-Match để khỏi tải lại.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
)
api.add_router("/procedures", procedures)
api.add_router("/search", search)

#: kinds of pydantic's errors → what people are told
_SAID = {
    "literal_error": lambda: gettext("This isn't one of the values that are known."),
    "int_parsing": lambda: gettext("This must be a whole number."),
    "greater_than_equal": lambda: gettext("This number is too small."),
    "less_than_equal": lambda: gettext("This number is too large."),
    "string_too_long": lambda: gettext("This text is too long."),
    "too_long": lambda: gettext("These are too many values."),
    "string_pattern_mismatch": lambda: gettext("This must be a day as YYYY-MM-DD."),
    "value_error": lambda: gettext("This day doesn't exist."),
}


@api.exception_handler(ValidationError)
def refuse(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which parameters are wrong."""
    problems = [
        {"where": str(_name(one)), "problem": str(_SAID.get(one["type"], _unreadable)())}
        for one in error.errors
    ]
    return api.create_response(
        request, {"detail": gettext("The request can't be understood."), "errors": problems}, status=422
    )


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    """Say that there is nothing at this address."""
    return api.create_response(
        request, {"detail": str(error) or gettext("Nothing is here."), "errors": []}, status=404
    )


def _unreadable() -> str:
    return gettext("This value can't be read.")


def _name(problem: Any) -> str:
    names = [part for part in problem["loc"] if isinstance(part, str)]
    return names[-1] if names else ""
