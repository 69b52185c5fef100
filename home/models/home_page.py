"""The home page and the way from an address to a page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.core.fields import StreamField
from portal.core.models import BasePage

from ..blocks import HomeBlock


class HomePage(BasePage):
    """The root page of the site: sections that editors arrange."""

    sections = StreamField(HomeBlock(), verbose_name=_("sections"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    schema_type = "WebSite"

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("sections")]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page at an address in two queries.

        Wagtail walks down the tree with two queries a level; only what no page answers to
        (the sub-routes of a list, a wrong address) needs the walk.
        """
        if path_components:
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            page = Page.objects.filter(url_path=url_path, live=True).only("pk", "content_type").first()
            model = page and page.specific_class
            if model and issubclass(model, BasePage):
                return model.objects.select_related(*model.serve_related).get(pk=page.pk).route(request, [])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"is_home": True}
