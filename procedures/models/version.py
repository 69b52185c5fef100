"""The dated versions of a procedure: which text was, is or will be in force on a day."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from ..choices import State
from ..schema import Procedure
from .decision import AnnouncementDecision

#: what ends a procedure
ENDS = (State.ABOLISHED, State.REPLACED)


class VersionQuerySet(models.QuerySet["ProcedureVersion"]):
    def in_force(self, day: date) -> "VersionQuerySet":
        """Return the version of each procedure in force on `day`: the last that began by then.

        That of a procedure that has ended is the one that ended it (`has_ended`); pages that are not public are
        not left out.
        """
        begun = self.filter(valid_from__lte=day)
        later = ProcedureVersion.objects.filter(
            procedure=OuterRef("procedure"), valid_from__lte=day, valid_from__gt=OuterRef("valid_from")
        )
        return begun.filter(~Exists(later))

    def due(self, day: date) -> "VersionQuerySet":
        """Return what waits for its day although it has come."""
        return self.filter(waiting=True, valid_from__lte=day)


class ProcedureVersion(models.Model):
    """The record of a procedure from one day on.

    A version comes of a publication (`is_text`), of a decision that ends the procedure (`is_end`), or of both on
    one day. An end alone carries the record before it, with the state, decision and date of the end.
    """

    procedure = models.ForeignKey(
        "procedures.ProcedurePage",
        on_delete=models.CASCADE,
        related_name="versions",
        verbose_name=_("procedure"),
    )
    valid_from = models.DateField(_("version in force from"))
    record = models.JSONField(_("record of the version"))
    change = models.CharField(_("what changed"), max_length=10, choices=State.choices, blank=True)
    decision = models.ForeignKey(
        AnnouncementDecision,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="versions",
        verbose_name=_("decision of the version"),
    )
    replaced_by = models.ForeignKey(
        "procedures.ProcedurePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("procedure that replaces it"),
    )
    published_at = models.DateTimeField(_("version first published at"), default=timezone.now, editable=False)
    corrected_at = models.DateTimeField(_("version last corrected at"), null=True, blank=True)

    # What the life of the page needs besides
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    is_text = models.BooleanField(default=True, editable=False)
    is_end = models.BooleanField(default=False, editable=False)
    own_state = models.CharField(max_length=10, blank=True, editable=False)
    waiting = models.BooleanField(default=False, editable=False)

    objects = models.Manager.from_queryset(VersionQuerySet)()

    class Meta:
        verbose_name = _("version of a procedure")
        verbose_name_plural = _("versions of procedures")
        ordering = ["procedure", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "valid_from"], name="one_version_from_a_day")
        ]
        indexes = [models.Index(fields=["valid_from"], condition=Q(waiting=True), name="versions_waiting")]

    def __str__(self) -> str:
        return date_format(self.valid_from)

    @property
    def has_ended(self) -> bool:
        """Whether the procedure is no longer done from this version's day on."""
        return self.change in ENDS

    def canonical(self) -> Procedure:
        """Return the record as its dataclass."""
        return Procedure.from_dict(self.record)
