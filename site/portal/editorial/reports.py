"""Reports of rooms above: a table with filters that exports, for whoever has one permission."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView


class PermittedReport(ReportView):
    """A report under `/admin/<address>/` for users with `permission_required` ("app.codename")."""

    address = ""
    menu_label: Any = ""
    menu_order = 800

    def user_has_permission(self, permission: str) -> bool:
        return bool(self.request.user.has_perm(permission))

    def get_base_queryset(self) -> Any:
        return self.get_queryset()

    def get_filename(self) -> str:
        return f"{self.address}-{timezone.localdate():%Y-%m-%d}"


class _ReportItem(MenuItem):
    def __init__(self, permission: str, *args: Any, **kwargs: Any) -> None:
        self.permission = permission
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


def register_report(view: type[PermittedReport]) -> None:
    """Add the addresses of a report, its line in the menu of reports and its permission to the form of groups."""
    name, permission = view.index_url_name, view.permission_required or ""

    def urls() -> list[URLPattern]:
        return [
            path(f"{view.address}/", view.as_view(), name=name),
            path(
                f"{view.address}/results/", view.as_view(results_only=True), name=view.index_results_url_name
            ),
        ]

    def item() -> MenuItem:
        return _ReportItem(
            permission,
            view.menu_label,
            reverse(name),
            name=name,
            icon_name=view.header_icon,
            order=view.menu_order,
        )

    def permissions() -> "QuerySet[Permission]":
        app, _dot, codename = permission.partition(".")
        return Permission.objects.filter(content_type__app_label=app, codename=codename)

    hooks.register("register_admin_urls", urls)
    hooks.register("register_reports_menu_item", item)
    hooks.register("register_permissions", permissions)
