"""What a procedure's history says of its versions."""

from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

from ..choices import State
from ..models.publication import AWAITS_DATE, CAME_INTO_FORCE, KEPT_AS_EARLIER, TAKEN_BACK
from ..models.version import ENDS


class _Dated(LogFormatter):
    """Says something of the version of a day."""

    text: str | Promise

    def format_message(self, log_entry: Any) -> str:
        day = parse_date(log_entry.data.get("valid_from", "") or "")
        return str(self.text) % {"day": date_format(day) if day else "?"}


class AwaitsDate(_Dated):
    label = _("Approve a version for its date")
    text = _("Approved; takes effect and goes live on %(day)s")


class KeptAsEarlier(_Dated):
    label = _("Keep an earlier version")
    text = _("Kept as the version of %(day)s; a later one is in force and stays on the page")


class TakenBack(_Dated):
    label = _("Take back a version")
    text = _("Took back the version of %(day)s")


class CameIntoForce(_Dated):
    label = _("Bring a version into force")
    text = _("The version of %(day)s is on the page")

    def format_message(self, log_entry: Any) -> str:
        told = super().format_message(log_entry)
        change = log_entry.data.get("change")
        return f"{told}: {State(change).label}" if change in ENDS else told


def register_log_actions(actions: LogActionRegistry) -> None:
    """Let Wagtail's history say what became of a version."""
    for name, formatter in {
        AWAITS_DATE: AwaitsDate,
        KEPT_AS_EARLIER: KeptAsEarlier,
        CAME_INTO_FORCE: CameIntoForce,
        TAKEN_BACK: TakenBack,
    }.items():
        actions.register_action(name)(formatter)
