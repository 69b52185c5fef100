"""The home page and the way from an address to a page."""

import hashlib
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.core.fields import StreamField
from portal.core.models import BasePage
from portal.core.publication_cache import html_until_next_publication

from ..blocks import HomeBlock

#: how long it is kept of which type the page at an address is, in seconds
LIFETIME = 300


class HomePage(BasePage):
    """The root page of the site: sections that editors arrange."""

    sections = StreamField(HomeBlock(), verbose_name=_("sections"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    schema_type = "WebSite"

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("sections")]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page at an address in two queries, in one when it was found before.

        Wagtail walks down the tree with two queries a level; only what no page answers to
        (the sub-routes of a list, a wrong address) needs the walk.
        """
        if path_components and (page := self.page_at(f"{self.url_path}{'/'.join(path_components)}/")):
            return page.route(request, [])
        return super().route(request, path_components)

    def page_at(self, url_path: str) -> BasePage | None:
        """Return the live page with this `url_path`.

        The cache only tells in which table to look; that the page is live and still there the query asks.
        """
        key = f"home.page_at.{hashlib.sha256(url_path.encode()).hexdigest()}"
        model = apps.get_model(label) if (label := cache.get(key)) else None
        if model is None:
            page = Page.objects.filter(url_path=url_path, live=True).only("pk", "content_type").first()
            model = page and page.specific_class
            if not (model and issubclass(model, BasePage)):
                return None
            cache.set(key, model._meta.label, LIFETIME)
        pages = model.objects.select_related(*model.serve_related)
        return pages.filter(url_path=url_path, live=True).first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "is_home": True,
            "sections": self.rendered_sections(request),
        }

    def rendered_sections(self, request: HttpRequest) -> SafeString:
        """Return the sections as HTML: made once a publication, since they are all made of other pages."""

        def render() -> SafeString:
            html = "".join(str(section.render({"request": request})) for section in self.sections)
            return mark_safe(html)  # noqa: S308 — each section is a rendered template

        return html_until_next_publication(self, request, render)
