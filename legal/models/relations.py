"""What hangs on a document: its files, and how it stands to other documents."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from portal.text import normalise

from ..choices import Relation
from ..document_numbers import number_key


class LegalFile(Orderable):
    """A file of a document: the original, an annex."""

    page = ParentalKey("legal.LegalDocumentPage", on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "files.PortalDocument", on_delete=models.CASCADE, related_name="+", verbose_name=_("file")
    )
    label = models.CharField(
        _("what the file is"),
        max_length=200,
        blank=True,
        help_text=_("For example: Bản gốc có chữ ký, Phụ lục I. Empty: the title of the file."),
    )

    panels = [FieldPanel("document"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a legal document")

    def __str__(self) -> str:
        return self.label or str(self.document)


class LegalRelation(Orderable):
    """One relation to another document: one of the database, or a number that may come into it later.

    `target_key` is the key of the number; which document has it is looked up when a page is shown, so that a
    document that comes later is linked by itself and nothing is written for it.
    """

    page = ParentalKey("legal.LegalDocumentPage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=20, choices=Relation.choices)
    target = models.ForeignKey(
        "legal.LegalDocumentPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document on this portal"),
    )
    target_number = models.CharField(
        _("or its number"),
        max_length=100,
        blank=True,
        help_text=_(
            "When the document isn't here yet, for example 63/2010/NĐ-CP. It is linked once it comes."
        ),
    )
    target_key = models.CharField(max_length=100, blank=True, editable=False, db_index=True)

    panels = [FieldPanel("kind"), PageChooserPanel("target"), FieldPanel("target_number")]

    class Meta(Orderable.Meta):
        verbose_name = _("relation between documents")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target_number}".strip()

    def clean(self) -> None:
        super().clean()
        self.target_number = " ".join(normalise(self.target_number).split())
        if not self.target_id and not self.target_number:
            raise ValidationError({"target_number": _("Choose a document or write its number.")})
        if self.target_id and self.target_id == self.page_id:
            raise ValidationError({"target": _("A document stands in no relation to itself.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.target_number = " ".join(normalise(self.target_number).split())
        if self.target and self.target.number:
            self.target_number = self.target.number
        self.target_key = number_key(self.target_number)
        super().save(*args, **kwargs)
