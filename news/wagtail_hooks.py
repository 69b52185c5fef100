"""What the magazine tells the editors' side."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .models.magazine.article import AWAITS_ISSUE


class AwaitsIssueFormatter(LogFormatter):
    """Says in an article's history that it is approved and waits."""

    label = _("Approve for its issue")

    def format_message(self, log_entry: Any) -> str:
        return gettext("Approved; goes live together with its issue")


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(AWAITS_ISSUE)(AwaitsIssueFormatter)
