"""Imports that were begun on the screen: what was uploaded, what became of each row, what was there before."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from portal.core.importing.report import CREATED, REFUSED, UNCHANGED, UPDATED

from ..imports.storage import private_storage


class Status(models.TextChoices):
    """How far a piece of work is."""

    CHECKING = "checking", _("being checked")
    READY = "ready", _("waiting for you to apply it")
    FAILED = "failed", _("can't be read")
    APPLYING = "applying", _("being applied")
    APPLIED = "applied", _("applied")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")


#: somebody works on it, or should
WORKING = (Status.CHECKING, Status.APPLYING, Status.UNDOING)


class Job(models.Model):
    """A file that the task worker goes through; `ticket` tells which worker may go on, `beat_at` when one last did."""

    file = models.FileField(storage=private_storage, blank=True, editable=False)
    file_name = models.CharField(max_length=255, editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CHECKING, db_index=True)
    problem = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ticket = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now, db_index=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_working(self) -> bool:
        """Whether a worker goes through it now, or should."""
        return self.status in WORKING


class ImportRun(Job):
    """An import of records from one file; `counts` is outcome → rows, with "warnings" beside them."""

    publish = models.BooleanField(_("Publish the procedures"), default=False)
    overwrite = models.BooleanField(_("Replace what editors changed"), default=False)
    counts = models.JSONField(default=dict)
    refused_file = models.FileField(storage=private_storage, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta(Job.Meta):
        verbose_name = _("import of procedures")
        verbose_name_plural = _("imports of procedures")


class Undone(models.TextChoices):
    """What became of a page when its import was undone."""

    REMOVED = "removed", _("page removed")
    UNPUBLISHED = "unpublished", _("taken off the site; other content refers to the page")
    RESTORED = "restored", _("back as before")
    KEPT = "kept", _("kept: changed since the import")
    GONE = "gone", _("the page was deleted already")


class ImportRow(models.Model):
    """A row of the file, `number` in its order; `row` as the file counts.

    `changes` and `kept` are field → [value on the page, value in the file], as the schema has them; `before` is what
    the page was (`imports.snapshots`), None for one that was made.
    """

    OUTCOMES = (CREATED, UPDATED, UNCHANGED, REFUSED)

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    sheet = models.CharField(max_length=255, blank=True)
    code = models.CharField(max_length=40, blank=True)
    name = models.TextField(blank=True)
    outcome = models.CharField(max_length=10)
    warnings = models.PositiveIntegerField(default=0)
    messages = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    cells = models.JSONField(default=list)
    page = models.ForeignKey(
        "procedures.ProcedurePage", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    applied = models.BooleanField(default=False)
    before = models.JSONField(null=True)
    revision_before = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    revision_after = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    versions_after = models.CharField(max_length=40, blank=True)
    undone = models.CharField(max_length=12, choices=Undone.choices, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["run", "outcome"], name="import_rows_by_outcome")]

    def __str__(self) -> str:
        return f"{self.row}: {self.code}"


class FormsUpload(Job):
    """Forms of the procedures of an import, packed as one .zip."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="forms")

    class Meta(Job.Meta):
        verbose_name = _("upload of forms")
        verbose_name_plural = _("uploads of forms")


class FormsEntry(models.Model):
    """A file of the .zip: `member` is its name there, `chosen` the form that it is, as procedures name it.

    `code` is the only procedure that it belongs to, when it lies in a folder of that name; "" for all that name it.
    """

    class State(models.TextChoices):
        MATCHED = "matched", _("matched")
        DOUBTFUL = "doubtful", _("doubtful")
        UNMATCHED = "unmatched", _("no form of this name")
        REFUSED = "refused", _("not accepted")

    upload = models.ForeignKey(FormsUpload, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    member = models.TextField()
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    problem = models.TextField(blank=True)
    candidates = models.JSONField(default=list)
    chosen = models.TextField(blank=True)
    code = models.CharField(max_length=8, blank=True)
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    applied = models.BooleanField(default=False)
    linked = models.PositiveIntegerField(default=0)
    messages = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="forms_entry_once")]

    def __str__(self) -> str:
        return self.name
