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
from wagtail.models import Page
from wagtailmedia.models import AbstractMedia, MediaQuerySet

from . import uncommitted
from .fields import (
    CaptionsFileField,
    DocumentFileField,
    ImageFileField,
    MediaFileField,
    RenditionFileField,
    ThumbnailFileField,
)
from .languages import Language


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
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
        db_index=True,
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
        db_index=True,
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


class DocumentText(models.Model):
    """The text of a document's file as `texts` read it, for search; empty where there is none to read."""

    document = models.OneToOneField(
        PortalDocument, on_delete=models.CASCADE, primary_key=True, related_name="extracted"
    )
    #: of the file that was read
    fingerprint = models.CharField(max_length=255)
    text = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.text[:80]


class PortalMedia(KeepsFilesWithRows, AbstractMedia):
    """A video or sound recording, with what those need who can't hear or see it."""

    file_fields = ("file", "thumbnail", "captions")

    file = MediaFileField(upload_to="media", verbose_name=_("file"), db_index=True)
    thumbnail = ThumbnailFileField(
        upload_to="media_thumbnails",
        blank=True,
        verbose_name=_("poster picture"),
        db_index=True,
        help_text=_("Shown until the recording is played. JPG, PNG or WebP."),
    )
    captions = CaptionsFileField(
        upload_to="media_captions",
        blank=True,
        verbose_name=_("captions"),
        db_index=True,
        help_text=_(
            "A .vtt file: what is said and sung, with its times, for those who can't hear it. At most 1 MB."
        ),
    )
    captions_language = models.CharField(
        _("language of the captions"),
        max_length=8,
        choices=Language.choices,
        default=Language.VIETNAMESE,
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_(
            "All that is said, sung and seen, as text: for those who can't play the recording, and for search."
        ),
    )
    credit = models.CharField(
        _("credit of the recording"),
        max_length=255,
        blank=True,
        help_text=_("Who made the recording; shown beneath it."),
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects: ClassVar[Any] = MediaQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "thumbnail",
        "captions",
        "captions_language",
        "transcript",
        "credit",
        "duration",
        "width",
        "height",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video or audio")
        verbose_name_plural = _("videos and audio")

    def __str__(self) -> str:
        return self.title


class FileUse(models.Model):
    """A page uses a file: in the content that is in its row (`draft` false), or in its newest draft.

    Whether the page is live is asked when the file is fetched. See `uses` for how it is kept.
    """

    class Kind(models.TextChoices):
        IMAGE = "image"
        DOCUMENT = "document"
        MEDIA = "media"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    file_id = models.PositiveBigIntegerField()
    draft = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("kind", "file_id", "draft", "page"), name="files_unique_use")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_id}: {self.page_id}"
