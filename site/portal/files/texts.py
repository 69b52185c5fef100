"""The texts of documents, read once for search: by a task when a file is stored, never while a citizen waits."""

import logging
import subprocess
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django_tasks import task

from .models import DocumentText, PortalDocument

logger = logging.getLogger(__name__)

#: kinds of files that are read
KINDS = ("pdf", "docx")
#: seconds that one file may take, waiting included
PATIENCE = 60
_SOURCES = Path(__file__).resolve().parents[2]

#: the text, the name or the collection of documents changed, or they go: sent with `pks`
texts_changed = Signal()


def document_saved(sender: Any, instance: PortalDocument, raw: bool = False, **kwargs: Any) -> None:
    """Drop the text of a file that was replaced, and have the new one read once it is stored."""
    if raw:
        return
    kept = DocumentText.objects.filter(pk=instance.pk).first()
    if kept and kept.fingerprint != fingerprint(instance):
        kept.delete()
        kept = None
    if kept is None and instance.kind in KINDS:
        transaction.on_commit(partial(read_document.enqueue, instance.pk))
    texts_changed.send(PortalDocument, pks=[instance.pk])


def document_deleted(sender: Any, instance: PortalDocument, **kwargs: Any) -> None:
    """Tell that a document's text is gone with it."""
    texts_changed.send(PortalDocument, pks=[instance.pk])


def fingerprint(document: PortalDocument) -> str:
    """Return what is another for another content of the file."""
    return document.sha256 or str(document.file.name)


@task()
def read_document(pk: int) -> int:
    """Read the text of a document, if it is still there and wasn't read; return how many characters it has."""
    document = PortalDocument.objects.filter(pk=pk, kind__in=KINDS).first()
    if document is None:
        return 0
    seen = fingerprint(document)
    if DocumentText.objects.filter(pk=pk, fingerprint=seen).exists():
        return 0
    text = text_of(document)
    with transaction.atomic():
        # Replaced meanwhile: another task reads that one.
        if not PortalDocument.objects.filter(pk=pk, file=document.file.name).exists():
            return 0
        DocumentText.objects.update_or_create(pk=pk, defaults={"fingerprint": seen, "text": text})
        texts_changed.send(PortalDocument, pks=[pk])
    return len(text)


def unread() -> Iterable[int]:
    """Return the documents that should have been read and were not."""
    return (
        PortalDocument.objects.filter(kind__in=KINDS, extracted=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def text_of(document: PortalDocument) -> str:
    """Return the plain text of a document; nothing where it has none, takes too long or can't be read."""
    command = [sys.executable, "-m", "portal.files.reading", document.kind]
    try:
        with document.file.open("rb") as file:
            done = subprocess.run(  # noqa: S603 — our own module, the kind is one of KINDS
                command,
                input=file.read(),
                capture_output=True,
                timeout=PATIENCE,
                cwd=_SOURCES,
                env={"PYTHONPATH": str(_SOURCES), "OPENBLAS_NUM_THREADS": "1"},
                check=True,
            )
    except (OSError, subprocess.SubprocessError) as error:
        logger.warning("No text of document %s: %s", document.pk, type(error).__name__)
        return ""
    return done.stdout.decode(errors="ignore")
