"""One place that tells Wagtail of all of it."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .clock import PERMISSION, ClockPanel, ClockReport
from .decisions import DecisionViewSet
from .log import register_log_actions
from .telling import tell_when_it_holds
from .versions import remove, versions


class ClockMenuItem(MenuItem):
    """The report of the five working days, for those who may see decisions."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


def _urls() -> list[URLPattern]:
    return [
        path("thu-tuc-cong-khai/", ClockReport.as_view(), name="procedure_clock_report"),
        path(
            "thu-tuc-cong-khai/results/",
            ClockReport.as_view(results_only=True),
            name="procedure_clock_report_results",
        ),
        path("thu-tuc-cac-ban/<int:page_id>/", versions, name="procedure_versions"),
        path("thu-tuc-cac-ban/<int:page_id>/go/<int:version_id>/", remove, name="procedure_version_remove"),
    ]


def _menu_item() -> ClockMenuItem:
    return ClockMenuItem(
        _("Publication of procedures"), reverse("procedure_clock_report"), icon_name="time", order=720
    )


def _add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(ClockPanel(request))


def _permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(
        content_type__app_label="procedures", codename="view_announcementdecision"
    )


def register() -> None:
    """Register snippets and hooks; called once, from `wagtail_hooks`."""
    register_snippet(DecisionViewSet)
    hooks.register("register_log_actions", register_log_actions)
    hooks.register("after_publish_page", tell_when_it_holds)
    hooks.register("register_admin_urls", _urls)
    hooks.register("register_reports_menu_item", _menu_item)
    hooks.register("construct_homepage_panels", _add_panel)
    hooks.register("register_permissions", _permissions)
