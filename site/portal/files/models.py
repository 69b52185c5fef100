"""The portal's own image, document and media models: swapped in for Wagtail's before the first migration."""

from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    ImageQuerySet,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtailmedia.models import AbstractMedia, MediaQuerySet

from . import uncommitted
from .fields import DocumentFileField, ImageFileField, MediaFileField, RenditionFileField, ThumbnailFileField


class KeepsFilesWithRows(models.Model):
    """A file is on disk exactly when its row is in the database.

    When saving the row fails, the file that was stored a moment before goes too; when a transaction
    around it is rolled back, `uncommitted` removes it at the end of the request.
    """

    file_fields: tuple[str, ...] = ("file",)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the new files, then the row: so that the row says what was found in the files."""
        only = kwargs.get("update_fields")
        named = [name for name in self.file_fields if only is None or name in only]
        try:
            for file in (getattr(self, name) for name in named):
                if not getattr(file, "_committed", True):
                    file.save(file.name, file.file, save=False)
            super().save(*args, **kwargs)
        finally:
            uncommitted.settle(str(getattr(self, name)) for name in named)


class PortalImage(KeepsFilesWithRows, AbstractImage):
    """A picture: vetted and re-encoded before it is stored (JPEG, PNG or WebP, upright, bounded size)."""

    file = ImageFileField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who took or made the picture; shown beneath it."),
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects: ClassVar[Any] = ImageQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self) -> str:
        return self.title

    def get_upload_to(self, filename: str) -> str:
        return f"original_images/{PurePosixPath(filename).name}"

    @property
    def shown_alt(self) -> str:
        """Text that stands for the picture: the block's own, else the description, else the title."""
        if self.decorative:
            return ""
        return self.contextual_alt_text or self.default_alt_text


class PortalRendition(KeepsFilesWithRows, AbstractRendition):
    """One size and format of a picture, made when a page is published."""

    file = RenditionFileField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )
    image = models.ForeignKey(
        PortalImage, related_name="renditions", on_delete=models.CASCADE, verbose_name=_("image")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="files_unique_rendition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"


class PortalDocument(KeepsFilesWithRows, AbstractDocument):
    """A file to download: its content was found to be what its name says, and without active parts."""

    file = DocumentFileField(upload_to="documents", verbose_name=_("file"))
    kind = models.CharField(_("kind of file"), max_length=8, blank=True, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title


class PortalMedia(KeepsFilesWithRows, AbstractMedia):
    """A video or sound recording."""

    file_fields = ("file", "thumbnail")

    file = MediaFileField(upload_to="media", verbose_name=_("file"))
    thumbnail = ThumbnailFileField(upload_to="media_thumbnails", blank=True, verbose_name=_("thumbnail"))
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects: ClassVar[Any] = MediaQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "credit",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video or audio")
        verbose_name_plural = _("videos and audio")

    def __str__(self) -> str:
        return self.title
