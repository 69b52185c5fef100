"""Imports of records: upload, progress, preview, application, undo."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from portal.core.importing.report import CREATED, REFUSED, UNCHANGED, UPDATED

from ...importing.messages import WORDING
from ...models import FormsUpload, ImportRow, ImportRun
from ...models.import_run import Status, Undone
from ..differences import differences
from ..forms import FormsUploadForm, OptionsForm, UploadForm
from ..handing_over import begin
from .common import NOT_NOW, go_on, keep_file, only_importers, page_of, show, show_work

RUNS_SHOWN = 25
ROWS_SHOWN = 15


@only_importers
@require_safe
def list_runs(request: HttpRequest) -> HttpResponse:
    """Show past imports, the newest first."""
    runs = ImportRun.objects.select_related("uploaded_by", "applied_by", "undone_by")
    page, pages = page_of(request, runs, RUNS_SHOWN)
    context = {"page_obj": page, "elided_page_range": pages}
    return show(request, "list.html", gettext("Imports of procedures"), context)


@only_importers
@never_cache
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file, keep it out of everybody's reach, and have it checked."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run: ImportRun = form.save(commit=False)
        run.uploaded_by = request.user  # type: ignore[assignment]
        keep_file(run, form.cleaned_data["file"])
        try:
            with transaction.atomic():
                run.status = Status.FAILED
                run.save()
                begin(run, [Status.FAILED], Status.CHECKING)
        except BaseException:
            run.file.delete(save=False)
            raise
        return redirect(_url(run))
    return show(request, "upload.html", gettext("Import procedures from a file"), {"form": form})


def _url(run: ImportRun) -> str:
    return reverse("procedure_import", args=[run.pk])


@only_importers
@require_safe
def show_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an import is: progress, preview or result."""
    run = get_object_or_404(ImportRun.objects.select_related("uploaded_by", "applied_by", "undone_by"), pk=pk)
    title = gettext("Import of %(file)s") % {"file": run.file_name}
    if run.is_working:
        return show_work(
            request, run, title, {"run": run, "continue_url": reverse("procedure_import_go_on", args=[pk])}
        )
    rows = run.rows.select_related("page").order_by("number")
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in (*ImportRow.OUTCOMES, "kept", "warnings") else ""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    if outcome in ImportRow.OUTCOMES:
        rows = rows.filter(outcome=outcome)
    elif outcome == "kept":
        rows = rows.exclude(kept={})
    elif outcome == "warnings":
        rows = rows.filter(warnings__gt=0)
    undone = request.GET.get("undone", "")
    if undone in Undone.values:
        rows = rows.filter(undone=undone)
    if words:
        rows = rows.filter(code__icontains=words) | rows.filter(name__icontains=words)
    page, pages = page_of(request, rows, ROWS_SHOWN)
    for row in page.object_list:
        row.differences = differences(row.changes) if row.changes else []
        row.said = _said(row)
        row.left = differences(row.kept) if row.kept else []
    return show(request, "run.html", title, _context(run) | {
        "page_obj": page, "elided_page_range": pages, "outcome": outcome, "words": words, "undone": undone,
    })  # fmt: skip


def _said(row: ImportRow) -> list[str]:
    """Return the messages of a row without the one that names the fields which are shown anyway."""
    fields = WORDING.field_labels(list(row.changes))
    told = gettext("Changed: %(fields)s.") % {"fields": fields}
    return [message for message in row.messages if message != told]


def _context(run: ImportRun) -> dict[str, Any]:
    counts = run.counts
    facts = [
        (CREATED, gettext("New procedures"), counts.get(CREATED, 0)),
        (UPDATED, gettext("Changed procedures"), counts.get(UPDATED, 0)),
        (UNCHANGED, gettext("Unchanged"), counts.get(UNCHANGED, 0)),
        (REFUSED, gettext("Refused rows"), counts.get(REFUSED, 0)),
        ("kept", gettext("Editors' changes kept"), run.rows.exclude(kept={}).count()),
        ("warnings", gettext("With things to check"), run.rows.filter(warnings__gt=0).count()),
    ]
    same = ImportRun.objects.filter(sha256=run.sha256, status=Status.APPLIED).exclude(pk=run.pk).first()
    undone = run.rows.exclude(undone="").order_by().values_list("undone").annotate(Count("pk"))
    return {
        "run": run,
        "facts": facts,
        "writes": counts.get(CREATED, 0) + counts.get(UPDATED, 0),
        "same": same,
        "options": OptionsForm(instance=run),
        "forms_form": FormsUploadForm(),
        "uploads": FormsUpload.objects.filter(run=run).select_related("uploaded_by"),
        "undone_counts": [(value, Undone(value).label, count) for value, count in undone],
    }


@only_importers
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the import done for real; pressed twice it is done once."""
    run = get_object_or_404(ImportRun, pk=pk)
    values = {"applied_by": request.user, "applied_at": timezone.now()}
    if not run.file or not begin(run, [Status.READY], Status.APPLYING, **values):
        messages.info(request, str(NOT_NOW))
    return redirect(_url(run))


@only_importers
@require_POST
def change_options(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the file anew with other options."""
    run = get_object_or_404(ImportRun, pk=pk)
    form = OptionsForm(request.POST)
    begun = (
        form.is_valid()
        and bool(run.file)
        and begin(run, [Status.READY, Status.FAILED], Status.CHECKING, **form.cleaned_data)
    )
    if not begun:
        messages.info(request, str(NOT_NOW))
    return redirect(_url(run))


@only_importers
@never_cache
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then have the import taken back."""
    run = get_object_or_404(ImportRun, pk=pk)
    if request.method == "POST":
        count = run.rows.filter(applied=True, outcome__in=(CREATED, UPDATED)).count()
        values = {"undone_by": request.user, "undone_at": timezone.now(), "total": count}
        if not run.file or not begin(run, [Status.APPLIED], Status.UNDOING, **values):
            messages.info(request, str(NOT_NOW))
        return redirect(_url(run))
    title = gettext("Undo this import")
    above = [(_url(run), run.file_name)]
    return show(request, "undo.html", title, {"run": run, "counts": run.counts}, above)


@only_importers
@require_POST
def continue_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up work that a worker has left."""
    run = get_object_or_404(ImportRun, pk=pk)
    return go_on(request, run, _url(run))


@only_importers
@require_safe
def refused(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the workbook of what was refused."""
    run = get_object_or_404(ImportRun, pk=pk)
    if not run.refused_file:
        raise Http404
    stem = run.file_name.split(".")[0][:100] or "thu-tuc"
    return FileResponse(run.refused_file.open("rb"), as_attachment=True, filename=f"{stem} - cần sửa.xlsx")


@only_importers
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the report in the fixed form of the command, row by row."""
    run = get_object_or_404(ImportRun, pk=pk)
    response = StreamingHttpResponse(_report(run), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="bao-cao-nhap-{run.pk}.json"'
    return response


def _report(run: ImportRun) -> Iterator[str]:
    counts = {name: run.counts.get(name, 0) for name in (*ImportRow.OUTCOMES, "warnings")}
    read = sum(counts[name] for name in ImportRow.OUTCOMES)
    yield json.dumps({"read": read, **counts})[:-1] + ', "records": ['
    names = ("row", "code", "outcome", "messages")
    for number, row in enumerate(run.rows.order_by("number").values(*names).iterator()):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"
