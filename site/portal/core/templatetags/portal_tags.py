"""Template tags of the theme."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from portal.files.models import PortalImage
from portal.files.pictures import picture_url

from ..alerts import Notice, shown
from ..chrome import Chrome, chrome_for
from ..extras import Extra, links_to_extras, render_extras
from ..metadata import dublin_core_meta, json_ld_script

register = template.Library()


@register.simple_tag(takes_context=True)
def site_chrome(context: template.Context) -> Chrome:
    """Return what header and footer show (kept in the cache, see `portal.core.chrome`)."""
    request = context.get("request")
    return chrome_for(Site.find_for_request(request) if request else None)


@register.simple_tag(takes_context=True)
def site_alerts(context: template.Context) -> list[Notice]:
    """Return the alerts that stand on this page at this minute; no query beyond those of the chrome."""
    at_home = bool(context.get("is_home"))
    return shown(site_chrome(context).notices, timezone.now(), at_home=at_home)


@register.simple_tag(takes_context=True)
def breadcrumbs(context: template.Context, page: Page) -> list[dict[str, str]]:
    """Return the pages above `page` below the home page: title and address.

    One query, and none where the only page above stands below the home page.
    """
    if page.depth <= 3:
        return []
    request = context.get("request")
    parent = (page.get_url(request) or "").rstrip("/").rpartition("/")[0] + "/"
    title = site_chrome(context).sections.get(parent) if page.depth == 4 else None
    if title:
        return [{"title": title, "url": parent}]
    above = Page.objects.ancestor_of(page).filter(depth__gte=3).only("title", "url_path", "depth")
    return [{"title": found.title, "url": found.get_url(request)} for found in above]


@register.simple_tag
def json_ld(page: Any) -> SafeString:
    """Return the JSON-LD of a page as a script element."""
    return json_ld_script(page.json_ld())


@register.simple_tag
def dublin_core(page: Any) -> SafeString:
    """Return the Dublin Core elements of a page as meta elements."""
    return dublin_core_meta(page.dublin_core())


@register.simple_tag
def share_picture(page: Page, image: PortalImage | None, name: str = "share") -> SafeString:
    """Return the meta element of the picture beside a shared link, by its whole address; "" without a picture."""
    if image is None:
        return SafeString("")
    address = urljoin(page.full_url or "", picture_url(image, name))
    return format_html('<meta property="og:image" content="{}">', address)


@register.simple_tag(takes_context=True)
def page_extras(context: template.Context, page: Page) -> SafeString:
    """Show what rooms above add to this page (see `portal.core.extras`)."""
    return render_extras(page, context.get("request"))


@register.simple_tag
def extras_in_contents(page: Page) -> list[Extra]:
    """Return what the contents of a page lead to among the parts that other rooms add: `anchor`, `label`."""
    return links_to_extras(page)
