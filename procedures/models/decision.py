"""Announcement decisions (quyết định công bố): what creates, amends, replaces and abolishes procedures.

Nghị định 63/2010/NĐ-CP, Điều 15, and its amendments: a procedure begins, changes and ends by such a decision.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from legal.document_numbers import number_key
from portal.core.forms import RecordForm
from portal.text import normalise, parse_code

from ..choices import State


class AnnouncementDecision(ClusterableModel):
    """A numbered decision with its rows, one for each procedure that it concerns."""

    number = models.CharField(
        _("number of the decision"), max_length=100, help_text=_("For example 1842/QĐ-UBND.")
    )
    number_key = models.CharField(max_length=100, editable=False, db_index=True)
    title = models.TextField(
        _("what the decision announces"), help_text=_("As printed on the decision, without kind and number.")
    )
    issuer = models.CharField(
        _("issuer of the decision"), max_length=255, help_text=_("The authority that signed it.")
    )
    issued_on = models.DateField(
        _("signed on"),
        db_index=True,
        help_text=_("The five working days for publication are counted from this day."),
    )
    effective_on = models.DateField(
        _("takes effect on"), help_text=_("What it abolishes or replaces ends on this day.")
    )
    document = models.ForeignKey(
        "files.PortalDocument",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file of the decision"),
    )
    is_sample = models.BooleanField(
        _("sample decision"), default=False, help_text=_("Sample decisions say so wherever they are shown.")
    )

    base_form_class = RecordForm

    class Meta:
        verbose_name = _("decision announcing procedures")
        verbose_name_plural = _("decisions announcing procedures")
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        super().clean()
        if self.issued_on and self.effective_on and self.effective_on < self.issued_on:
            raise ValidationError({"effective_on": _("A decision takes no effect before it is signed.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write text as NFC and make the key by which records name the decision."""
        for name in ("number", "title", "issuer"):
            setattr(self, name, " ".join(normalise(getattr(self, name)).split()))
        self.number_key = number_key(self.number)
        with transaction.atomic():  # what follows from it for procedures is written with it
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it; procedures that it ended are in force again."""
        with transaction.atomic():
            return super().delete(*args, **kwargs)


class DecisionEntry(Orderable):
    """What a decision does to one procedure; `code` and `name` name one that has no page here (yet)."""

    decision = ParentalKey(AnnouncementDecision, on_delete=models.CASCADE, related_name="entries")
    action = models.CharField(_("what the decision does to it"), max_length=10, choices=State.choices)
    procedure = models.ForeignKey(
        "procedures.ProcedurePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="decision_entries",
        verbose_name=_("procedure in the catalogue"),
    )
    code = models.CharField(
        _("code of the procedure"),
        max_length=8,
        blank=True,
        db_index=True,
        help_text=_("Where the procedure isn't in the catalogue yet; the entry finds it by this code later."),
    )
    name = models.TextField(_("name of the procedure"), blank=True)
    replaced_by = models.ForeignKey(
        "procedures.ProcedurePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("procedure that replaces it"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("entry of an announcement decision")
        verbose_name_plural = _("entries of an announcement decision")

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.label}"

    @property
    def label(self) -> str:
        """What the entry calls its procedure."""
        page = self.procedure
        return page.full_name if page else " ".join(part for part in (self.code, self.name) if part)

    def clean(self) -> None:
        super().clean()
        self.code = self.code.strip()
        if self.code and not parse_code(self.code):
            raise ValidationError(
                {"code": _("A code is one digit, a dot and six digits, for example 1.003838.")}
            )
        if not self.procedure_id and not self.code:
            raise ValidationError({"procedure": _("Choose the procedure, or give its code.")})
        if self.procedure_id and self.procedure_id == self.replaced_by_id:
            raise ValidationError({"replaced_by": _("A procedure can't replace itself.")})
        if self.replaced_by_id and self.action != State.REPLACED:
            raise ValidationError({"replaced_by": _("Only for a procedure that is replaced.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the code as the catalogue has it, and keep name and code of the procedure for later."""
        self.name = " ".join(normalise(self.name).split())
        self.code = parse_code(self.code) or self.code
        if self.procedure:
            self.code = self.procedure.code or self.code
            self.name = self.procedure.full_name
        super().save(*args, **kwargs)
