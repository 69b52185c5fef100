"""What the magazine tells the editors' side."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .models.magazine.article import AWAITS_ISSUE
from .models.magazine.publication import APPROVAL_WITHDRAWN
from .withdrawal import WithdrawApprovalView, WithdrawMenuItem


class AwaitsIssueFormatter(LogFormatter):
    """Says in an article's history that it is approved and waits."""

    label = _("Approve for its issue")

    def format_message(self, log_entry: Any) -> str:
        return gettext("Approved; goes live together with its issue")


class ApprovalWithdrawnFormatter(LogFormatter):
    """Says in an article's history that its approval was taken back."""

    label = _("Withdraw the approval")

    def format_message(self, log_entry: Any) -> str:
        return gettext("Approval withdrawn; does not go live with its issue")


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(AWAITS_ISSUE)(AwaitsIssueFormatter)
    actions.register_action(APPROVAL_WITHDRAWN)(ApprovalWithdrawnFormatter)


@hooks.register("register_page_action_menu_item")
def register_withdraw_item() -> ActionMenuItem:
    return WithdrawMenuItem()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path(
            "magazine/<int:page_id>/withdraw-approval/",
            WithdrawApprovalView.as_view(),
            name="news_withdraw_approval",
        )
    ]
