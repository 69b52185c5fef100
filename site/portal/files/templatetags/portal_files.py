"""Pictures and documents in templates."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from ..messages import file_size
from ..models import PortalDocument, PortalImage
from ..pictures import picture_html, picture_url

register = template.Library()


@register.simple_tag
def portal_picture(image: PortalImage | None, name: str, **attrs: Any) -> SafeString:
    """Show `image` as the registered picture `name`: `{% portal_picture page.lead_image "card" class="x" %}`.

    Further attributes go to the `<img>`: `alt=""` where the text beside it says the same, `loading="eager"` for
    the first picture of a page. Call `pictures.prefetch_renditions` in the view for lists.
    """
    return picture_html(image, name, **attrs)


@register.simple_tag
def portal_picture_url(image: PortalImage | None, name: str = "share") -> str:
    """Return the address of one file of `image`, for metadata."""
    return picture_url(image, name)


@register.filter
def kind_and_size(document: PortalDocument | None) -> str:
    """Return what a link to a document should tell beforehand: "DOCX, 34 KB"."""
    if document is None:
        return ""
    parts = [document.kind.upper(), file_size(document.file_size) if document.file_size else ""]
    return ", ".join(part for part in parts if part)
