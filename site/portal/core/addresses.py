"""Which addresses an editor may put into a menu or an alert."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.text import normalise

MESSAGE = _(
    "Give an address that begins with https://, http://, mailto: or tel:, "
    "or the path of a page of this portal, such as /thu-tuc/."
)

_UNWRITTEN = re.compile(r"[\s\\\x00-\x1f\x7f<>\"]")
_MAIL = re.compile(r"[^@?]+@[^@?]+\.[^@?]+(\?.*)?")
_PHONE = re.compile(r"\+?[\d.()-]{3,20}")


def check_address(value: str) -> None:
    """Refuse what is neither a web, mail or telephone address nor a path of this portal.

    `//host/` counts as another site's address without its scheme, `javascript:` and the like as no address.
    """
    if not is_address(value):
        raise ValidationError(MESSAGE, code="address")


def is_address(value: str) -> bool:
    """Say whether a link may lead to `value`."""
    if normalise(value) != value or _UNWRITTEN.search(value):
        return False
    if value.startswith("/"):
        return not value.startswith("//")
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(host)
    if parts.scheme == "mailto":
        return bool(_MAIL.fullmatch(value[7:]))
    return parts.scheme == "tel" and bool(_PHONE.fullmatch(value[4:]))
