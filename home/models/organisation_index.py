"""The organisation chart as a page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from portal.core.blocks import BodyBlock, plain_text
from portal.core.body import render_body
from portal.core.fields import StreamField
from portal.core.models import BasePage
from portal.organisations.models import Organisation

from ..chart import Unit, chart_of
from .organisation_page import OrganisationPage


class OrganisationIndexPage(BasePage):
    """The Department with its offices and units of today; each record with a page leads there."""

    body = StreamField(BodyBlock(), verbose_name=_("text below the chart"), blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.OrganisationPage"]
    schema_type = "CollectionPage"

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("organisation chart")
        verbose_name_plural = _("organisation charts")

    def search_body(self) -> str:
        return plain_text(self.body)

    def chart(self) -> list[Unit]:
        """Return the chart of today. Four queries, however many records there are."""
        records = Organisation.objects.defer("duties")
        successors = Organisation.replaces.through.objects.values_list(
            "to_organisation_id", "from_organisation_id"
        )
        urls = OrganisationPage.urls_by_record()
        return chart_of(records, dict(successors), urls, timezone.localdate())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "chart": self.chart(),
            "body": render_body(self.body),
        }
