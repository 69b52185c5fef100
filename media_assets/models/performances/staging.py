"""When and where a performance or a programme was staged."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from portal.organisations.models import AdministrativeUnit


class Staging(models.Model):
    """One evening on one stage."""

    date = models.DateField(_("day of the performance"))
    commune = models.ForeignKey(
        AdministrativeUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune or ward"),
    )
    place = models.CharField(
        _("place of the performance"),
        max_length=255,
        blank=True,
        help_text=_("For example: the cultural house of a hamlet, a school yard."),
    )
    audience = models.PositiveIntegerField(
        _("audience"), null=True, blank=True, help_text=_("How many people came, about.")
    )

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("commune")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("audience")]),
    ]

    class Meta:
        abstract = True
        ordering = ["-date", "-pk"]

    @property
    def where(self) -> str:
        """The place with its commune: "Nhà văn hóa, xã Quảng Lâm"."""
        parts = (self.place, self.commune and self.commune.name)
        return ", ".join(part for part in parts if part)
