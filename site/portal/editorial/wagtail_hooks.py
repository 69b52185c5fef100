"""What the editors' side gets from this room: views, guards, menu, look."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem, SubmitForModerationMenuItem
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.models import WorkflowState

from portal.core.schedule import HELD_BACK

from . import bypass, guards, users
from .held_back import HeldBackFormatter
from .panels import WritePanel, WritingMenuItem, writings
from .views import EditorialPageViewSet, PublishPastWorkflowView

hooks.register("before_publish_page", bypass.ask_reason)
hooks.register("before_move_page", bypass.refuse_live_move)
hooks.register("before_copy_page", bypass.refuse_live_copy)
hooks.register("before_bulk_action", bypass.refuse_bulk_live_move)
hooks.register("construct_page_chooser_queryset", guards.narrow_page_chooser)
hooks.register("construct_admin_api", guards.narrow_admin_api, order=10)
for action in (bypass.PublishUnreviewed, users.AssignRole, users.Delete, users.SetActiveState):
    hooks.register("register_bulk_action", action, order=10)

PagesAdminAPIViewSet.actions = PagesAdminAPIViewSet.actions | bypass.API_ACTIONS


@hooks.register("register_admin_viewset")
def register_page_views() -> EditorialPageViewSet:
    return EditorialPageViewSet()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path(
            "publish-without-approval/<int:page_id>/",
            PublishPastWorkflowView.as_view(),
            name="editorial_publish",
        )
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(bypass.ACTION)(bypass.BypassFormatter)
    actions.register_action(HELD_BACK)(HeldBackFormatter)


class SubmitMenuItem(SubmitForModerationMenuItem):
    """Says what the button does, without the name of the workflow."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        returned = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        context["label"] = _("Submit again") if returned else _("Submit for approval")
        return context


@hooks.register("construct_page_action_menu")
def name_buttons(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Name the buttons after what they do: submitting, and publishing without approval."""
    page = context.get("page") or context.get("parent_page")
    for place, item in enumerate(menu_items):
        if type(item) is SubmitForModerationMenuItem:
            menu_items[place] = SubmitMenuItem(order=item.order)
        elif type(item) is PublishMenuItem and page is not None and bypass.is_reviewed(page):
            button = PublishMenuItem(order=item.order)
            button.label = _("Publish without approval")
            menu_items[place] = button


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WritePanel(request))


@hooks.register("construct_main_menu")
def add_writings(request: HttpRequest, menu_items: list[Any]) -> None:
    """Put what this user may write at the top of the menu."""
    offers = [
        WritingMenuItem(writing, name=f"write-{place}", order=10) for place, writing in enumerate(writings)
    ]
    menu_items[:0] = [item for item in offers if item.is_shown(request)]


@hooks.register("construct_reports_menu")
def hide_closed_reports(request: HttpRequest, menu_items: list[Any]) -> None:
    if not guards.may_see_page_types(request):
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


@hooks.register("construct_help_menu")
def hide_news_of_the_maker(request: HttpRequest, menu_items: list[Any]) -> None:
    """Leave out the pages of Wagtail's makers: they are in English and on another site."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith(("whats-new", "editor-guide"))]


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/admin.css"))
