"""What follows from the publication of a procedure, and from the decisions that announce procedures."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished

from portal.core.models import PublicationStamp
from portal.files.access import register_public_use

from .models import (
    AnnouncementDecision,
    DecisionEntry,
    LegalCitation,
    LifeEvent,
    LifeEventProcedure,
    PostingPaper,
    ProcedureField,
    ProcedurePage,
    ProcedureVersion,
)
from .models.publication import cancel_waiting, follow_decision
from .models.settling import procedures_left_by, procedures_of
from .posting.making import forget_file


def connect() -> None:
    """Note the legal bases of each procedure as it is published, an import publishes the same way; follow decisions."""
    page_published.connect(on_published, sender=ProcedurePage, dispatch_uid="procedures_citations")
    page_unpublished.connect(on_unpublished, sender=ProcedurePage, dispatch_uid="procedures_waiting")
    register_public_use(AnnouncementDecision, "document")
    post_save.connect(on_decision, sender=AnnouncementDecision, dispatch_uid="procedures_decision")
    post_save.connect(on_entry, sender=DecisionEntry, dispatch_uid="procedures_entry")
    post_delete.connect(on_entry, sender=DecisionEntry, dispatch_uid="procedures_entry_gone")
    post_delete.connect(forget_file, sender=PostingPaper, dispatch_uid="procedures_paper_gone")
    post_save.connect(on_version, sender=ProcedureVersion, dispatch_uid="procedures_version")
    post_delete.connect(on_version, sender=ProcedureVersion, dispatch_uid="procedures_version_gone")
    for sender in (LifeEvent, LifeEventProcedure, ProcedureField):
        post_save.connect(on_taxonomy, sender=sender, dispatch_uid=f"procedures_{sender.__name__}")
        post_delete.connect(on_taxonomy, sender=sender, dispatch_uid=f"procedures_{sender.__name__}_gone")


def on_published(sender: type[ProcedurePage], instance: ProcedurePage, **kwargs: Any) -> None:
    """Note what the published procedure stands on."""
    LegalCitation.objects.record(instance)


def on_unpublished(sender: type[ProcedurePage], instance: ProcedurePage, **kwargs: Any) -> None:
    """Let nothing that waits put the page back."""
    cancel_waiting(instance)


@transaction.atomic
def on_decision(
    sender: type[AnnouncementDecision], instance: AnnouncementDecision, created: bool, **kwargs: Any
) -> None:
    """Bring the procedures of a changed decision up to its dates."""
    if not created:
        follow_decision(procedures_of(instance.pk))


@transaction.atomic
def on_entry(sender: type[DecisionEntry], instance: DecisionEntry, **kwargs: Any) -> None:
    """Bring the procedure that a row names, and one that it named before, up to the decision."""
    own = {instance.procedure_id} if instance.procedure_id else set()
    follow_decision(own | procedures_left_by(instance.decision_id))


def on_version(sender: type[ProcedureVersion], instance: ProcedureVersion, **kwargs: Any) -> None:
    """Tell of a version that waits for its day; the others come with a publication of their page."""
    if instance.waiting:
        PublicationStamp.grow()


def on_taxonomy(sender: type[Any], created: bool = False, **kwargs: Any) -> None:
    """Show what the catalogue is sorted by under its new name; a field that is made has no procedures yet."""
    if not (created and sender is ProcedureField):
        PublicationStamp.grow()
