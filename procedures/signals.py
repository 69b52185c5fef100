"""What follows from the publication of a procedure."""

from typing import Any

from wagtail.signals import page_published

from .models import LegalCitation, ProcedurePage


def connect() -> None:
    """Note the legal bases of each procedure as it is published; an import publishes the same way."""
    page_published.connect(on_published, sender=ProcedurePage, dispatch_uid="procedures_citations")


def on_published(sender: type[ProcedurePage], instance: ProcedurePage, **kwargs: Any) -> None:
    """Note what the published procedure stands on."""
    LegalCitation.objects.record(instance)
