"""Pages that stand: about the Department, rights and duties, how to use the portal."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from portal.core.blocks import BodyBlock, plain_text
from portal.core.fields import StreamField
from portal.core.models import BasePage


class StandingPage(BasePage):
    """A page of lasting content; pages of one subject may stand below it."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandingPage"]
    subpage_types = ["home.StandingPage"]

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def search_body(self) -> str:
        return plain_text(self.body)
