"""What the header and the footer say, edited under Settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="site")
class SiteSettings(BaseGenericSetting):
    """The unit that answers for the portal and how to reach it; an empty value isn't shown."""

    unit_name = models.CharField(_("name of the unit"), max_length=255, blank=True)
    superior = models.CharField(_("superior authority"), max_length=255, blank=True)
    responsible = models.CharField(
        _("person in charge"), max_length=255, blank=True, help_text=_("The post, for example “Giám đốc Sở”.")
    )
    address = models.CharField(_("address"), max_length=255, blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    licence = models.CharField(_("licence of the site"), max_length=255, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("unit_name"),
                FieldPanel("superior"),
                FieldPanel("responsible"),
                FieldPanel("licence"),
            ],
            heading=_("Who answers for the portal"),
        ),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("phone"), FieldPanel("email")], heading=_("How to reach it")
        ),
    ]

    class Meta:
        verbose_name = _("Header and footer")
