"""What all screens of the import share."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.admin.paginator import WagtailPaginator

from ...models.import_run import Job
from ..handing_over import is_silent, take_up_again
from ..uploads import digest, stored_name

PERMISSION = "procedures.add_importrun"
#: seconds until a page of work in progress is fetched anew
REFRESH = 2

LIST = "procedure_imports"


def may_import(user: Any) -> bool:
    """Return whether `user` imports procedures, and sees imports."""
    return bool(user.has_perm(PERMISSION))


#: decorates a view: everybody else is told that it isn't for him
only_importers: Callable[[Callable[..., Any]], Callable[..., Any]] = user_passes_test(may_import)


def show(
    request: HttpRequest,
    template: str,
    title: str,
    context: dict[str, Any],
    above: Iterable[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """Render a screen with its title and the way to it."""
    crumbs: list[dict[str, str]] = [
        {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
        {"url": reverse(LIST), "label": gettext("Imports of procedures")},
    ]
    crumbs += [{"url": url, "label": label} for url, label in above]
    if title != crumbs[-1]["label"]:
        crumbs.append({"url": "", "label": title})
    return render(
        request,
        f"procedures/imports/{template}",
        {"header_title": title, "page_title": title, "breadcrumbs_items": crumbs, "header_icon": "upload"}
        | context,
        status=status,
    )


def show_work(request: HttpRequest, job: Job, title: str, context: dict[str, Any]) -> HttpResponse:
    """Render the progress of a job; the browser asks again by itself, without a script."""
    share = min(100, round(100 * job.done / job.total)) if job.total else None
    silent = is_silent(job)
    response = show(
        request, "progress.html", title, {"job": job, "share": share, "silent": silent, **context}
    )
    if not silent:
        response["Refresh"] = str(REFRESH)
    response["Cache-Control"] = "no-store"
    return response


def page_of(request: HttpRequest, rows: Any, size: int) -> tuple[ListPage, list[Any]]:
    """Return the asked page of a list (the nearest there is) and the numbers to offer."""
    paginator: Paginator = WagtailPaginator(rows, size)
    page = paginator.get_page(request.GET.get("p"))
    return page, list(paginator.get_elided_page_range(page.number))


def keep_file(job: Job, file: UploadedFile) -> None:
    """Put an uploaded file into `job`, without saving it."""
    name = file.name or ""
    job.sha256 = digest(file)
    job.file_name = name[-255:]
    job.size = file.size or 0
    job.file.save(stored_name(name, job.sha256), file, save=False)


def go_on(request: HttpRequest, job: Job, url: str) -> HttpResponse:
    """Hand a job over again whose worker is gone, and go back to its page."""
    if not take_up_again(job):
        messages.info(request, gettext("The work is still going on; there is nothing to take up again."))
    return redirect(url)


NOT_NOW = gettext_lazy("Somebody else has been quicker, or this has been done already.")
