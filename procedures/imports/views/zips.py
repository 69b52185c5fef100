"""Forms from a .zip: upload, progress, choices, result."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from ...models import FormsEntry, FormsUpload, ImportRun
from ...models.import_run import Status
from ..forms import ChoicesForm, FormsUploadForm
from ..forms_checking import forms_of
from ..handing_over import begin
from .common import NOT_NOW, go_on, keep_file, only_importers, show, show_work


def _url(upload: FormsUpload) -> str:
    return reverse("procedure_forms", args=[upload.pk])


@only_importers
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a .zip of forms for the procedures of an import."""
    run = get_object_or_404(ImportRun, pk=pk)
    form = FormsUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        for problem in form.errors.get("file", ()):
            messages.error(request, problem)
        return redirect("procedure_import", pk)
    job = FormsUpload(run=run, uploaded_by=request.user)  # type: ignore[misc]
    keep_file(job, form.cleaned_data["file"])
    try:
        with transaction.atomic():
            job.status = Status.FAILED
            job.save()
            begin(job, [Status.FAILED], Status.CHECKING)
    except BaseException:
        job.file.delete(save=False)
        raise
    return redirect(_url(job))


@only_importers
@require_safe
def show_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the forms are: progress, what each file is, or what was linked."""
    job = get_object_or_404(FormsUpload.objects.select_related("run", "uploaded_by"), pk=pk)
    title = gettext("Forms from %(file)s") % {"file": job.file_name}
    if job.is_working:
        return show_work(request, job, title, {"continue_url": reverse("procedure_forms_go_on", args=[pk])})
    forms = forms_of(job.run)
    entries = list(job.entries.select_related("document"))
    choices = ChoicesForm(job, sorted(forms)) if job.status == Status.READY else None
    rows = [(entry, _choice(choices, entry), _codes(forms, entry)) for entry in entries]
    taken = {entry.chosen for entry in entries if entry.chosen}
    context = {
        "job": job,
        "rows": rows,
        "matched": sum(entry.state == FormsEntry.State.MATCHED for entry in entries),
        "missing": sorted(set(forms) - taken),
    }
    above = [(reverse("procedure_import", args=[job.run_id]), job.run.file_name)]
    return show(request, "forms.html", title, context, above)


def _choice(choices: ChoicesForm | None, entry: FormsEntry) -> Any:
    key = f"entry-{entry.number}"
    return choices[key] if choices and key in choices.fields else None


def _codes(forms: dict[str, list[tuple[int, str]]], entry: FormsEntry) -> list[str]:
    """Return the codes of the procedures that name the form."""
    return [code for _, code in forms.get(entry.chosen, []) if not entry.code or code == entry.code]


@only_importers
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what each file is, then have the forms stored and linked."""
    job = get_object_or_404(FormsUpload.objects.select_related("run"), pk=pk)
    form = ChoicesForm(job, sorted(forms_of(job.run)), request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Choose what each file is from its list."))
        return redirect(_url(job))
    values = {"applied_by": request.user, "applied_at": timezone.now(), "total": len(form.entries)}
    with transaction.atomic():
        ready = FormsUpload.objects.select_for_update().filter(pk=pk, status=Status.READY).exists()
        if ready and job.file:
            for key, entry in form.entries.items():
                entry.chosen = form.cleaned_data[key]
                entry.save(update_fields=["chosen"])
        if not job.file or not begin(job, [Status.READY], Status.APPLYING, **values):
            messages.info(request, str(NOT_NOW))
    return redirect(_url(job))


@only_importers
@require_POST
def continue_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up work that a worker has left."""
    job = get_object_or_404(FormsUpload, pk=pk)
    return go_on(request, job, _url(job))
