"""Counters at which dossiers are handed in: where they are, when they are open, whom they serve."""

from decimal import Decimal
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from modelsearch import index

from ..opening_hours import Week, week_lines, week_of
from .records import AdministrativeUnit, DatedRecord, Organisation, Reachable

_WEEKDAYS = list(WEEKDAYS.items())


class Counter(index.Indexed, Reachable, DatedRecord, ClusterableModel):
    """A place where citizens hand in dossiers and get results (bộ phận một cửa)."""

    name = models.CharField(_("name of the counter"), max_length=255)
    address = models.CharField(_("address of the counter"), max_length=255)
    directions = models.CharField(
        _("how to find it"),
        max_length=255,
        blank=True,
        help_text=_("For example “Tầng 1, cửa bên trái; có lối đi cho xe lăn”."),
    )
    hours_note = models.CharField(
        _("note on the opening hours"),
        max_length=255,
        blank=True,
        help_text=_("For example “Nghỉ ngày lễ, Tết; lấy số trước 16:30”."),
    )
    # Borders of Việt Nam with its islands: what lies outside is a slip, most often the two numbers exchanged.
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(6)), MaxValueValidator(Decimal(24))],
        help_text=_("Of the entrance, for example 22.666000; the page then links to a map."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(102)), MaxValueValidator(Decimal(118))],
        help_text=_("For example 106.257000."),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="counters",
        verbose_name=_("takes dossiers of"),
        help_text=_(
            "Empty: of every organisation at the levels below, as a public administration centre does."
        ),
    )
    place = models.ForeignKey(
        AdministrativeUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="counters",
        verbose_name=_("commune or ward of the counter"),
        help_text=_("Only for the counter of one commune or ward."),
    )
    serves_province = models.BooleanField(_("procedures of the provincial level"), default=False)
    serves_commune = models.BooleanField(_("procedures of the commune level"), default=False)
    is_sample = models.BooleanField(
        _("sample counter"), default=False, help_text=_("The page says that address and hours are made up.")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("address"),
    ]

    class Meta(DatedRecord.Meta):
        ordering = ["sort_order", "name"]
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Give both latitude and longitude, or leave both empty.")})

    @cached_property
    def week(self) -> Week:
        """Its opening hours, Monday first."""
        return week_of(self.opening_hours.all())

    @property
    def hours(self) -> list[tuple[str, str]]:
        """Its opening hours in words: days and hours."""
        return week_lines(self.week)

    @property
    def coordinates(self) -> str:
        """Latitude and longitude with a comma, as `geo:` wants them; "" without."""
        if self.latitude is None or self.longitude is None:
            return ""
        return f"{self.latitude:.6f},{self.longitude:.6f}"

    @property
    def map_url(self) -> str:
        """Its place on OpenStreetMap; "" without coordinates."""
        if not self.coordinates:
            return ""
        latitude, longitude = self.coordinates.split(",")
        pin = f"mlat={latitude}&mlon={longitude}"
        return f"https://www.openstreetmap.org/?{pin}#map=18/{latitude}/{longitude}"


class OpeningHours(models.Model):
    """Hours of a counter that are the same on some days in a row."""

    counter = ParentalKey(Counter, on_delete=models.CASCADE, related_name="opening_hours")
    first_day = models.PositiveSmallIntegerField(_("from day"), choices=_WEEKDAYS, default=0)
    last_day = models.PositiveSmallIntegerField(_("to day"), choices=_WEEKDAYS, default=4)
    opens = models.TimeField(_("opens at"))
    closes = models.TimeField(_("closes at"))

    class Meta:
        ordering = ["first_day", "opens"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="openinghours_closes_after_it_opens",
                violation_error_message=_("It must close after it opens, on the same day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_first_day_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"
