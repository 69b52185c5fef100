"""Publication on the date that a record names: its version is stored, the row mirrors the version in force.

Everything here runs in one transaction under the lock of the page, so that whatever ends the process, version and
row are both as before or both as after.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from .settling import add_text, adopt_entries, awaited, keep_text, settle
from .version import ProcedureVersion

if TYPE_CHECKING:
    from .page import ProcedurePage

#: entries of a procedure's history
AWAITS_DATE = "procedures.awaits_date"
KEPT_AS_EARLIER = "procedures.kept_as_earlier"
CAME_INTO_FORCE = "procedures.came_into_force"
TAKEN_BACK = "procedures.taken_back"


def lock(page_id: int) -> bool:
    """Let no other process publish the page or change its versions until the transaction ends; say if it is live."""
    return bool(Page.objects.select_for_update().only("pk", "live").get(pk=page_id).live)


@transaction.atomic
def publish(
    page: "ProcedurePage",
    revision: Revision,
    user: Any = None,
    skip_permission_checks: bool = False,
    **options: Any,
) -> None:
    """Publish `revision`: now, on its date where that lies ahead, or as an earlier version beside the one in force."""
    page.live = lock(page.pk)
    today = timezone.localdate()
    action = PublishPageRevisionAction(revision, user=user, **options)
    text = action.object
    if text.go_live_at and text.go_live_at > timezone.now():
        # Wagtail's own hour comes first; the version is stored when it strikes.
        action.execute(skip_permission_checks=skip_permission_checks)
        return
    action.check(skip_permission_checks=skip_permission_checks)
    day = text.first_day(today)
    now_in_force = page.version_on(today)
    if now_in_force is None and keep_what_is_live(page, today):
        now_in_force = page.version_on(today)
    is_later = now_in_force is None or now_in_force.valid_from <= day
    if day <= today and (is_later or not page.live):
        action.execute(skip_permission_checks=skip_permission_checks)
        keep_text(text, day, revision.pk, today)
        if adopt_and_settle(text, today) or not is_later:
            mirror(page.pk, today, user)
        return
    # What is missing or wrong must come up now, not on the day.
    text.live = False
    text.full_clean()
    keep_text(text, day, revision.pk, today)
    adopt_and_settle(text, today)
    data = {"valid_from": day.isoformat()}
    log(page, AWAITS_DATE if day > today else KEPT_AS_EARLIER, user=user, data=data, revision=revision)
    if state := page.current_workflow_state:
        state.cancel(user=user)
    if day <= today:
        if revision.is_latest_revision():
            _edit_what_is_live(page.pk)
        mirror(page.pk, today, user)


def keep_what_is_live(page: "ProcedurePage", today: date) -> bool:
    """Store the first version of a live page that has none, one made live without publication; say if it did."""
    if not page.live or ProcedureVersion.objects.filter(procedure_id=page.pk).exists():
        return False
    row = _fresh(page.pk)
    since = timezone.localdate(row.first_published_at) if row.first_published_at else today
    version = keep_text(row, min(row.first_day(since), today), row.live_revision_id, today)
    if row.first_published_at:
        version.published_at = row.first_published_at
        version.save(update_fields=["published_at"])
    return True


def keep_new(page: "ProcedurePage", revision: Revision, today: date) -> None:
    """Store the version of a page that an import has just put into the catalogue, live or waiting."""
    day = page.first_day(today)
    add_text(page, day, revision.pk, today)
    if awaited(page):
        adopt_and_settle(page, today)


def adopt_and_settle(page: "ProcedurePage", today: date) -> bool:
    """Settle the versions of `page` where a decision has a say in them; say if one has."""
    if not adopt_entries(page):
        return False
    settle(page.pk, today)
    return True


def mirror(page_id: int, today: date, user: Any = None) -> None:
    """Make the row of a page agree with its version in force on `today`, and take live what has waited for it.

    A page that was never public goes live with its first text; one that was taken down stays so. Does nothing
    when all agrees. To be called in a transaction.
    """
    lock(page_id)
    page = _fresh(page_id)
    due = ProcedureVersion.objects.filter(procedure_id=page_id).due(today)
    texts = list(due.filter(is_text=True).select_related("revision").order_by("valid_from"))
    if texts:
        _take_live(page, texts[-1], user)
        page = _fresh(page_id)
    due.update(waiting=False)
    version = page.version_on(today)
    if page.live and version and page.record().to_dict() != version.record:
        _rewrite(page, version, user)


def _take_live(page: "ProcedurePage", version: ProcedureVersion, user: Any) -> None:
    """Publish the text that has waited for its day, as it was approved."""
    revision = version.revision
    with _draft_kept(page, revision):
        if revision is None:  # old revisions may be cleared away
            page.apply_record(version.canonical())
            revision = page.save_revision(clean=False)
        action = PublishPageRevisionAction(revision, user=user, log_action=False)
        action.object.go_live_at = None
        action.execute(skip_permission_checks=True)
    _log_force(page, version, user, revision)


def _rewrite(page: "ProcedurePage", version: ProcedureVersion, user: Any) -> None:
    """Write the record of `version` into the live row; everything else of the row stays."""
    with _draft_kept(page, None):
        page.apply_record(version.canonical())
        page.go_live_at = None
        revision = page.save_revision(clean=False)
        PublishPageRevisionAction(revision, user=user, log_action=False).execute(skip_permission_checks=True)
    _log_force(page, version, user, revision)


def _log_force(page: "ProcedurePage", version: ProcedureVersion, user: Any, revision: Revision) -> None:
    data = {"valid_from": version.valid_from.isoformat(), "change": version.change}
    log(page, CAME_INTO_FORCE, user=user, data=data, revision=revision, content_changed=True)


@contextmanager
def _draft_kept(page: "ProcedurePage", published: Revision | None) -> Iterator[None]:
    """Keep an editor's newer draft the draft of the page, and its schedule, while something else goes live."""
    latest, title = page.latest_revision, page.draft_title
    drafted = latest if latest and latest.pk != page.live_revision_id and latest != published else None
    hours = dict(page.revisions.exclude(approved_go_live_at=None).values_list("pk", "approved_go_live_at"))
    yield
    for pk, hour in hours.items():
        if published is None or pk != published.pk:
            Revision.objects.filter(pk=pk).update(approved_go_live_at=hour)
    if drafted:
        Page.objects.filter(pk=page.pk).update(
            latest_revision=drafted, draft_title=title, has_unpublished_changes=True
        )
    elif Page.objects.filter(pk=page.pk, has_unpublished_changes=True).exists():
        # What was published meanwhile is newer than the text that waited: no draft, but it would look like one.
        _edit_what_is_live(page.pk)


def _edit_what_is_live(page_id: int) -> None:
    """Let editors go on from what is public: the newest revision of the page is its row."""
    row = _fresh(page_id)
    revision = row.save_revision(clean=False, changed=False)
    Page.objects.filter(pk=page_id).update(
        live_revision=revision, has_unpublished_changes=False, draft_title=row.title
    )


def _fresh(page_id: int) -> "ProcedurePage":
    page: ProcedurePage = Page.objects.get(pk=page_id).specific
    return page


@transaction.atomic
def cancel_waiting(page: "ProcedurePage", user: Any = None) -> None:
    """Forget the texts that wait for their day, as Wagtail forgets schedules, when a page is taken down."""
    rows = ProcedureVersion.objects.filter(procedure_id=page.pk, waiting=True, is_text=True)
    for row in rows:
        log(page, TAKEN_BACK, user=user, data={"valid_from": row.valid_from.isoformat()})
    if rows:
        rows.delete()
        settle(page.pk, timezone.localdate())


@transaction.atomic
def remove_version(version: ProcedureVersion, user: Any = None) -> None:
    """Take one version out of a page's life; the row follows."""
    lock(version.procedure_id)
    page = _fresh(version.procedure_id)
    version.delete()
    log(page, TAKEN_BACK, user=user, data={"valid_from": version.valid_from.isoformat()})
    today = timezone.localdate()
    settle(page.pk, today)
    mirror(page.pk, today, user)


@transaction.atomic
def follow_decision(procedure_ids: set[int]) -> None:
    """Bring versions and pages up to what the decisions say now."""
    today = timezone.localdate()
    for pk in sorted(procedure_ids):
        lock(pk)
        keep_what_is_live(_fresh(pk), today)
        settle(pk, today)
        mirror(pk, today)
