"""The yardstick: a Django view that answers 30 KB of text, without template or database."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = ("<p>" + "Thủ tục hành chính. " * 40 + "</p>\n") * 30
PAGE = f"<!doctype html><html lang=vi><title>Thước đo</title><body>{BODY[:24_000]}</body></html>"

settings.configure(
    SECRET_KEY="only-for-the-benchmark",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)


def page(request: HttpRequest) -> HttpResponse:
    """Answer the same text whatever is asked."""
    return HttpResponse(PAGE)


urlpatterns = [path("", page), path("healthz", page)]
application = get_wsgi_application()
