"""Wagtail's views of pages, where a decision is refused, told or explained."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages import create, edit, workflow
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, TaskState, WorkflowState

from .bypass import PublishAsItsType, is_reviewed, log_bypass
from .completeness import missing_in_draft
from .guards import only_explorable
from .held_back import why_held_back
from .mail import next_step
from .models import DecisionRefused, said_by_whom


def tell_next_step(request: HttpRequest, page: Page) -> None:
    """Say who must act now and by when."""
    state = WorkflowState.objects.for_instance(page).active().select_related("current_task_state").first()
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS and state.current_task_state:
        step = next_step(state.current_task_state.specific)
        messages.success(request, gettext("Sent to %(who)s. To be decided by %(due_text)s.") % step)


def last_decision(page: Page) -> TaskState | None:
    """Return the stage of the newest workflow that a person ended last."""
    ended = (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)
    states = TaskState.objects.for_instance(page).filter(status__in=ended)
    return states.select_related("finished_by").order_by("-finished_at", "-pk").first()


class CreateView(create.CreateView):
    """Says after submitting who must act."""

    def submit_action(self) -> HttpResponse:
        response = super().submit_action()
        tell_next_step(self.request, self.page)
        return response

    def publish_action(self) -> HttpResponse:
        """Save a draft and ask why: Wagtail's own makes the page live before anybody is asked."""
        if not is_reviewed(self.parent_page):
            return super().publish_action()
        self.save_action()
        return redirect("editorial_publish", self.page.pk)


class EditView(edit.EditView):
    """Refuses decisions that came too late or from an author, and keeps what was typed."""

    refusal = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state = self.page.current_workflow_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            decision = state.current_task_state
            who = get_user_display_name(decision.finished_by)
            text = (
                gettext("%(who)s returned this item: “%(comment)s”")
                if decision.comment
                else gettext("%(who)s returned this item. Change it and submit it again.")
            )
            messages.warning(request, text % {"who": who, "comment": decision.comment})
        if why := why_held_back(self.page):
            messages.warning(request, why)
        return super().get(request, *args, **kwargs)

    def submit_action(self) -> HttpResponse:
        response = super().submit_action()
        tell_next_step(self.request, self.page)
        return response

    def restart_workflow_action(self) -> HttpResponse:
        response = super().restart_workflow_action()
        tell_next_step(self.request, self.page)
        return response

    @property
    def action_name_and_method(self) -> tuple[str, Any]:
        if self.request.POST.get("action-workflow-action") and not self.decision_is_possible:
            return ("refused_decision", self.refused_decision_action)
        return super().action_name_and_method

    @cached_property
    def decision_is_possible(self) -> bool:
        """Whether the decision that was sent can be taken; otherwise `refusal` says why not."""
        task, action = self.page.current_workflow_task, self.request.POST.get("workflow-action-name")
        if task is None or action not in [
            name for name, _label, _modal in task.get_actions(self.page, self.request.user)
        ]:
            self.refusal = self.why_impossible(task)
        elif action == "approve" and self.is_out_of_date:
            who = get_user_display_name(self.latest_revision.user) or gettext("Somebody")
            when = date_format(timezone.localtime(self.latest_revision.created_at), "H:i d/m/Y")
            text = gettext(
                "%(who)s edited this item on %(when)s, after you opened it. Read it again, then decide."
            )
            self.refusal = text % {"who": who, "when": when}
        elif not self.extra_data_is_sound():
            self.refusal = gettext("The comment could not be read. Please try again.")
        return not self.refusal

    def why_impossible(self, task: Any) -> str:
        if task is not None and hasattr(task, "may_return") and task.may_return(self.page, self.request.user):
            return task.why_not(self.page, self.request.user)
        decision = last_decision(self.page)
        return said_by_whom(decision) if decision else gettext("This item doesn't wait for a decision.")

    def extra_data_is_sound(self) -> bool:
        """Whether what the comment window sent along is what it sends: an object with a comment."""
        try:
            data = json.loads(self.request.POST.get("workflow-action-extra-data") or "{}")
        except ValueError:
            return False
        return isinstance(data, dict) and data.keys() <= {"comment"}

    def refused_decision_action(self) -> HttpResponse:
        """Keep the edits as a draft, if there are any; the decision is not taken."""
        if self.has_content_changes:
            response = self.save_action()
            messages.error(
                self.request, gettext("%(why)s Your changes are kept as a draft.") % {"why": self.refusal}
            )
            return response
        messages.error(self.request, self.refusal)
        return self.redirect_and_remain()

    @property
    def action_name(self) -> str:
        """What is asked for; returning and cancelling may leave a draft incomplete, as saving may."""
        name = super().action_name
        return "save" if self.leaves_a_draft(name) else name

    def leaves_a_draft(self, name: str) -> bool:
        """Whether what is asked for publishes nothing now or later, so that nothing need be complete."""
        action = self.request.POST.get("workflow-action-name")
        return name in ("refused_decision", "cancel_workflow") or (
            name == "perform_workflow_action" and action == "reject"
        )

    def cancel_workflow_action(self) -> HttpResponse:
        """Take it out of review; what was typed is kept as a draft, complete or not."""
        response = self.keep_draft()
        if response is None:
            self.workflow_state.cancel(user=self.request.user)
            self.add_cancel_workflow_confirmation_message()
            response = self.redirect_and_remain()
        return response

    def send_back(self) -> HttpResponse:
        """Return it to the writer; what the reviewer typed is kept as a draft, complete or not."""
        response = self.keep_draft()
        if response is None:
            page = self.page
            comment = json.loads(self.request.POST.get("workflow-action-extra-data") or "{}").get(
                "comment", ""
            )
            page.current_workflow_task.on_action(
                page.current_workflow_task_state, self.request.user, "reject", comment=comment
            )
            self.add_save_confirmation_message()
            response = self.redirect_away()
        return response

    def keep_draft(self) -> HttpResponse | None:
        """Save what was typed, if anything was; return the answer only when that failed."""
        if not self.has_content_changes:
            return None
        response = self.save_action()
        return None if response.status_code == 302 else response

    def form_invalid(self, form: Any) -> HttpResponse:
        if self.leaves_a_draft(self.action_name_and_method[0]) and not form.has_changed():
            # Nothing was typed, so there is nothing to mend here.
            self.has_content_changes = False
            return self.action_method()
        response = super().form_invalid(form)
        if self.request.POST.get("action-workflow-action") and not self.decision_is_possible:
            messages.error(self.request, self.refusal)
        return response

    def perform_workflow_action(self) -> HttpResponse:
        self.workflow_action = self.request.POST.get("workflow-action-name")
        try:
            return self.send_back() if self.workflow_action == "reject" else super().perform_workflow_action()
        except DecisionRefused as refusal:
            kept = (
                gettext("%(why)s Your changes are kept as a draft.")
                if self.has_content_changes
                else "%(why)s"
            )
            messages.error(self.request, kept % {"why": str(refusal)})
            return self.redirect_and_remain()


class ExplainedDecision:
    """A decision from a button outside the editor: refused with a reason, never with a bare "no permission"."""

    request: HttpRequest
    object: Page
    task_state: TaskState
    task: Any
    action_name: str
    redirect_url: str

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        if str(self.task_state.workflow_state.object_id) != str(self.object.pk):
            raise Http404

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if self.task_state.status != TaskState.STATUS_IN_PROGRESS and self.task.user_can_access_editor(
                self.object, request.user
            ):
                raise DecisionRefused(said_by_whom(self.task_state))
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                done = {"step": "success", "redirect": self.redirect_url}
                return self.render_modal_json(request, done)  # type: ignore[attr-defined]
            return redirect(self.redirect_url)

    def check_action(self) -> None:
        try:
            super().check_action()  # type: ignore[misc]
        except PermissionDenied as denied:
            # Somebody may have decided since this request read the stage.
            now = TaskState.objects.select_related("finished_by").get(pk=self.task_state.pk)
            if now.status != TaskState.STATUS_IN_PROGRESS and self.task.is_member(self.request.user):
                raise DecisionRefused(said_by_whom(now)) from denied
            if self.action_name == "approve" and self.task.is_member(self.request.user):
                raise DecisionRefused(self.task.why_not(self.object, self.request.user)) from denied
            raise


class WorkflowActionView(ExplainedDecision, workflow.WorkflowActionView):
    pass


class CollectWorkflowActionDataView(ExplainedDecision, workflow.CollectWorkflowActionDataView):
    pass


def once_more(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Try a view a second time when somebody else wrote the same code or number in the same instant.

    Saving the page comes first of all that is written, so the first try has left nothing; the second finds the
    other's row, and the form says so.
    """

    @wraps(view)
    def retried(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except IntegrityError:
            return view(request, *args, **kwargs)

    return retried


class EditorialPageViewSet(PageViewSet):
    """The views of every page type; a room that needs its own derives from this."""

    model = Page
    add_view_class = CreateView
    edit_view_class = EditView
    workflow_action_view_class = WorkflowActionView
    collect_workflow_action_data_view_class = CollectWorkflowActionDataView

    def get_view_by_name(self, name: str) -> Any:
        view = only_explorable(super().get_view_by_name(name))
        return once_more(view) if name in ("add", "edit") else view


class ReasonForm(forms.Form):
    """Why a page goes public without approval."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kept in the history of the page, with your name."),
    )


class PublishPastWorkflowView(WagtailAdminTemplateMixin, FormView):
    """Asks an administrator for the reason, then publishes the newest version without approval."""

    form_class = ReasonForm
    template_name = "editorial/publish_past_workflow.html"
    page_title = _("Publish without approval")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        self.edit_url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        lock = self.page.get_lock()
        if lock is not None and lock.for_user(request.user):
            messages.error(request, lock.get_message(request.user) or gettext("The page is locked."))
            return redirect(self.edit_url)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        title = self.page.get_latest_revision_as_object().get_admin_display_title()
        return f"{self.page_title}: {title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.page.get_latest_revision_as_object()
        return super().get_context_data(page=self.page, edit_url=self.edit_url, draft=draft, **kwargs)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        if missing := missing_in_draft(self.page):
            messages.error(self.request, missing)
            return redirect(self.edit_url)
        revision = self.page.get_latest_revision() or self.page.save_revision(user=self.request.user)
        with transaction.atomic():
            log_bypass(self.page, self.request.user, form.cleaned_data["reason"], revision)
            PublishAsItsType(revision, user=self.request.user).execute()
        messages.success(self.request, self.what_was_done(revision.object_str))
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def what_was_done(self, title: str) -> str:
        """Return whether it is public now or waits for another page."""
        if other := self.page.goes_live_with():
            text = gettext("“%(title)s” waits; it goes live together with “%(other)s”.")
            return text % {"title": title, "other": other.get_admin_display_title()}
        text = gettext("“%(title)s” was published without approval; the reason is in its history.")
        return text % {"title": title}
