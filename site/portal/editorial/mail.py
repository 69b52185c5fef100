"""Mails of the workflow: to whom the next step belongs, and by when; sent once the decision is in the database."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from wagtail.admin.mail import (
    BaseGroupApprovalTaskStateEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted
from wagtail.users.models import UserProfile

from .models import ReviewTaskState


class AfterCommit:
    """Keeps the mail server out of the transaction: a slow one would hold up every other writer."""

    def send_notifications(
        self, template_set: dict[str, str], context: dict[str, Any], recipients: Iterable[Any], **kwargs: Any
    ) -> bool:
        send = partial(super().send_notifications, template_set, context, recipients)  # type: ignore[misc]
        transaction.on_commit(send, robust=True)
        return True


class ReviewNotifier(AfterCommit, BaseGroupApprovalTaskStateEmailNotifier):
    """Tells those who may decide that a stage waits for them."""

    notification = "submitted"

    def get_recipient_users(self, instance: TaskState, **kwargs: Any) -> set[Any]:
        task = instance.task.specific
        return set(task.deciders(instance.workflow_state.content_object))

    def get_context(self, instance: TaskState, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(instance, **kwargs) | next_step(instance)


class ProgressNotifier(ReviewNotifier):
    """Tells the submitter where his item went after a stage was passed."""

    notification = "moved_on"

    def can_handle(self, instance: TaskState, **kwargs: Any) -> bool:
        earlier = instance.workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED)
        return super().can_handle(instance, **kwargs) and earlier.exists()

    def get_recipient_users(self, instance: TaskState, **kwargs: Any) -> set[Any]:
        return {instance.workflow_state.requested_by} - {kwargs.get("user")}

    def get_valid_recipients(self, instance: TaskState, **kwargs: Any) -> set[Any]:
        return {
            user
            for user in self.get_recipient_users(instance, **kwargs)
            if user
            and user.is_active
            and user.email
            and UserProfile.get_for_user(user).approved_notifications
        }


class SubmissionNotifier(AfterCommit, WorkflowStateSubmissionEmailNotifier):
    """To superusers, when WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS asks for it."""


class ApprovalNotifier(AfterCommit, WorkflowStateApprovalEmailNotifier):
    """Tells the submitter that it was approved, and when it is published."""

    def get_context(self, workflow_state: WorkflowState, **kwargs: Any) -> dict[str, Any]:
        page = Page.objects.get(pk=workflow_state.object_id).specific  # as it is now, published
        return super().get_context(workflow_state, **kwargs) | {"page": page, "object": page}


class RejectionNotifier(AfterCommit, WorkflowStateRejectionEmailNotifier):
    """Tells the submitter what to change."""


def next_step(state: TaskState) -> dict[str, Any]:
    """Return who must act and by when, for mails and messages."""
    task = state.task.specific
    due_on = state.specific.due_on
    return {"who": task.who(), "due_on": due_on, "due_text": date_format(due_on, "d/m/Y") if due_on else ""}


_review = ReviewNotifier()
_progress = ProgressNotifier()
_submission = SubmissionNotifier()
_approval = ApprovalNotifier()
_rejection = RejectionNotifier()


def connect() -> None:
    """Connect the mails under Wagtail's own identifiers: it is started later and then finds them taken."""
    task_submitted.connect(_review, sender=ReviewTaskState, dispatch_uid="editorial_review_mail")
    task_submitted.connect(_progress, sender=ReviewTaskState, dispatch_uid="editorial_progress_mail")
    for signal, receiver, name in (
        (workflow_submitted, _submission, "submitted"),
        (workflow_approved, _approval, "approved"),
        (workflow_rejected, _rejection, "rejected"),
    ):
        signal.connect(
            receiver, sender=WorkflowState, dispatch_uid=f"workflow_state_{name}_email_notification"
        )
