"""Organisations and places in the editors' side."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import AdministrativeUnit, Organisation

VALIDITY = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")])], heading=_("Validity")
)


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "kind", "parent", "valid_from", "valid_to"]
    list_filter = ["kind"]
    panels = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("parent"), FieldPanel("sort_order")]),
        FieldPanel("duties"),
        FieldPanel("replaces"),
        VALIDITY,
    ]


class AdministrativeUnitViewSet(SnippetViewSet):
    model = AdministrativeUnit
    icon = "site"
    list_display = ["name", "code", "kind", "valid_from", "valid_to"]
    list_filter = ["kind"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("slug"), FieldPanel("kind")]),
        VALIDITY,
    ]


class OrganisationViewSetGroup(SnippetViewSetGroup):
    items = (OrganisationViewSet, AdministrativeUnitViewSet)
    menu_label = _("Organisations")
    menu_icon = "group"
    menu_order = 600


register_snippet(OrganisationViewSetGroup)
