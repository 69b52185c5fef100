"""Publication past the workflow: who asked for it must say why, whatever door he takes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import fields
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.actions.create_alias import CreatePageAliasAPIAction
from wagtail.admin.api.actions.move import MovePageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, Revision

from .roles import table

ACTION = "portal.publish_past_workflow"


def is_reviewed(page: Page) -> bool:
    """Say whether pages at this place are published by approval only.

    The table of roles decides, so an inactive workflow opens no door; so does any workflow set in the admin.
    """
    return any(page.path.startswith(path) for path in table.reviewed_paths()) or page.has_workflow


def log_bypass(page: Page, user: Any, reason: str, revision: Revision) -> None:
    """Write the reason into the page's history."""
    log(instance=page, action=ACTION, user=user, revision=revision, data={"reason": reason})


class BypassFormatter(LogFormatter):
    """Shows the reason in the history and in the site's log."""

    label = _("Publish without approval")

    def format_message(self, log_entry: Any) -> str:
        return gettext("Published without approval. Reason: %(reason)s") % {
            "reason": log_entry.data.get("reason", "")
        }

    def format_comment(self, log_entry: Any) -> str:
        return str(log_entry.data.get("reason", ""))


def ask_reason(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Send who presses "Publish" in the editor to the question for the reason; the draft is saved by then."""
    if is_reviewed(page):
        return redirect("editorial_publish", page.pk)
    return None


class PublishUnreviewed(PublishBulkAction):
    """Publishes many pages at once, but none that needs approval: each of these asks for its own reason."""

    def check_perm(self, page: Page) -> bool:
        return super().check_perm(page) and not is_reviewed(page)

    @classmethod
    def execute_action(
        cls, objects: list[Page], include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        parents, children = super().execute_action(objects, include_descendants=False, user=user, **kwargs)
        if include_descendants:
            for page in objects:
                drafts = [
                    draft for draft in page.get_descendants().not_live() if cls._may_publish(draft, user)
                ]
                children += super().execute_action([draft.specific for draft in drafts], user=user, **kwargs)[
                    0
                ]
        return parents, children

    @staticmethod
    def _may_publish(page: Page, user: Any) -> bool:
        return not is_reviewed(page) and (user is None or page.permissions_for_user(user).can_publish())


def goes_live_in_reviewed(page: Page, destination: Page) -> bool:
    """Say whether a move would put live pages among reviewed ones from elsewhere."""
    if not is_reviewed(destination) or is_reviewed(page):
        return False
    return page.live or page.get_descendants().live().exists()


def refuse_live_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Stop a move that would publish past the workflow."""
    if request.method == "POST" and goes_live_in_reviewed(page, destination):
        messages.error(
            request, gettext("Take the page down first: pages there are published by approval only.")
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def refuse_bulk_live_move(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Stop a bulk move that would publish past the workflow."""
    if action_type != "move" or action.model is not Page:
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    if any(goes_live_in_reviewed(page, destination) for page in objects):
        messages.error(
            request, gettext("Take the pages down first: pages there are published by approval only.")
        )
        return redirect(action.next_url)
    return None


def refuse_live_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Let copies among reviewed pages be drafts only."""
    if request.method != "POST" or not (request.POST.get("publish_copies") or request.POST.get("alias")):
        return None
    chosen = request.POST.get("new_parent_page", "")
    destination = (
        Page.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 18 else None
    )
    if destination is not None and is_reviewed(destination):
        messages.error(
            request, gettext("Copies there begin as drafts: pages there are published by approval only.")
        )
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


class PublishAsItsType(PublishPageRevisionAction):
    """Publication by `Page.publish`, where a page type may say that it waits (`BasePage.goes_live_with`)."""

    def execute(self, skip_permission_checks: bool = False) -> None:
        self.revision.publish(user=self.user, skip_permission_checks=skip_permission_checks)


class ReasonSerializer(Serializer):
    reason = fields.CharField(min_length=10, max_length=1000)


class PublishAPIAction(PublishPageAPIAction):
    """Publishing through the admin's API: with a reason where approval is asked for."""

    def __init__(self, view: Any, request: Any) -> None:
        super().__init__(view, request)
        if is_reviewed(view.get_object()):
            self.serializer = ReasonSerializer

    def _action_from_data(self, instance: Page, data: Any) -> PublishAsItsType:
        action = super()._action_from_data(instance, data)
        return PublishAsItsType(action.revision, user=action.user)

    def execute(self, instance: Page, data: Any) -> Response:
        response = super().execute(instance, data)
        if self.serializer is ReasonSerializer:
            log_bypass(instance, self.request.user, data["reason"], instance.get_latest_revision())
        return response


class _NoLiveArrival:
    """Refuses, through the admin's API, what `refuse_live_copy` and `refuse_live_move` refuse on screen."""

    request: Any

    def execute(self, instance: Page, data: Any) -> Response:
        target = Page.objects.filter(pk=data.get("destination_page_id")).first() or instance.get_parent()
        if self.goes_live(instance, target, data):
            raise ValidationError(gettext("Pages there are published by approval only."))
        return super().execute(instance, data)  # type: ignore[misc]

    def goes_live(self, page: Page, target: Page, data: Any) -> bool:
        return page.live and is_reviewed(target)


class CopyAPIAction(_NoLiveArrival, CopyPageAPIAction):
    def goes_live(self, page: Page, target: Page, data: Any) -> bool:
        return bool(data.get("keep_live")) and super().goes_live(page, target, data)


class AliasAPIAction(_NoLiveArrival, CreatePageAliasAPIAction):
    pass


class MoveAPIAction(_NoLiveArrival, MovePageAPIAction):
    def goes_live(self, page: Page, target: Page, data: Any) -> bool:
        return goes_live_in_reviewed(page, target)


API_ACTIONS = {
    "publish": PublishAPIAction,
    "copy": CopyAPIAction,
    "create_alias": AliasAPIAction,
    "move": MoveAPIAction,
}
