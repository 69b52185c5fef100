"""How pictures in rich text are shown: with the sizes made at publication, as everywhere else."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.images.formats import Format, register_image_format, unregister_image_format

from .models import PortalImage
from .pictures import picture_html


class PictureFormat(Format):
    """Makes its preview in the editor as Wagtail does; on public pages it makes nothing."""

    def image_to_html(
        self, image: PortalImage, alt_text: str, extra_attributes: dict[str, Any] | None = None
    ) -> SafeString:
        if extra_attributes is not None:
            html: SafeString = super().image_to_html(image, alt_text, extra_attributes)
            return html
        return picture_html(image, "full", alt=alt_text, **{"class": self.classname})


for old in ("fullwidth", "left", "right"):
    unregister_image_format(old)

register_image_format(PictureFormat("fullwidth", _("Full width"), "richtext-image full-width", "width-800"))
register_image_format(PictureFormat("left", _("Left-aligned"), "richtext-image left", "width-500"))
register_image_format(PictureFormat("right", _("Right-aligned"), "richtext-image right", "width-500"))
