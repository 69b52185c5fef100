"""What the public page of a procedure has besides its record: counters, the address for a telephone's camera."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.contrib.routable_page.models import path

from portal.organisations.models import Counter

from ..citizen_context import SHEET
from ..sharing import qr_svg
from .life import LivingPage


class CitizensPage(LivingPage):
    """A procedure as a citizen meets it."""

    code: str | None
    counters = ParentalManyToManyField(
        Counter,
        blank=True,
        related_name="+",
        verbose_name=_("counters of this procedure"),
        help_text=_("Leave empty to show the counters of its level and of its organisation."),
    )

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the template of the page, or of the checklist on paper (`?in=ho-so`)."""
        if request.GET.get("in") == SHEET:
            return "procedures/dossier_sheet.html"
        return super().get_template(request, *args, **kwargs)

    def short_url(self, request: HttpRequest | None = None) -> str:
        """Return its shortest lasting address, that of its code; its own where it has none yet."""
        own = self.get_full_url(request) or ""
        if not self.code or not own:
            return own
        return f"{own.rstrip('/').rpartition('/')[0]}/{self.code}/"

    @path("qr.svg/", name="qr")
    def qr(self, request: HttpRequest) -> HttpResponse:
        """Give the QR code of its address; browsers and caches may keep it for a day."""
        response = HttpResponse(qr_svg(self.short_url(request)), content_type="image/svg+xml")
        response["Cache-Control"] = "public, max-age=86400"
        return response
