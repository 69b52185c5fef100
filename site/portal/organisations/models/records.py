"""Dated records of the Department, its offices and units, and of the places it serves."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from portal.text import normalise


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

    def holds_on(self, day: date) -> bool:
        """Say whether the record holds on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or self.valid_to > day
        )

    @property
    def is_current(self) -> bool:
        """Whether it holds today."""
        return self.holds_on(timezone.localdate())

    @property
    def is_past(self) -> bool:
        """Whether its time is over."""
        return self.valid_to is not None and self.valid_to <= timezone.localdate()

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as people write it; None without an end."""
        return self.valid_to and self.valid_to - timedelta(days=1)

    def clean_fields(self, *args: Any, **kwargs: Any) -> None:
        """Write texts as Unicode NFC, those of one line without spaces around them."""
        for field in self._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                text = getattr(self, field.attname)
                if isinstance(text, str):
                    setattr(self, field.attname, normalise(text).strip())
        super().clean_fields(*args, **kwargs)


class Reachable(models.Model):
    """How to reach an office or a post by what is public: the office's telephone, the official e-mail."""

    phone = models.CharField(_("office telephone"), max_length=50, blank=True)
    email = models.EmailField(_("official e-mail"), blank=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True


class Organisation(index.Indexed, Reachable, DatedRecord):
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
    duties = models.TextField(
        _("functions and duties"),
        blank=True,
        help_text=_("A line for each paragraph; lines that begin with “-” become a list."),
    )
    address = models.CharField(_("office address"), max_length=255, blank=True)
    working_hours = models.CharField(
        _("working hours"),
        max_length=255,
        blank=True,
        help_text=_("For example “Thứ Hai đến thứ Sáu, 7:30–11:30 và 13:30–17:00”."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("short_name"),
    ]

    class Meta(DatedRecord.Meta):
        ordering = ["sort_order", "name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse an organisation that would stand below itself."""
        super().clean()
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError(
                    {"parent": _("An organisation can't belong to itself or to one below it.")}
                )
            seen.add(above.pk)
            above = above.parent

    def today(self) -> "Organisation | None":
        """Return this organisation while it holds, else the one of today that came in its place."""
        line, seen = [self], set()
        while line:
            one = line.pop(0)
            if one.is_current:
                return one
            if one.pk not in seen:
                seen.add(one.pk)
                line += one.replaced_by.all()
        return None


class Post(Reachable, DatedRecord):
    """A post in an organisation with its duties; who holds it need not be said."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="posts", verbose_name=_("organisation")
    )
    title = models.CharField(
        _("title of the post"),
        max_length=255,
        help_text=_("For example “Giám đốc Sở” or “Phó Giám đốc Sở phụ trách du lịch”."),
    )
    holder = models.CharField(
        _("holder of the post"),
        max_length=120,
        blank=True,
        help_text=_("Only for a public office and as officially announced; leave empty otherwise."),
    )
    duties = models.TextField(
        _("duties of the post"),
        blank=True,
        help_text=_("A line for each paragraph; lines that begin with “-” become a list."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(DatedRecord.Meta):
        ordering = ["organisation", "sort_order", "title"]
        verbose_name = _("post")
        verbose_name_plural = _("posts and duties")

    def __str__(self) -> str:
        return f"{self.title} – {self.organisation}"


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
