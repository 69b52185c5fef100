"""Dated records of the Department, its offices and units, and of the places it serves."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DatedQuerySet(models.QuerySet):
    """Records that hold from `valid_from` (inclusive) to `valid_to` (exclusive); no date means no bound."""

    def on(self, day: date) -> "DatedQuerySet":
        """Return the records that hold on `day`."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )

    def current(self) -> "DatedQuerySet":
        """Return the records that hold today."""
        return self.on(timezone.localdate())


class DatedRecord(models.Model):
    """What holds for a span of time: offices are renamed, communes merge."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(
        _("valid to"), null=True, blank=True, help_text=_("The first day on which it no longer holds.")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gt=models.F("valid_from")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message=_("The last day must come after the first."),
            )
        ]


class Organisation(DatedRecord):
    """The Department, its leadership, an office or a unit, as it is called in one span of time."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("Department")
        LEADERSHIP = "leadership", _("Leadership")
        OFFICE = "office", _("Office of the Department")
        UNIT = "unit", _("Subordinate unit")

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    name = models.CharField(_("full name"), max_length=255)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    replaces = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    duties = models.TextField(_("functions and duties"), blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(DatedRecord.Meta):
        ordering = ["sort_order", "name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class AdministrativeUnit(DatedRecord):
    """A commune or ward of the province, by the code of the General Statistics Office."""

    class Kind(models.TextChoices):
        COMMUNE = "xa", _("Commune")
        WARD = "phuong", _("Ward")

    code = models.CharField(_("code"), max_length=10)
    name = models.CharField(_("name"), max_length=120, help_text=_("With its kind: “Xã Quảng Lâm”."))
    slug = models.SlugField(_("identifier"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)

    class Meta(DatedRecord.Meta):
        ordering = ["kind", "slug"]
        verbose_name = _("commune or ward")
        verbose_name_plural = _("communes and wards")
        constraints = [
            *DatedRecord.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="administrativeunit_once_a_span"),
        ]

    def __str__(self) -> str:
        return self.name
