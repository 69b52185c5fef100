"""Whether a form comes from a page of ours, without a cookie for everybody who only reads.

Django's own token needs a cookie from the moment a page shows the form; a procedure's page would give one to every
reader and could be kept by no cache. Browsers tell where a request comes from (`Sec-Fetch-Site`); where one doesn't,
the form comes back with Django's token in it and is sent once more.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


class _Check(CsrfViewMiddleware):
    """Django's check of the token, which tells instead of answering."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def is_ours(request: HttpRequest) -> bool:
    """Tell whether a page of ours sent this form, by the browser's word or by Django's token."""
    if (came_from := request.headers.get("Sec-Fetch-Site")) is not None:
        return came_from == "same-origin" or _has_token(request)
    return _has_token(request)


def _no_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _has_token(request: HttpRequest) -> bool:
    check = _Check(_no_view)
    check.process_request(request)
    return check.process_view(request, _no_view, (), {}) is None
