"""What an editor is told after publishing a text that is not in force today."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.admin import messages

from ..models import ProcedurePage


def tell_when_it_holds(request: HttpRequest, page: Any) -> None:
    """Say it where the public page stays as it is: the text waits for its day, or a later one is in force."""
    if not isinstance(page, ProcedurePage):
        return
    version = page.versions.filter(is_text=True).order_by("-revision_id").first()
    current = page.current_version
    if version is None or version == current:
        return
    day = date_format(version.valid_from)
    if version.valid_from > timezone.localdate():
        text = gettext(
            "This text takes effect on %(day)s: until then the page stays as it is, then it changes by itself."
        )
    else:
        text = gettext(
            "This text was kept as the version of %(day)s: the page goes on showing the later one in force."
        )
    messages.warning(request, text % {"day": day})
