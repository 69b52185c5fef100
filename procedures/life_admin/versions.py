"""All versions of a procedure, for those who publish it: to look at, to compare, to take back a wrong one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from ..models import ProcedurePage, ProcedureVersion
from ..models.publication import remove_version
from ..past import history_of


def _page_for(request: HttpRequest, page_id: int) -> ProcedurePage:
    page: ProcedurePage = get_object_or_404(ProcedurePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


@require_http_methods(["GET"])
def versions(request: HttpRequest, page_id: int) -> TemplateResponse:
    """Show the versions of a procedure."""
    page = _page_for(request, page_id)
    context: dict[str, Any] = {
        "page": page,
        "rows": history_of(page, timezone.localdate()).rows,
        "may_remove": page.permissions_for_user(request.user).can_publish(),
    }
    return TemplateResponse(request, "procedures/admin/versions.html", context)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, page_id: int, version_id: int) -> HttpResponse:
    """Ask, then take back a published text; what a decision ends is taken back in the decision."""
    page = _page_for(request, page_id)
    version = get_object_or_404(ProcedureVersion, pk=version_id, procedure=page)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    refusal = _refusal(page, version)
    if request.method == "POST" and not refusal:
        day = date_format(version.valid_from)
        remove_version(version, request.user)
        messages.success(request, gettext("The version of %(day)s was taken back.") % {"day": day})
        return redirect("procedure_versions", page.pk)
    context = {"page": page, "version": version, "refusal": refusal}
    return TemplateResponse(request, "procedures/admin/remove_version.html", context)


def _refusal(page: ProcedurePage, version: ProcedureVersion) -> str:
    if not version.is_text:
        return gettext("A decision made this version: change the decision instead.")
    others = page.versions.filter(is_text=True, waiting=False).exclude(pk=version.pk)
    if page.live and not version.waiting and not others.exists():
        return gettext("It is the only version that is public: take the page down instead.")
    return ""
