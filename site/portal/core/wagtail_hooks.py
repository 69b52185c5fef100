"""What the core tells Wagtail."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Alert
from .models.alert import NOTICE_DAYS
from .page_links import PageLinkHandler
from .reserved import check_slug


# After Wagtail's own, which it replaces.
@hooks.register("register_rich_text_features", order=100)
def register_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(PageLinkHandler)


class AlertViewSet(SnippetViewSet):
    model = Alert
    icon = "warning"
    menu_label = _("Alerts")
    menu_order = 590
    add_to_admin_menu = True
    list_display = ["text", "kind", "home_only", "shown_from", "shown_until"]
    list_filter = ["kind", "home_only"]
    panels = [
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("text")], heading=_("What to say")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])],
            heading=_("Only for planned downtime"),
            help_text=_("The rule: announced 7 working days before, with the expected end."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")]),
                FieldPanel("home_only"),
            ],
            heading=_("When and where it stands"),
            help_text=_("At most two alerts stand on a page: emergencies first, then the newest."),
        ),
        MultiFieldPanel([PageChooserPanel("page"), FieldPanel("address")], heading=_("Where to read more")),
    ]


register_snippet(AlertViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def warn_of_late_announcement(request: HttpRequest, instance: Any) -> None:
    """Tell the editor when downtime is announced later than the rule asks; it is saved all the same."""
    if isinstance(instance, Alert) and instance.is_late:
        days = max(instance.days_of_notice or 0, 0)
        warning = ngettext(
            "This downtime is announced only %(days)d working day before it begins; the rule asks for %(rule)d.",
            "This downtime is announced only %(days)d working days before it begins; the rule asks for %(rule)d.",
            days,
        )
        messages.warning(request, warning % {"days": days, "rule": NOTICE_DAYS})


@hooks.register("before_move_page")
def keep_addresses_free(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuse to move a page to where its address is one that the portal itself uses."""
    try:
        check_slug(page.slug, destination)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailadmin_pages:move", page.pk)
    return None
