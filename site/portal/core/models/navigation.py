"""The main menu and the links of the footer, edited under Settings."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from ..fields import StreamField
from ..menu_blocks import FOOTER_COLUMNS, MENU_ITEMS, FooterBlock, MenuBlock


@register_setting(icon="list-ul")
class Navigation(BaseGenericSetting):
    """What stands in the menu and in the footer; where nothing is set, the pages below the home page do."""

    menu = StreamField(
        MenuBlock(max_num=MENU_ITEMS),
        verbose_name=_("main menu"),
        blank=True,
        help_text=_(
            "Empty: the pages below the home page that are marked to be shown in menus. "
            "A page that isn't public is left out by itself."
        ),
    )
    footer = StreamField(
        FooterBlock(max_num=FOOTER_COLUMNS),
        verbose_name=_("links in the footer"),
        blank=True,
        help_text=_(
            "Empty: the other pages below the home page. The sitemap and the feed always stand there."
        ),
    )

    panels = [FieldPanel("menu"), FieldPanel("footer")]

    class Meta:
        verbose_name = _("Menus and links")
