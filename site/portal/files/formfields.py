"""Form fields for uploads: the same checks at every door, with a message for people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from . import vetting
from .messages import file_size


class PortalImageField(WagtailImageField):
    """Takes pictures; gives them back rebuilt. Replaces Wagtail's field, which decodes before it measures."""

    default_validators: list[Any] = []

    def __init__(self, *args: Any, max_side: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_side = max_side
        limit = file_size(vetting.image_upload_limit())
        self.help_text = _(
            "JPG, PNG, WebP, AVIF, GIF, or HEIC from a phone; at most %(limit)s. Of a moving picture the first frame "
            "is kept. The place where it was taken is removed from the file."
        ) % {"limit": limit}
        self.error_messages["file_too_large_unknown_size"] = _(
            "The file is too big. At most %(limit)s is accepted."
        ) % {"limit": limit}
        self.error_messages["invalid_image_extension"] = _("Files of this kind are not accepted as pictures.")

    def to_python(self, data: Any) -> vetting.Vetted | None:
        file = forms.FileField.to_python(self, data)
        return None if file is None else vetting.vet_image(file, file.name or "", max_side=self.max_side)


class PortalThumbnailField(PortalImageField):
    """A still picture of a video."""


class PortalDocumentField(WagtailDocumentField):
    """Takes documents whose content is what their extension says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = file_size(vetting.document_upload_limit())
        self.help_text = _("%(kinds)s; at most %(limit)s. Without macros, scripts or a password.") % {
            "kinds": ", ".join(vetting.document_extensions()).upper(),
            "limit": limit,
        }
        self.error_messages["file_too_large_unknown_size"] = _(
            "The file is too big. At most %(limit)s is accepted."
        ) % {"limit": limit}

    def to_python(self, data: Any) -> vetting.Vetted | None:
        file = forms.FileField.to_python(self, data)
        return None if file is None else vetting.vet_document(file, file.name or "")


class PortalMediaField(forms.FileField):
    """Takes videos and recordings whose container is what their extension says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "Video: MP4, WebM, MOV; sound: MP3, M4A, OGG, WAV. At most %(limit)s. MP4 plays on every phone."
        ) % {"limit": file_size(vetting.media_upload_limit())}

    def to_python(self, data: Any) -> vetting.Vetted | None:
        file = super().to_python(data)
        return None if file is None else vetting.vet_media(file, file.name or "")


class PortalCaptionsField(forms.FileField):
    """Takes captions as WebVTT; gives them back written anew, with nothing but cues in them."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ".vtt"}

    def to_python(self, data: Any) -> vetting.Vetted | None:
        file = super().to_python(data)
        return None if file is None else vetting.vet_captions(file, file.name or "")
