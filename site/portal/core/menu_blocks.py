"""Blocks of the menu and of the footer, arranged by editors."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .addresses import check_address

#: bounds that keep header and footer readable on a phone
MENU_ITEMS, SUBMENU_LINKS, FOOTER_COLUMNS, COLUMN_LINKS = 8, 10, 3, 12


class LinkBlock(blocks.StructBlock):
    """A link to a page of the portal or to another address."""

    page = blocks.PageChooserBlock(label=_("Page to link to"), required=False)
    address = blocks.CharBlock(
        label=_("Or another address"), required=False, max_length=500, validators=[check_address]
    )
    label = blocks.CharBlock(
        label=_("Words of the link"),
        required=False,
        max_length=60,
        help_text=_("Empty: the title of the page."),
    )

    class Meta:
        icon = "link"
        label = _("Link of a menu")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = self.errors_of(cleaned)
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    def errors_of(self, value: Any) -> dict[str, ValidationError]:
        """Return what is wrong with the link, by field."""
        if value["page"] and value["address"]:
            return {"address": ValidationError(_("Choose a page or give an address, not both."))}
        if not value["page"] and not value["address"]:
            return {"page": ValidationError(_("Choose a page or give an address."))}
        if not value["page"] and not value["label"]:
            return {"label": ValidationError(_("A link to an address needs words of its own."))}
        return {}


class MenuItemBlock(LinkBlock):
    """An item of the main menu; with links of its own it opens a second level."""

    links = blocks.ListBlock(
        LinkBlock(), label=_("Links below it"), default=[], required=False, max_num=SUBMENU_LINKS
    )

    class Meta:
        icon = "list-ul"
        label = _("Item of the menu")

    def errors_of(self, value: Any) -> dict[str, ValidationError]:
        if value["links"] and value["label"] and not (value["page"] or value["address"]):
            return {}
        return super().errors_of(value)


class FooterColumnBlock(blocks.StructBlock):
    """A heading with links below it."""

    title = blocks.CharBlock(label=_("Heading of the column"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1, max_num=COLUMN_LINKS)

    class Meta:
        icon = "list-ul"
        label = _("Column of the footer")


class MenuBlock(blocks.StreamBlock):
    """The items of the main menu, in order."""

    item = MenuItemBlock()


class FooterBlock(blocks.StreamBlock):
    """The columns of the footer, in order."""

    column = FooterColumnBlock()
