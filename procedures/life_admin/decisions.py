"""Announcement decisions in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import AnnouncementDecision


class DecisionViewSet(SnippetViewSet):
    """Decisions with their rows; saving one brings the procedures that it names up to it."""

    model = AnnouncementDecision
    icon = "doc-full-inverse"
    menu_label = _("Announcement decisions")
    menu_order = 211
    add_to_admin_menu = True
    inspect_view_enabled = True
    list_display = [
        "number",
        "title",
        DateColumn("issued_on", label=_("Signed"), sort_key="issued_on"),
        DateColumn("effective_on", label=_("In force from"), sort_key="effective_on"),
    ]
    list_filter = ["issued_on", "effective_on"]
    search_fields = ["number", "title", "entries__name", "entries__code"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("number"),
                FieldPanel("title"),
                FieldPanel("issuer"),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("effective_on")]),
                FieldPanel("document"),
                FieldPanel("is_sample"),
            ],
            heading=_("The decision"),
        ),
        InlinePanel(
            "entries",
            heading=_("Procedures that it announces"),
            label=_("procedure of the decision"),
            help_text=_(
                "A procedure that is abolished or replaced leaves the lists on the day of effect; its page stays, "
                "with a notice. The text of a new or amended one is published on its own page; here it is only "
                "linked to the decision."
            ),
            panels=[
                FieldPanel("action"),
                PageChooserPanel("procedure", "procedures.ProcedurePage"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("name")]),
                PageChooserPanel("replaced_by", "procedures.ProcedurePage"),
            ],
        ),
    ]
