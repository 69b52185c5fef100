"""Model fields that store nothing unvetted.

Every door of the editors' side, every command and every test ends in `FieldFile.save`: what its form has
not vetted already is vetted there. Forms vet first, so that people get a message; this is the lock behind it.
"""

from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.forms import Field
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from . import uncommitted, vetting
from .formfields import PortalCaptionsField, PortalMediaField, PortalThumbnailField


class WatchedFile(FieldFile):
    """A stored file that goes again when its row doesn't come (see `uncommitted`)."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        super().save(name, content, save=False)
        uncommitted.watch(self.storage, str(self.name), type(self.instance), self.field.name)
        if save:
            self.instance.save()


class VettedFile(WatchedFile):
    """A stored file whose content and name went through `vetting`."""

    def vet(self, content: File[Any], name: str) -> vetting.Vetted:
        raise NotImplementedError

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Vet `content`, store it under a safe name, note what is known about it on the row.

        Raises ValidationError, with nothing stored, when the content is refused.
        """
        vetted = content if isinstance(content, vetting.Vetted) else self.vet(content, name)
        super().save(str(vetted.name), vetted, save=False)
        self.note(vetted)
        if save:
            self.instance.save()

    def note(self, vetted: vetting.Vetted) -> None:
        """Set the fields of the row that describe the stored file."""


class MeasuredImageFile(WagtailImageFieldFile):
    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        """Width and height from the header; the picture is never decoded for it."""
        return vetting.dimensions(self)


class RenditionFile(WatchedFile, MeasuredImageFile):
    """A picture that the portal made itself."""


class VettedImageFile(VettedFile, MeasuredImageFile):
    def vet(self, content: File[Any], name: str) -> vetting.Vetted:
        return vetting.vet_image(content, name)

    def note(self, vetted: vetting.Vetted) -> None:
        row: Any = self.instance
        row.file_size = vetted.size
        row.file_hash = vetted.sha1


class VettedDocumentFile(VettedFile):
    def vet(self, content: File[Any], name: str) -> vetting.Vetted:
        return vetting.vet_document(content, name)

    def note(self, vetted: vetting.Vetted) -> None:
        row: Any = self.instance
        row.file_size = vetted.size
        row.file_hash = vetted.sha1
        row.sha256 = vetted.sha256
        row.kind = vetted.kind


class VettedMediaFile(VettedFile):
    def vet(self, content: File[Any], name: str) -> vetting.Vetted:
        return vetting.vet_media(content, name)

    def note(self, vetted: vetting.Vetted) -> None:
        """Fill in what the editor left out and the file tells."""
        row: Any = self.instance
        row.duration = row.duration or vetted.facts.duration
        if row.type == "video" and not (row.width and row.height):
            row.width, row.height = vetted.facts.width, vetted.facts.height


class VettedThumbnailFile(VettedFile):
    def vet(self, content: File[Any], name: str) -> vetting.Vetted:
        return vetting.vet_image(content, name)


class VettedCaptionsFile(VettedFile):
    def vet(self, content: File[Any], name: str) -> vetting.Vetted:
        return vetting.vet_captions(content, name)


class ImageFileField(WagtailImageField):
    attr_class = VettedImageFile


class RenditionFileField(WagtailImageField):
    attr_class = RenditionFile


class DocumentFileField(models.FileField):
    attr_class = VettedDocumentFile


class MediaFileField(models.FileField):
    attr_class = VettedMediaFile

    def formfield(self, **kwargs: Any) -> Field | None:
        return super().formfield(**{"form_class": PortalMediaField, "max_length": None, **kwargs})


class ThumbnailFileField(models.FileField):
    attr_class = VettedThumbnailFile

    def formfield(self, **kwargs: Any) -> Field | None:
        return super().formfield(**{"form_class": PortalThumbnailField, "max_length": None, **kwargs})


class CaptionsFileField(models.FileField):
    attr_class = VettedCaptionsFile

    def formfield(self, **kwargs: Any) -> Field | None:
        return super().formfield(**{"form_class": PortalCaptionsField, "max_length": None, **kwargs})
