"""One place that tells Wagtail of the import: addresses, menu, permissions, history."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .applying import IMPORTED
from .undoing import UNDID
from .views import runs, zips
from .views.common import LIST, may_import


class ImportMenuItem(MenuItem):
    """Beside the procedures, for those who may import them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


class ImportedFormatter(LogFormatter):
    """Names the file."""

    label = _("Import from a file")

    def format_message(self, log_entry: Any) -> str:
        return str(_("Imported from the file “%(file)s”")) % {"file": log_entry.data.get("file", "")}


class UndoneFormatter(LogFormatter):
    label = _("Undo an import")
    message = _("Put back as it was before an import")


def _urls() -> list[URLPattern]:
    base = "procedure-imports"
    return [
        path(f"{base}/", runs.list_runs, name=LIST),
        path(f"{base}/add/", runs.upload, name="procedure_import_add"),
        path(f"{base}/<int:pk>/", runs.show_run, name="procedure_import"),
        path(f"{base}/<int:pk>/apply/", runs.apply, name="procedure_import_apply"),
        path(f"{base}/<int:pk>/options/", runs.change_options, name="procedure_import_options"),
        path(f"{base}/<int:pk>/undo/", runs.undo, name="procedure_import_undo"),
        path(f"{base}/<int:pk>/continue/", runs.continue_run, name="procedure_import_go_on"),
        path(f"{base}/<int:pk>/refused/", runs.refused, name="procedure_import_refused"),
        path(f"{base}/<int:pk>/report/", runs.report, name="procedure_import_report"),
        path(f"{base}/<int:pk>/forms/", zips.upload, name="procedure_forms_add"),
        path(f"{base}/forms/<int:pk>/", zips.show_upload, name="procedure_forms"),
        path(f"{base}/forms/<int:pk>/apply/", zips.apply, name="procedure_forms_apply"),
        path(f"{base}/forms/<int:pk>/continue/", zips.continue_upload, name="procedure_forms_go_on"),
    ]


def _menu_item() -> MenuItem:
    return ImportMenuItem(_("Import from a file"), reverse(LIST), icon_name="upload", order=211)


def _log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(IMPORTED)(ImportedFormatter)
    actions.register_action(UNDID)(UndoneFormatter)


def _permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(content_type__app_label="procedures", codename="add_importrun")


def register() -> None:
    """Register the hooks; called once, from `wagtail_hooks`."""
    hooks.register("register_admin_urls", _urls)
    hooks.register("register_admin_menu_item", _menu_item)
    hooks.register("register_log_actions", _log_actions)
    hooks.register("register_permissions", _permissions)
