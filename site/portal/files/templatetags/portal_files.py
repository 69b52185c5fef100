"""Pictures and documents in templates."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.permissions import policy_registry

from ..access import EDITORS_ACTIONS
from ..messages import file_size
from ..models import PortalDocument, PortalImage, PortalMedia
from ..pictures import picture_html

register = template.Library()


@register.simple_tag
def portal_picture(image: PortalImage | None, name: str, **attrs: Any) -> SafeString:
    """Show `image` as the registered picture `name`: `{% portal_picture page.lead_image "card" class="x" %}`.

    Further attributes go to the `<img>`: `alt=""` where the text beside it says the same, `loading="eager"` for
    the first picture of a page. Call `pictures.prefetch_renditions` in the view for lists.
    """
    return picture_html(image, name, **attrs)


@register.filter
def kind_and_size(document: PortalDocument | None) -> str:
    """Return what a link to a document should tell beforehand: "DOCX, 34 KB"."""
    if document is None:
        return ""
    parts = [document.kind.upper(), file_size(document.file_size) if document.file_size else ""]
    return ", ".join(part for part in parts if part)


@register.simple_tag
def own_collections(user: Any) -> Any:
    """Return the collections whose recordings a user may choose or change."""
    policy = policy_registry.get_by_type(PortalMedia)
    return policy.collections_user_has_any_permission_for(user, EDITORS_ACTIONS)
