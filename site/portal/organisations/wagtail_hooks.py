"""Organisations and places in the editors' side."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import AdministrativeUnit, Counter, Organisation, Post

VALIDITY = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")])], heading=_("Validity")
)
REACHABLE = [FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "kind", "parent", "valid_from", "valid_to"]
    list_filter = ["kind"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("short_name"), FieldPanel("slug")],
            heading=_("Name of the organisation"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("kind"), FieldPanel("sort_order")]), FieldPanel("parent")],
            heading=_("Place in the chart"),
        ),
        FieldPanel("duties"),
        MultiFieldPanel(
            [FieldPanel("address"), *REACHABLE, FieldPanel("working_hours")],
            heading=_("How to reach the office"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]), FieldPanel("replaces")],
            heading=_("Since when, and in whose place"),
        ),
    ]


class PostViewSet(SnippetViewSet):
    model = Post
    icon = "user"
    list_display = ["title", "organisation", "sort_order", "valid_from", "valid_to"]
    list_filter = ["organisation"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("organisation"), FieldPanel("sort_order")]),
                FieldPanel("holder"),
            ],
            heading=_("The post"),
        ),
        FieldPanel("duties"),
        MultiFieldPanel(REACHABLE, heading=_("How to reach the post")),
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


class CounterViewSet(SnippetViewSet):
    model = Counter
    icon = "home"
    list_display = ["name", "address", "organisation", "valid_from", "valid_to"]
    list_filter = ["organisation", "serves_province", "serves_commune"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("address"),
                FieldPanel("directions"),
                *REACHABLE,
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Where the counter is"),
        ),
        MultiFieldPanel(
            [
                InlinePanel(
                    "opening_hours",
                    heading=_("Opening hours"),
                    label=_("Hours"),
                    help_text=_(
                        "A row for the mornings and one for the afternoons; days without a row are closed."
                    ),
                    panels=[
                        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
                    ],
                ),
                FieldPanel("hours_note"),
            ],
            heading=_("When it is open"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("serves_province"), FieldPanel("serves_commune")]),
                FieldPanel("organisation"),
                FieldPanel("place"),
            ],
            heading=_("Which procedures it takes"),
            help_text=_(
                "A procedure shows the counters of its level by itself, unless its editor chose some."
            ),
        ),
        VALIDITY,
        FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_sample")]),
    ]


class OrganisationViewSetGroup(SnippetViewSetGroup):
    items = (OrganisationViewSet, PostViewSet, CounterViewSet, AdministrativeUnitViewSet)
    menu_label = _("Organisations")
    menu_icon = "group"
    menu_order = 600


register_snippet(OrganisationViewSetGroup)
