"""Pages that stand: about the Department, rights and duties, how to use the portal."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from portal.core.blocks import BodyBlock, plain_text
from portal.core.body import headings
from portal.core.fields import StreamField
from portal.core.models import BasePage

#: a text with fewer sections needs no table of contents
LONG_TEXT = 4


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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the sections of a long text, and the public pages below this one."""
        sections = [heading for heading in headings(self.body) if heading.level == 2]
        below = StandingPage.objects.child_of(self).live().public().defer("body") if self.numchild else []
        return super().get_context(request, *args, **kwargs) | {
            "contents": sections if len(sections) >= LONG_TEXT else [],
            "below": below,
        }
