"""Drafts of regulations that people are asked to comment on."""

from datetime import date
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Case, F, Q, QuerySet, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page

from portal.core.blocks import BodyBlock, plain_text
from portal.core.body import render_body
from portal.core.fields import StreamField
from portal.core.models import BasePage
from portal.text import normalise

from ..names import short_title
from ..panels import CONTACTS, DraftForm, draft_handler, lacking_in_draft
from .document import LegalDocumentPage

PAGE_SIZE = 20


class DraftStatus(models.TextChoices):
    OPEN = "dang-lay-y-kien", _("Open for comment")
    CLOSED = "da-dong", _("Closed for comment")
    ISSUED = "da-ban-hanh", _("Issued as a document")


class DraftRegulationPage(BasePage):
    """A draft with its full text, the deadline for comments and whom to send them to."""

    full_title = models.TextField(
        _("title of the draft"),
        help_text=_("For example: Dự thảo Nghị quyết quy định mức hỗ trợ nghệ nhân."),
    )
    drafting_unit = models.CharField(
        _("drafting unit"), max_length=255, help_text=_("The office or authority that prepares it.")
    )
    opened_on = models.DateField(_("comments from"), null=True, blank=True)
    deadline = models.DateField(
        _("comments until"), null=True, help_text=_("The last day on which comments are taken.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text of the draft"), blank=True)
    how_to_comment = models.TextField(
        _("how to comment"),
        blank=True,
        help_text=_("What the drafting unit asks for most, and in which form."),
    )
    contact_office = models.CharField(_("office that takes comments"), max_length=255, blank=True)
    contact_address = models.CharField(_("post address"), max_length=255, blank=True)
    contact_email = models.EmailField(_("e-mail for comments"), blank=True)
    contact_phone = models.CharField(_("telephone for questions"), max_length=50, blank=True)
    comments_summary = StreamField(
        BodyBlock(),
        verbose_name=_("comments received and what became of them"),
        blank=True,
        help_text=_("Written when the time for comments is over."),
    )
    issued_document = models.ForeignKey(
        LegalDocumentPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document that was issued"),
    )

    search_type = "legal"
    in_site_tree = False
    serve_related = ("organisation", "issued_document")
    parent_page_types = ["legal.DraftIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    base_form_class = DraftForm
    edit_handler = draft_handler

    class Meta:
        verbose_name = _("draft for comment")
        verbose_name_plural = _("drafts for comment")

    @property
    def status(self) -> DraftStatus:
        """Whether comments are taken today (Asia/Ho_Chi_Minh), the deadline included."""
        if self.issued_document_id:
            return DraftStatus.ISSUED
        is_open = self.deadline is not None and self.deadline >= timezone.localdate()
        return DraftStatus.OPEN if is_open else DraftStatus.CLOSED

    @property
    def days_left(self) -> int:
        """How many days remain after today."""
        return (self.deadline - timezone.localdate()).days if self.deadline else 0

    @cached_property
    def issued(self) -> LegalDocumentPage | None:
        """The document that came of it, if everybody may read it."""
        if not self.issued_document_id:
            return None
        public = LegalDocumentPage.objects.live().public()
        return public.filter(pk=self.issued_document_id).names_only().first()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._derive()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._derive()
        super().minimal_clean()

    def _derive(self) -> None:
        self.full_title = " ".join(normalise(self.full_title or "").split())
        for name in ("drafting_unit", "how_to_comment", "contact_office", "contact_address", "contact_phone"):
            setattr(self, name, normalise(getattr(self, name) or "").strip())
        self.title = short_title(self.full_title) or self.title
        self.draft_title = self.draft_title or self.title

    def missing_for_publication(self) -> dict[str, str]:
        contact = any(getattr(self, f"contact_{name}") for name in CONTACTS)
        return lacking_in_draft(bool(self.body) or bool(self.files.all()), contact)

    def search_title(self) -> str:
        return self.full_title or self.title

    def search_body(self) -> str:
        texts = (self.drafting_unit, plain_text(self.body), plain_text(self.comments_summary))
        return "\n".join(text for text in texts if text)

    def search_facets(self) -> dict[str, list[str]]:
        return {"kind": ["du-thao"]}

    def search_date(self) -> date | None:
        return self.opened_on or super().search_date()

    def creator(self) -> str:
        return self.drafting_unit or super().creator()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "files": self.files.select_related("document"),
            "body": render_body(self.body),
            "comments_summary": render_body(self.comments_summary),
        }


class DraftFile(Orderable):
    """A file of a draft: its text, the report that explains it."""

    page = ParentalKey(DraftRegulationPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "files.PortalDocument", on_delete=models.CASCADE, related_name="+", verbose_name=_("file")
    )
    label = models.CharField(
        _("what the file is"),
        max_length=200,
        blank=True,
        help_text=_("For example: Toàn văn dự thảo, Tờ trình. Empty: the title of the file."),
    )

    panels = [FieldPanel("document"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a draft")

    def __str__(self) -> str:
        return self.label or str(self.document)


class DraftIndexPage(BasePage):
    """The drafts for comment: those open first, then the others, newest first."""

    max_count = 1
    parent_page_types = ["legal.LegalIndexPage"]
    subpage_types = ["legal.DraftRegulationPage"]
    schema_type = "CollectionPage"

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("list of drafts for comment")

    def drafts(self) -> QuerySet[DraftRegulationPage]:
        """Return the live and public drafts: open ones by deadline, then the others from the newest back."""
        is_open = Q(deadline__gte=timezone.localdate(), issued_document=None)
        drafts = DraftRegulationPage.objects.child_of(self).live().public().defer_streamfields()
        return drafts.order_by(
            Case(When(is_open, then=0), default=1),
            Case(When(is_open, then=F("deadline"))),
            F("deadline").desc(nulls_last=True),
            "-pk",
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "drafts": Paginator(self.drafts(), PAGE_SIZE).get_page(request.GET.get("page")),
        }
