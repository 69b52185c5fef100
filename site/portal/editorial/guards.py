"""Side doors of Wagtail's admin that ask nobody for his rights, closed (faults 20 and 21)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.auth import permission_denied
from wagtail.documents import get_document_model
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images import get_image_model
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page, Task, Workflow
from wagtail.permissions import policy_registry
from wagtailmedia.models import get_media_model

from portal.files.vetting import vet_document

from .people import is_administrator

View = Callable[..., Any]

#: what Wagtail's addresses call the page that they speak of
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "pk")


def explorable(user: Any) -> QuerySet[Page]:
    """Return the pages of the sections that a user works in, with the way down to them."""
    policy = policy_registry.get_by_type(Page)
    if not policy.user_has_any_permission(
        user, {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
    ):
        return Page.objects.none()
    return policy.explorable_instances(user)


def choosable(pages: QuerySet[Page], user: Any) -> QuerySet[Page]:
    """Narrow pages to those that a user may link to: public ones, and the sections that he works in."""
    public = Page.objects.live().public()
    return pages.filter(Q(pk__in=public.values("pk")) | Q(pk__in=explorable(user).values("pk")))


def narrow_page_chooser(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Show no drafts of other sections in the page chooser."""
    return choosable(pages, request.user)


def only_explorable(view: View) -> View:
    """Refuse a view of a page in a section that the user doesn't work in.

    Wagtail itself asks for no right to see titles in the history, and in moves before they are confirmed.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        pk = next((kwargs[name] for name in PAGE_ARGUMENTS if kwargs.get(name)), None)
        if pk is not None and not request.user.is_superuser:
            page = Page.objects.filter(pk=pk).first()
            if page is not None and not explorable(request.user).filter(pk=page.pk).exists():
                raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class OwnFiles:
    """Lists in the admin's API only the files that the user may choose or change."""

    request: HttpRequest
    model: Any

    def get_queryset(self) -> QuerySet[Any]:
        known = _known_files(self.model, self.request.user)
        return super().get_queryset().filter(pk__in=known.values("pk"))  # type: ignore[misc]


def _known_files(model: Any, user: Any) -> QuerySet[Any]:
    """Return the files that a user may choose or change."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, {"choose", "change"})


class ImagesAPI(OwnFiles, ImagesAdminAPIViewSet):
    pass


class DocumentsAPI(OwnFiles, DocumentsAdminAPIViewSet):
    pass


def narrow_admin_api(router: Any) -> None:
    """Serve images and documents by these instead of Wagtail's own."""
    router.register_endpoint("images", ImagesAPI)
    router.register_endpoint("documents", DocumentsAPI)


def may_manage_workflows(request: HttpRequest) -> bool:
    """Whether the user manages workflows: Wagtail shows the chooser of tasks to everybody."""
    actions = {"add", "change", "delete"}
    return any(
        policy_registry.get_by_type(model).user_has_any_permission(request.user, actions)
        for model in (Workflow, Task)
    )


def may_choose_pages(request: HttpRequest) -> bool:
    """Whether all pages that were ticked in the chooser may be chosen: Wagtail describes any page by its id."""
    chosen = {int(pk) for pk in request.GET.getlist("id") if pk.isdecimal() and len(pk) < 18}
    found = Page.objects.filter(pk__in=chosen)
    return choosable(found, request.user).count() == found.count()


def may_name_in_bulk(request: HttpRequest) -> bool:
    """Whether the user may know all that a bulk action is asked for.

    Wagtail lists by name what he may not touch: pages of any section, files of any collection.
    """
    match = request.resolver_match
    named = [match.kwargs[name] for name in ("app_label", "model_name")] if match else []
    chosen = {int(pk) for pk in request.GET.getlist("id") if pk.isdecimal() and len(pk) < 18}
    if named == ["wagtailcore", "page"]:
        parent = request.GET.get("childOf", "")
        found = Page.objects.filter(pk__in=chosen)
        if "all" in request.GET.getlist("id"):
            above = (
                Page.objects.filter(pk=int(parent)).first()
                if parent.isdecimal() and len(parent) < 18
                else None
            )
            found = above.get_children() if above else Page.objects.all()
        return not found.exclude(pk__in=explorable(request.user).values("pk")).exists()
    for model in (get_image_model(), get_document_model()):
        if named == [model._meta.app_label, model._meta.model_name]:
            known = _known_files(model, request.user)
            return not model.objects.filter(pk__in=chosen).exclude(pk__in=known.values("pk")).exists()
    return True


def may_know_recording(request: HttpRequest) -> bool:
    """Whether the user may know of a recording: Wagtail's list of the pages that use it asks nobody."""
    match = request.resolver_match
    known = _known_files(get_media_model(), request.user)
    return match is not None and known.filter(pk=match.kwargs["media_id"]).exists()


def may_see_page_types(request: HttpRequest) -> bool:
    """Whether the report of page types is for the user: it names the last edited page of every section."""
    return is_administrator(request.user)


#: namespace or name of addresses → who may
RULES = {
    "wagtailadmin_workflows": may_manage_workflows,
    "wagtailadmin_choose_page_chosen_multiple": may_choose_pages,
    "wagtail_bulk_action": may_name_in_bulk,
    "wagtailmedia:media_usage": may_know_recording,
    "wagtailadmin_reports:page_types_usage": may_see_page_types,
    "wagtailadmin_reports:page_types_usage_results": may_see_page_types,
}


#: addresses that describe what was chosen; Wagtail takes any word for its key and then fails
CHOSEN = ":chosen"


#: address at which Wagtail unpacks a table of redirects without a look at it
IMPORT = "wagtailredirects:start_import"


def refuse_table(request: HttpRequest) -> HttpResponse | None:
    """Check an uploaded table of redirects like every other document; tell what is wrong with it."""
    file = request.FILES.get("import_file")
    if file is None:
        return None
    try:
        vet_document(file, file.name or "")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(IMPORT)
    file.seek(0)
    return None


class AdminGuard:
    """Middleware: asks for rights where an address of Wagtail's admin doesn't and no hook lets us."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match and match.view_name.endswith(CHOSEN) and not str(match.kwargs.get("pk", 0)).isdecimal():
            raise Http404
        if match and match.view_name == IMPORT and request.user.is_authenticated:
            return refuse_table(request)
        allowed = match and (RULES.get(match.view_name) or RULES.get(match.namespace))
        if not allowed or not request.user.is_authenticated or allowed(request):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        return permission_denied(request)
