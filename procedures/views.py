"""Addresses of a procedure that are no pages."""

from django.http import HttpRequest, HttpResponse
from wagtail.views import serve


def qr_code(request: HttpRequest, path: str) -> HttpResponse:
    """Give the QR code of the page at `path` ("thu-tuc/…/"), as its own route does.

    Wagtail's addresses end with a slash, a picture's doesn't.
    """
    response: HttpResponse = serve(request, f"{path}qr.svg/")
    return response
