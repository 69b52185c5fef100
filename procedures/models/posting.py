"""Posting sets: the procedures that a place posts, and the papers that were made of them.

Nghị định 63/2010/NĐ-CP, Điều 17, and its amendments: procedures are posted where their dossiers are received.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from modelsearch import index
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable

from portal.core.slugs import free_slug
from portal.organisations.models import Organisation
from portal.text import normalise

from ..posting.form import PostingSetForm
from ..posting.storage import paper_storage

#: a paper of which no worker has said anything for so long was given up
PATIENCE = timedelta(minutes=5)


class PostingSet(index.Indexed, ClusterableModel):
    """The procedures that one place posts, in their order; the public sees a set that `is_public`."""

    name = models.CharField(
        _("name of the set"),
        max_length=255,
        help_text=_("As it stands on the cover, for example: Thủ tục tiếp nhận tại Văn phòng Sở."),
    )
    slug = models.SlugField(
        _("address of the set"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Empty: made from the name. Posters and kiosks lead to it: better not change it later."),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office or unit that posts it"),
    )
    place = models.CharField(
        _("where it hangs"),
        max_length=255,
        blank=True,
        help_text=_("For example: Trung tâm Phục vụ hành chính công tỉnh, quầy số 3."),
    )
    decision_number = models.CharField(
        _("decision of the posting"),
        max_length=100,
        blank=True,
        help_text=_("The decision by which these procedures are posted, for example 1842/QĐ-UBND."),
    )
    decided_on = models.DateField(_("date of the decision of the posting"), null=True, blank=True)
    notes = models.TextField(
        _("notes for readers"),
        blank=True,
        help_text=_("Printed on the cover and shown with the set, for example when the place is open."),
    )
    is_public = models.BooleanField(
        _("on the public site"),
        default=False,
        help_text=_("Until then nobody outside sees the set, its papers or its kiosk."),
    )
    is_sample = models.BooleanField(
        _("sample set"), default=False, help_text=_("Sample sets say so wherever they are shown.")
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    base_form_class = PostingSetForm
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("place")]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("posting set")
        verbose_name_plural = _("posting sets")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        for name in ("name", "place", "decision_number"):
            setattr(self, name, " ".join(normalise(getattr(self, name)).split()))
        self.notes = normalise(self.notes).strip()
        if not self.name:
            raise ValidationError({"name": _("Give the set a name.")})
        if self.decided_on and not self.decision_number:
            raise ValidationError({"decision_number": _("Give the number of the decision of this date.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(self, self.name, "niem-yet")
        self.changed_at = timezone.now()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of its public page."""
        return reverse("posting_set", args=[self.slug])

    @property
    def where(self) -> str:
        """The place in words: what was written, else the name of the office."""
        return self.place or (str(self.organisation) if self.organisation else "")


class PostingEntry(Orderable):
    """A procedure of a set, at its place."""

    posting_set = ParentalKey(PostingSet, on_delete=models.CASCADE, related_name="entries")
    procedure = models.ForeignKey(
        "procedures.ProcedurePage",
        on_delete=models.CASCADE,
        related_name="posting_entries",
        verbose_name=_("procedure"),
    )

    panels = [PageChooserPanel("procedure", "procedures.ProcedurePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("procedure of a posting set")
        verbose_name_plural = _("procedures of posting sets")
        constraints = [
            models.UniqueConstraint(
                fields=["posting_set", "procedure"],
                name="one_place_in_a_posting_set",
                violation_error_message=_("This procedure is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.posting_set} – {self.procedure}"


class PostingPaper(models.Model):
    """A booklet that was made of a set.

    `printed` holds what it was made of, in order: `{"page", "code", "name", "fingerprint", "published", "version"}`
    for each procedure (`posting.freshness`); `cover` is the fingerprint of all else that the set says.
    """

    class Size(models.TextChoices):
        A4 = "a4", _("A4, to leaf through")
        A3 = "a3", _("A3, for the wall")

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting for its turn")
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    posting_set = models.ForeignKey(PostingSet, on_delete=models.CASCADE, related_name="papers")
    size = models.CharField(_("size of the paper"), max_length=2, choices=Size.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    file = models.FileField(storage=paper_storage, blank=True, editable=False)
    file_size = models.PositiveBigIntegerField(default=0)
    sheets = models.PositiveIntegerField(default=0)
    cover = models.CharField(max_length=64, blank=True)
    printed = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("paper of a posting set")
        verbose_name_plural = _("papers of posting sets")
        indexes = [models.Index(fields=["posting_set", "size", "status"], name="posting_papers_of_a_set")]

    def __str__(self) -> str:
        return f"{self.posting_set} ({self.size.upper()})"

    @property
    def is_working(self) -> bool:
        """Whether a worker makes it now, or should."""
        return self.status in (self.Status.WAITING, self.Status.MAKING)

    @property
    def is_stuck(self) -> bool:
        """Whether its worker has said nothing for so long that it was given up."""
        return self.is_working and timezone.now() - self.beat_at > PATIENCE
