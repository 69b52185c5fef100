"""The admin's way to files of procedures: export and template, for whoever may prepare procedures."""

import tempfile
from collections.abc import Callable
from functools import cached_property
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import ProcedurePage, ProceduresIndexPage
from .source import FORMATS, fill_template, newest_records, public_records

#: what browsers are told of each kind of file
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def may_exchange(user: Any) -> bool:
    """Return whether `user` prepares procedures: may add some to the catalogue or change those in it."""
    for index in ProceduresIndexPage.objects.all():
        permissions = index.permissions_for_user(user)
        if permissions.can_add_subpage() or permissions.can_edit():
            return True
    return False


@require_safe
def export(request: HttpRequest, ending: str) -> FileResponse:
    """Send the published procedures as a file; with `?drafts=1` the newest drafts of those that the user may change."""
    _check(request)
    if ending not in FORMATS:
        raise Http404
    records = public_records()
    if request.GET.get("drafts") == "1":
        mine = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
        records = newest_records(pages=ProcedurePage.objects.filter(pk__in=mine.values("pk")))
    name = f"thu-tuc-{timezone.localdate():%Y-%m-%d}.{ending}"
    return _send(name, lambda file: FORMATS[ending](records, file))


@require_safe
def template(request: HttpRequest) -> FileResponse:
    """Send the workbook to fill in."""
    _check(request)
    return _send("mau-nhap-thu-tuc.xlsx", fill_template)


def _check(request: HttpRequest) -> None:
    if not may_exchange(request.user):
        raise PermissionDenied


def _send(name: str, write: Callable[[BinaryIO], Any]) -> FileResponse:
    # On the disk: a catalogue of thousands would fill the memory of the process.
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write(file)
    file.seek(0)
    kind = CONTENT_TYPES[name.rpartition(".")[2]]
    response = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    response["Cache-Control"] = "private, no-store"
    return response


class ProcedureIndexView(IndexView):
    """The list of procedures, with buttons for files."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = super().header_more_buttons
        if may_exchange(self.request.user):
            target = reverse("procedures_export", args=["xlsx"])
            buttons += [
                Button(_("Export what is published (.xlsx)"), url=target, icon_name="download", priority=60),
                Button(
                    _("Export with drafts (.xlsx)"),
                    url=f"{target}?drafts=1",
                    icon_name="download",
                    priority=61,
                ),
                Button(
                    _("Template to fill in (.xlsx)"),
                    url=reverse("procedures_template"),
                    icon_name="doc-empty",
                    priority=62,
                ),
            ]
        return buttons


def urls() -> list[URLPattern]:
    """Return the addresses below /admin/."""
    return [
        path("procedures/export/<slug:ending>/", export, name="procedures_export"),
        path("procedures/template/", template, name="procedures_template"),
    ]
