"""A catalogue with one procedure, and what editors and decisions do to it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.core.management import call_command

from procedures.models import AnnouncementDecision, DecisionEntry, ProcedurePage, ProceduresIndexPage
from tests.procedures.samples import full_record

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def on(day: date, hour: int = 9) -> Any:
    """Let it be `day`."""
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM), tick=False)


def draft(code: str = "9.900102", **changes: Any) -> ProcedurePage:
    """A page that holds a full record and was never published."""
    page = ProcedurePage(live=False)
    page.apply_record(replace(full_record(code), **changes))
    ProceduresIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    return fresh(page)


def published(code: str = "9.900102", **changes: Any) -> ProcedurePage:
    """A page that has been published with a full record, in force since 01/02/2026."""
    page = draft(code, **changes)
    page.get_latest_revision().publish()
    return fresh(page)


def fresh(page: ProcedurePage) -> ProcedurePage:
    return ProcedurePage.objects.get(pk=page.pk)


def edit(page: ProcedurePage, **changes: Any) -> ProcedurePage:
    """Save a draft with `changes` of the record."""
    text = fresh(page).get_latest_revision_as_object()
    text.apply_record(replace(text.record(), **changes))
    text.save_revision()
    return fresh(page)


def publish(page: ProcedurePage, **changes: Any) -> ProcedurePage:
    """Publish the newest draft with `changes` of the record."""
    edit(page, **changes).get_latest_revision().publish()
    return fresh(page)


def decide(
    action: str,
    page: ProcedurePage | None,
    day: date,
    number: str = "77/QĐ-UBND",
    issued_on: date | None = None,
    **entry: Any,
) -> AnnouncementDecision:
    """A decision that does `action` to `page` from `day` on."""
    decision = AnnouncementDecision.objects.create(
        number=number,
        title="Công bố thủ tục hành chính mẫu",
        issuer="Ủy ban nhân dân tỉnh",
        issued_on=issued_on or min(day, TODAY),
        effective_on=day,
    )
    DecisionEntry.objects.create(decision=decision, action=action, procedure=page, **entry)
    return decision


def apply() -> None:
    call_command("apply_procedure_versions")
