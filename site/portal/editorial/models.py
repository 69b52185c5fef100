"""Stages of a workflow in which nobody approves his own work."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from portal.text.working_days import add_working_days

from .completeness import missing_in_draft
from .people import active_members, administrators, author_ids, is_administrator


class DecisionRefused(PermissionDenied):
    """A decision that was not taken; the text says why, for the person."""


class AlreadyDecided(DecisionRefused):
    """Somebody else was first."""


def said_by_whom(state: TaskState) -> str:
    """Return who ended a stage, how and when, as a sentence."""
    sentences = {
        TaskState.STATUS_APPROVED: gettext("%(who)s has already approved this stage on %(when)s."),
        TaskState.STATUS_REJECTED: gettext("%(who)s has already returned this item on %(when)s."),
    }
    sentence = sentences.get(state.status, gettext("This stage was already ended by %(who)s on %(when)s."))
    when = timezone.localtime(state.finished_at) if state.finished_at else timezone.localtime()
    return sentence % {
        "who": get_user_display_name(state.finished_by) or gettext("Somebody"),
        "when": date_format(when, "H:i d/m/Y"),
    }


class ReviewLock(WorkflowLock):
    """Tells on the editing screen who must act and by when."""

    def get_message(self, user: Any) -> str:
        state = self.object.current_workflow_task_state
        if state is None:
            return ""
        values = {"who": self.task.who(), "date": date_format(state.due_on, "d/m/Y") if state.due_on else ""}
        if self.for_user(user):
            return gettext("Waiting for %(who)s until %(date)s. Only they can edit it meanwhile.") % values
        return gettext("This item waits for %(who)s until %(date)s.") % values


class ReviewTaskState(TaskState):
    """One run of a stage; approval is refused here, below every door."""

    due_on = models.DateField(_("due on"), null=True, blank=True)

    class Meta:
        verbose_name = _("state of a stage")
        verbose_name_plural = _("states of stages")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Set the deadline when the stage begins: a later change of the days leaves it."""
        if self._state.adding and self.due_on is None and self.status == self.STATUS_IN_PROGRESS:
            self.due_on = self.task.specific.deadline()
        super().save(*args, **kwargs)

    @transaction.atomic
    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> TaskState:
        """Approve, unless the user is an author or somebody else was first."""
        self.claim()
        task = self.task.specific
        page = self.workflow_state.content_object
        if not task.may_approve(page, user):
            raise DecisionRefused(task.why_not(page, user))
        if missing := missing_in_draft(page):
            # What was there when it was submitted may have gone since, with a file for example.
            raise DecisionRefused(missing)
        return super().approve(user=user, update=update, comment=comment)

    @transaction.atomic
    def reject(self, user: Any = None, update: bool = True, comment: str = "") -> TaskState:
        """Return it to the writer, unless somebody else was first."""
        self.claim()
        task = self.task.specific
        if not task.may_return(self.workflow_state.content_object, user):
            raise DecisionRefused(gettext("Only %(who)s can decide about this stage.") % {"who": task.who()})
        return super().reject(user=user, update=update, comment=comment)

    def claim(self) -> None:
        """Lock the page and its workflow until the transaction ends, and see whether the stage still waits.

        The order (page, workflow, stage) is that of Wagtail's own publishing. SQLite has no row locks: there
        the transaction itself is the only writer from its begin.
        """
        state = WorkflowState.objects.get(pk=self.workflow_state_id)
        model = ContentType.objects.get_for_id(state.base_content_type_id).model_class()
        if model is not None:
            model._base_manager.select_for_update().filter(pk=state.object_id).values_list("pk").first()
        self.workflow_state = WorkflowState.objects.select_for_update(of=("self",)).get(pk=state.pk)
        fresh = TaskState.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if (
            fresh.status != self.STATUS_IN_PROGRESS
            or self.workflow_state.status != WorkflowState.STATUS_IN_PROGRESS
        ):
            raise AlreadyDecided(said_by_whom(fresh))
        self.status = fresh.status


class AbstractReviewTask(AbstractGroupApprovalTask):
    """A stage in which the members of a group decide, but no author."""

    working_days = models.PositiveSmallIntegerField(
        _("working days"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Within how many working days the group decides."),
    )

    task_state_class = ReviewTaskState
    lock_class = ReviewLock
    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "working_days"]

    class Meta:
        abstract = True

    def who(self) -> str:
        """Return the names of the groups that decide."""
        return ", ".join(group.name for group in self.groups.all())

    def deadline(self, day: date | None = None) -> date:
        """Return the last day for a decision on what was submitted on `day` (today)."""
        return add_working_days(day or timezone.localdate(), self.working_days)

    def is_member(self, user: Any) -> bool:
        """Say whether the stage is the user's."""
        return bool(user and user.is_active and self._user_in_groups(user))

    def eligible(self, page: Any) -> QuerySet[Any]:
        """Return who may approve: active members who are no authors."""
        return active_members(self.groups.all()).exclude(pk__in=author_ids(page))

    def deciders(self, page: Any) -> QuerySet[Any]:
        """Return who is asked to decide now: the eligible, or administrators in their stead."""
        eligible = self.eligible(page)
        return eligible if eligible.exists() else administrators().exclude(pk__in=author_ids(page))

    def may_approve(self, page: Any, user: Any) -> bool:
        """Say whether a user may approve; an author never may, whatever his rights."""
        if user is None or not user.is_active or user.pk in author_ids(page):
            return False
        return self.is_member(user) or (is_administrator(user) and not self.eligible(page).exists())

    def may_return(self, page: Any, user: Any) -> bool:
        """Say whether a user may send it back: members, and administrators who stand in."""
        return self.is_member(user) or (is_administrator(user) and not self.eligible(page).exists())

    def why_not(self, page: Any, user: Any) -> str:
        """Return the reason of a refusal."""
        if user is not None and user.pk in author_ids(page):
            return gettext("You wrote or edited this item, so somebody else must approve it.")
        return gettext("Only %(who)s can decide about this stage.") % {"who": self.who()}

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin the stage with its deadline, or pass it over."""
        if self.passes_over(workflow_state):
            return ReviewTaskState.objects.create(
                workflow_state=workflow_state,
                revision=workflow_state.content_object.get_latest_revision(),
                task=self.task_ptr,
                status=TaskState.STATUS_SKIPPED,
                finished_at=timezone.now(),
            )
        return super().start(workflow_state, user=user)

    def passes_over(self, workflow_state: WorkflowState) -> bool:
        """Say whether this stage is not needed."""
        raise NotImplementedError

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        current = obj.current_workflow_task_state
        if current is None or current.task_id != self.pk:
            return []
        actions: list[tuple[str, str, bool]] = []
        if self.may_return(obj, user):
            actions.append(("reject", gettext("Request changes"), True))
        if self.may_approve(obj, user):
            label, with_comment = self.labels(obj)
            actions += [("approve", label, False), ("approve", with_comment, True)]
        return actions

    def labels(self, page: Any) -> tuple[str, str]:
        """Return what the two buttons of approval say."""
        return gettext("Approve"), gettext("Approve with comment")

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Take a decision; of what the browser sends along only the comment counts."""
        super().on_action(task_state, user, action_name, comment=str(kwargs.get("comment") or ""))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self.is_member(user) or is_administrator(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self.user_can_access_editor(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        waiting = TaskState.objects.filter(task=self.task_ptr, status=TaskState.STATUS_IN_PROGRESS)
        if self.is_member(user):
            return waiting
        if not is_administrator(user):
            return TaskState.objects.none()
        states = waiting.select_related("workflow_state")
        mine = [state.pk for state in states if self.may_return(state.workflow_state.content_object, user)]
        return TaskState.objects.filter(pk__in=mine)


class ReviewTask(AbstractReviewTask):
    """A stage that is passed over when the submitter's own group stands at it or behind it."""

    class Meta:
        verbose_name = _("Review by a group")
        verbose_name_plural = _("Reviews by a group")

    @classmethod
    def get_description(cls) -> str:
        return gettext("Members of the groups decide; who wrote or edited the item can't approve it")

    def passes_over(self, workflow_state: WorkflowState) -> bool:
        submitter = workflow_state.requested_by
        if submitter is None:
            return False
        stages = list(review_stages(workflow_state))
        here = [stage.pk for stage in stages].index(self.pk)
        return any(stage.is_member(submitter) for stage in stages[here:])

    def labels(self, page: Any) -> tuple[str, str]:
        state = page.current_workflow_state
        stages = list(review_stages(state)) if state else []
        if not stages or stages[-1].pk != self.pk:
            return super().labels(page)
        if page.specific.goes_live_with():
            return gettext("Approve, publish later"), gettext("Approve with comment, publish later")
        if page.go_live_at and page.go_live_at > timezone.now():
            return gettext("Approve and schedule"), gettext("Approve with comment and schedule")
        return gettext("Approve and publish"), gettext("Approve with comment and publish")


class StandInTask(AbstractReviewTask):
    """The last stage: administrators approve what no earlier stage was left to approve."""

    class Meta:
        verbose_name = _("Approval by an administrator in another's stead")
        verbose_name_plural = _("Approvals by an administrator in another's stead")

    @classmethod
    def get_description(cls) -> str:
        return gettext("Begins only when the stage before it was passed over")

    def is_member(self, user: Any) -> bool:
        return super().is_member(user) or is_administrator(user)

    def passes_over(self, workflow_state: WorkflowState) -> bool:
        last = list(review_stages(workflow_state))[-1:]
        approved = TaskState.objects.filter(
            workflow_state=workflow_state, task__in=last, status=TaskState.STATUS_APPROVED
        )
        return approved.exists()

    def eligible(self, page: Any) -> QuerySet[Any]:
        return administrators().exclude(pk__in=author_ids(page))


def review_stages(workflow_state: WorkflowState) -> QuerySet[ReviewTask]:
    """Return the active reviews of a workflow that runs or ran, in their order."""
    return stages_of(workflow_state.workflow_id)


def stages_of(workflow_id: int) -> QuerySet[ReviewTask]:
    """Return the active reviews of a workflow in their order."""
    stages = ReviewTask.objects.filter(workflow_tasks__workflow=workflow_id, active=True)
    return stages.order_by("workflow_tasks__sort_order")


def gives_last_approval(page: Any, user: Any) -> bool:
    """Say whether the last approval of such a page is the user's, as a member of the last stage or an administrator."""
    workflow = page.get_workflow()
    last = stages_of(workflow.pk).last() if workflow else None
    return is_administrator(user) or (last is not None and last.is_member(user))
