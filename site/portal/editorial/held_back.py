"""Tells people that an approved page did not go live at its minute, by mail, in its history and in the editor."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.mail import send_mail
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, PageLogEntry, WorkflowState

from portal.core.schedule import HELD_BACK, held_back

from .models import review_stages
from .people import active_members, administrators


def connect() -> None:
    """Send the mail whenever a page is held back."""
    held_back.connect(tell, dispatch_uid="editorial_held_back")


def responsible(page: Page) -> QuerySet[Any]:
    """Return who must know: who submitted it and who gave the last approval's group; else administrators."""
    state = WorkflowState.objects.for_instance(page).order_by("-pk").first()
    people = get_user_model()._default_manager.none()
    if state is not None and (last := review_stages(state).last()):
        people = active_members(last.groups.all())
    keys = {user.pk for user in people} | {state.requested_by_id if state else None, page.owner_id}
    found = get_user_model()._default_manager.filter(pk__in=keys - {None}, is_active=True)
    return found if found.exists() else administrators()


def tell(sender: Any, page: Page, reasons: list[str], **kwargs: Any) -> None:
    """Write to those who must know, after the transaction."""
    title = page.get_admin_display_title()
    subject = gettext("Not published at its time: “%(title)s”") % {"title": title}
    text = gettext(
        "“%(title)s” was approved, but could not go live at its time:\n\n%(reasons)s\n\n"
        "Complete it and submit it again: %(address)s"
    ) % {
        "title": title,
        "reasons": "\n".join(f"- {reason}" for reason in reasons),
        "address": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    for address in {user.email for user in responsible(page) if user.email}:
        transaction.on_commit(partial(send_mail, subject, text, [address]), robust=True)


def why_held_back(page: Page) -> str:
    """Return why the newest version did not go live at its minute, as a sentence; "" when it wasn't so."""
    entry = PageLogEntry.objects.filter(page_id=page.pk, action=HELD_BACK).order_by("-pk").first()
    if (
        entry is None
        or entry.revision_id != page.latest_revision_id
        or page.live_revision_id == entry.revision_id
    ):
        return ""
    return said(entry.data.get("reasons", []))


def said(reasons: list[str]) -> str:
    """Return the reasons as what the history and the editor say."""
    return gettext("Not published at its time, because it is incomplete. %(reasons)s") % {
        "reasons": " ".join(reasons)
    }


class HeldBackFormatter(LogFormatter):
    """Shows the reasons in the history and in the site's log."""

    label = _("Hold back at its time")

    def format_message(self, log_entry: Any) -> str:
        return said(log_entry.data.get("reasons", []))
