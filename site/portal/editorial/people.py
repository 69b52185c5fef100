"""Who wrote a page since its last publication, and who may decide about it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from .content import fingerprint
from .roles import ADMINISTRATORS

PUBLICATIONS = ("wagtail.publish", "wagtail.publish.scheduled")


def administrators() -> QuerySet[Any]:
    """Return the active members of the administrators' group and the active superusers."""
    users = get_user_model()._default_manager.filter(is_active=True)
    return users.filter(Q(groups__name=ADMINISTRATORS) | Q(is_superuser=True)).distinct()


def is_administrator(user: Any) -> bool:
    """Say whether a user administers the portal (group or superuser)."""
    return bool(
        user and user.is_active and (user.is_superuser or user.groups.filter(name=ADMINISTRATORS).exists())
    )


def active_members(groups: Iterable[Any]) -> QuerySet[Any]:
    """Return the active members of any of the groups."""
    return get_user_model()._default_manager.filter(is_active=True, groups__in=list(groups)).distinct()


def published_revision(page: Page) -> Revision | None:
    """Return the version that was published last, also when the page was taken down since."""
    if page.live_revision_id:
        return Revision.objects.filter(pk=page.live_revision_id).first()
    entry = (
        PageLogEntry.objects.filter(page_id=page.pk, action__in=PUBLICATIONS, revision__isnull=False)
        .select_related("revision")
        .order_by("-timestamp", "-pk")
        .first()
    )
    return entry.revision if entry else None


def author_ids(page: Page) -> set[int]:
    """Return the ids of the users who wrote what waits for publication.

    These are who submitted it and everyone whose saved version changed its content since the last
    publication; comments are no change, schedules are one.
    """
    page = Page.objects.only(
        "pk", "live_revision", "last_published_at", "content_type", "latest_revision"
    ).get(pk=page.pk)
    authors: set[int | None] = set()
    state = WorkflowState.objects.for_instance(page).active().first()
    if state:
        authors.add(state.requested_by_id)
    base = published_revision(page)
    revisions = Revision.objects.for_instance(page).order_by("created_at", "pk")
    before = None
    if base:
        before = fingerprint(base.content)
        revisions = revisions.exclude(pk=base.pk).filter(created_at__gte=base.created_at)
        if page.last_published_at and base.created_at > page.last_published_at:
            # Saved over after it was published: autosave keeps one version per sitting.
            authors.add(base.user_id)
    for revision in revisions.only("user_id", "content", "created_at"):
        content = fingerprint(revision.content)
        if content != before:
            authors.add(revision.user_id)
        before = content
    return {author for author in authors if author is not None}
