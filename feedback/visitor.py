"""The mark by which a visitor may change his mind about a rating: random, kept only by his browser."""

import hmac
import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .models.rating import CHANGE_DAYS

#: set when somebody rates, never before; sent only to the address of ratings
COOKIE = "danh_gia"
PATH = "/danh-gia/"


def token_of(request: HttpRequest) -> str:
    """Return the token of the visitor's browser, a new one where it has none."""
    token = request.COOKIES.get(COOKIE, "")
    return token if re.fullmatch(r"[0-9a-f]{32}", token) else secrets.token_hex(16)


def mark_of(token: str, procedure_id: int) -> str:
    """Return what is stored of `token`: a hash for one procedure, so that nobody's ratings can be put together."""
    text = f"rating|{procedure_id}|{token}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), "sha256").hexdigest()


def remember(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Let the browser keep the token for `CHANGE_DAYS` days."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=CHANGE_DAYS * 86_400,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
