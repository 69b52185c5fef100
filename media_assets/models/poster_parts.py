"""What belongs to a design: its wording in each language, its print files, the places where it hangs."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from portal.files.languages import Language
from portal.organisations.models import AdministrativeUnit
from portal.text import normalise

from ..sizes import size_text
from ..words import plain_words

#: what an editor may do inside the wording of a design
WORDING_FEATURES = ["bold", "italic", "ol", "ul"]


class Wording(Orderable):
    """Every word of a design in one language: what stands for the picture to those who can't see it."""

    page = ParentalKey("media_assets.PosterPage", on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(
        _("language of the wording"), max_length=5, choices=Language.choices, default=Language.VIETNAMESE
    )
    text = RichTextField(
        _("the whole wording"),
        features=WORDING_FEATURES,
        help_text=_("Every word on the design, in reading order, slogans and small print too."),
    )

    panels = [FieldPanel("language"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("wording of a design")
        verbose_name_plural = _("wordings of a design")

    def clean(self) -> None:
        super().clean()
        self.text = normalise(self.text or "")

    @property
    def plain(self) -> str:
        """The words without their marks, a line for each paragraph; "" where there are none."""
        return plain_words(self.text)


class PrintFile(Orderable):
    """A file that a printer takes: which size it is for, and how its colours are meant."""

    page = ParentalKey("media_assets.PosterPage", on_delete=models.CASCADE, related_name="print_files")
    document = models.ForeignKey(
        "files.PortalDocument",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("print file"),
        help_text=_("A PDF prints the same everywhere; keep fonts and pictures inside it."),
    )
    width_cm = models.DecimalField(
        _("printed width (cm)"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    height_cm = models.DecimalField(
        _("printed height (cm)"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    colours = models.CharField(
        _("colours and bleed"),
        max_length=200,
        blank=True,
        help_text=_("For example: CMYK, FOGRA39, 3 mm bleed."),
    )

    panels = [
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("width_cm"), FieldPanel("height_cm")]),
        FieldPanel("colours"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("print file of a design")
        verbose_name_plural = _("print files of a design")

    @property
    def size(self) -> str:
        """The printed size in words, or nothing."""
        return size_text(self.width_cm, self.height_cm)


class Placement(Orderable):
    """Where and when a design was put up."""

    page = ParentalKey("media_assets.PosterPage", on_delete=models.CASCADE, related_name="placements")
    commune = models.ForeignKey(
        AdministrativeUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune or ward of the place"),
    )
    place = models.CharField(
        _("place"), max_length=255, help_text=_("For example: the gate of the community hall of Nà Luông.")
    )
    put_up_on = models.DateField(_("put up on"), null=True, blank=True)
    taken_down_on = models.DateField(_("taken down on"), null=True, blank=True)
    photo = models.ForeignKey(
        "files.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo of the place"),
    )

    panels = [
        FieldRowPanel([FieldPanel("commune"), FieldPanel("place")]),
        FieldRowPanel([FieldPanel("put_up_on"), FieldPanel("taken_down_on")]),
        FieldPanel("photo"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("place where a design was put up")
        verbose_name_plural = _("places where a design was put up")

    def clean(self) -> None:
        super().clean()
        if self.put_up_on and self.taken_down_on and self.taken_down_on < self.put_up_on:
            raise ValidationError(
                {"taken_down_on": _("It can't be taken down before it was put up: check both dates.")}
            )

    @cached_property
    def where(self) -> str:
        """The place with its commune: "Cổng nhà văn hóa, xã Quảng Lâm"."""
        parts: list[Any] = [self.place, self.commune and self.commune.name]
        return ", ".join(str(part) for part in parts if part)
