"""What belongs to a performance: who plays, when and where by itself, photographs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from .staging import Staging


class Performer(Orderable):
    """A performer or a group, and what they do in the performance."""

    page = ParentalKey("media_assets.PerformancePage", on_delete=models.CASCADE, related_name="performers")
    name = models.CharField(
        _("name of performer or group"), max_length=255, help_text=_("As the troupe announces it.")
    )
    role = models.CharField(_("role in the performance"), max_length=255, blank=True)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("role")])]


class PerformanceStaging(Staging):
    """A staging of one performance by itself."""

    page = ParentalKey("media_assets.PerformancePage", on_delete=models.CASCADE, related_name="stagings")


class PerformancePhoto(Orderable):
    """A photograph of the performance."""

    page = ParentalKey("media_assets.PerformancePage", on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        "files.PortalImage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("photograph of the performance"),
    )
    caption = models.CharField(_("caption of the photograph"), max_length=300, blank=True)

    panels = [FieldPanel("image"), FieldPanel("caption")]
