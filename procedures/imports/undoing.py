"""The undoing of an import as a whole; what somebody has changed since stays as it is and is named."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision

from portal.core.importing.report import CREATED, UPDATED

from ..models import DecisionEntry, ImportRow, ImportRun, LegalCitation, ProcedurePage, ProcedureVersion
from ..models.import_run import Status, Undone
from ..models.publication import lock, mirror
from ..models.visits import ProcedureVisits
from .running import beat, finish
from .snapshots import moment, put_versions_back, versions_mark

#: entry of a procedure's history
UNDID = "procedures.import_undone"
#: what belongs to a page itself, or finds it again by its code
_OWN = {
    (ProcedureVersion, "procedure"),
    (LegalCitation, "procedure"),
    (ProcedureVisits, "procedure"),
    (DecisionEntry, "procedure"),
    (ImportRow, "page"),
}
_OWN_APPS = ("wagtailcore", "wagtailredirects", "wagtailsearch", "portal_search", "files")


def undo(run: ImportRun, ticket: int) -> None:
    """Take back what `run` made and changed, the last row first."""
    rows = run.rows.filter(applied=True, outcome__in=(CREATED, UPDATED)).order_by("-number")
    for done, pk in enumerate(list(rows.values_list("pk", flat=True)), 1):
        with transaction.atomic():
            beat(run, ticket, done=done)
            row = ImportRow.objects.select_related("revision_before").get(pk=pk)
            if not row.undone:
                row.undone = _undo_row(row, run.undone_by)
                row.save(update_fields=["undone"])
    finish(run, ticket, Status.UNDONE)


def _undo_row(row: ImportRow, user: Any) -> Undone:
    page = ProcedurePage.objects.filter(pk=row.page_id).first()
    if page is None:
        return Undone.GONE
    lock(page.pk)
    if _is_changed(page, row):
        return Undone.KEPT
    if row.before is None:
        return _take_away(page, user)
    if not _restore(page, row, row.before, user):
        return Undone.KEPT
    log(page, UNDID, user=user, data={"import": row.run_id}, revision=row.revision_before)
    return Undone.RESTORED


def _is_changed(page: ProcedurePage, row: ImportRow) -> bool:
    """Return whether anybody has touched the page since: its text, its versions, its being public, a lock."""
    taken_down = bool(row.before and row.before["left_live"] and not page.live)
    return (
        page.latest_revision_id != row.revision_after_id
        or versions_mark(page.pk) != row.versions_after
        or taken_down
        or page.locked
    )


def _take_away(page: ProcedurePage, user: Any) -> Undone:
    """Remove a page that the import made; one that other content refers to leaves the site only."""
    if not is_used(page):
        page.delete(user=user)
        return Undone.REMOVED
    if page.live or page.versions.filter(waiting=True).exists():
        page.unpublish(user=user)
    log(page, UNDID, user=user)
    return Undone.UNPUBLISHED


def is_used(page: ProcedurePage) -> bool:
    """Return whether somebody's content hangs on the page: a link to it, a rating, a place in a list."""
    if (
        ReferenceIndex.get_references_to(page)
        .exclude(base_content_type__model="announcementdecision")
        .exists()
    ):
        return True
    relations: list[Any] = page._meta.get_fields(include_hidden=True)
    for relation in relations:
        model: Any = relation.related_model
        if not relation.auto_created or relation.concrete:
            continue
        field = relation.field
        if issubclass(model, Page) and field.remote_field.parent_link:
            continue
        if model._meta.app_label in _OWN_APPS or (model, field.name) in _OWN:
            continue
        if model._base_manager.filter(**{field.name: page.pk}).exists():
            return True
    return False


def _restore(page: ProcedurePage, row: ImportRow, before: dict[str, Any], user: Any) -> bool:
    """Put page, draft and versions back; False when the text from before is there no longer."""
    draft = row.revision_before
    text = Revision.objects.filter(pk=before["live_revision_id"]).first()
    if text is None and before["live"] and not before["has_unpublished_changes"]:
        text = draft
    if draft is None or (before["live"] and text is None):
        return False
    today = timezone.localdate()
    republished = bool(before["live"] and text and page.live_revision_id != text.pk)
    if republished and text:
        revision = text.as_object().save_revision(user=text.user, clean=False, changed=False)
        action = PublishPageRevisionAction(revision, user=user, log_action=False)
        action.object.go_live_at = None
        action.execute(skip_permission_checks=True)
    elif not before["live"] and page.live:
        page.unpublish(user=user)
    put_versions_back(page.pk, before, today)
    if before["has_unpublished_changes"] or not before["live"] or not republished:
        _put_draft_back(draft, before)
    _put_dates_back(page.pk, before)
    mirror(page.pk, today, user)
    return True


def _put_draft_back(draft: Revision, before: dict[str, Any]) -> None:
    old = draft.as_object()
    revision = old.save_revision(user=draft.user, clean=False, changed=before["has_unpublished_changes"])
    if before["live"] and not before["has_unpublished_changes"]:
        # The import has only made a draft: what is public is the newest text again.
        Page.objects.filter(pk=old.pk).update(live_revision=revision, has_unpublished_changes=False)


def _put_dates_back(pk: int, before: dict[str, Any]) -> None:
    first: datetime | None = moment(before, "first_published_at")
    Page.objects.filter(pk=pk).update(
        first_published_at=first, last_published_at=moment(before, "last_published_at")
    )
