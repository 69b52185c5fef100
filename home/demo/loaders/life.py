"""Sample decisions: a procedure that was amended, one that will be, one that was abolished and one replaced."""

import copy
import tomllib
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from procedures.models import (
    AnnouncementDecision,
    DecisionEntry,
    ProcedurePage,
    ProceduresIndexPage,
    ProcedureVersion,
)
from procedures.names import page_slug, short_title
from procedures.schema import DossierItem, Procedure, TimeLimit

from .. import texts
from .workshop import Workshop, identity

#: days between the signing of a sample decision and its publication here
DAYS_TO_PUBLICATION = 2


def load_life(shop: Workshop) -> None:
    """Make the decisions and versions that are missing; a second run changes nothing."""
    path = texts.CONTENT / "life-of-procedures.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if AnnouncementDecision.objects.filter(number=data["decision"][0]["number"]).exists():
        return
    shop.publish("procedures", [page for row in data["ended"] if (page := _ended(shop, row))])
    for row in data["version"]:
        _publish_version(shop, row)
    for page in ProcedurePage.objects.exclude(first_published_at=None):
        page.versions.filter(waiting=False).update(published_at=page.first_published_at)
    for row in data["decision"]:
        _decide(shop, row)


def _day(shop: Workshop, text: str) -> date:
    today = shop.date(0)
    relative = {"recently": shop.date(3), "next year": date(today.year + 1, 1, 1)}
    return relative[text] if text in relative else date.fromisoformat(text)


def _ended(shop: Workshop, row: dict[str, Any]) -> Any:
    """Return a procedure that a decision is to end, as a draft: the record of another under its own name."""
    model = ProcedurePage.objects.by_code(row["like"])
    if model is None or ProcedurePage.objects.by_code(row["code"]):
        return None
    record = copy.deepcopy(model.record())
    record.code, record.name, record.state = row["code"], row["name"], "new"
    record.announced_on, record.effective_from = date(2024, 12, 16), date(2025, 1, 1)
    page = ProcedurePage(
        title=short_title(record.name),
        slug=page_slug(record.name, record.code),
        organisation=model.organisation,
        is_sample=True,
        translation_key=identity(f"thu-tuc:{record.code}"),
        first_published_at=shop.day(50),
    )
    page.apply_record(record)
    return shop.draft(shop.section(ProceduresIndexPage), page)


def _publish_version(shop: Workshop, row: dict[str, Any]) -> None:
    """Publish the sample procedure as it was or will be."""
    page = ProcedurePage.objects.by_code(row["code"])
    if page is None:
        return
    text = page.get_latest_revision_as_object()
    text.apply_record(_record(shop, row, text.record()))
    text.save_revision().publish()
    _date(page, _day(shop, row["effective"]), _day(shop, row["signed"]))


def _record(shop: Workshop, row: dict[str, Any], record: Procedure) -> Procedure:
    record = copy.deepcopy(record)
    record.state, record.decision_number = row["state"], row["number"]
    record.announced_on, record.effective_from = _day(shop, row["signed"]), _day(shop, row["effective"])
    record.conditions = row["conditions"].strip()
    record.dossier_sets = row.get("dossier_sets", record.dossier_sets)
    for channel in record.channels:
        channel.time_limit = TimeLimit(row["days"], "working_day", f"{row['days']:02} Ngày làm việc")
    if "paper" in row:
        record.dossier[0].items.append(DossierItem(name=row["paper"], copies=1))
    return record


def _decide(shop: Workshop, row: dict[str, Any]) -> None:
    signed, effective = _day(shop, row["signed"]), _day(shop, row["effective"])
    decision = AnnouncementDecision.objects.create(
        number=row["number"],
        title=row["title"],
        issuer="Ủy ban nhân dân tỉnh (quyết định mẫu)",
        issued_on=signed,
        effective_on=effective,
        is_sample=True,
    )
    for place, entry in enumerate(row["entry"]):
        page = ProcedurePage.objects.by_code(entry["code"])
        DecisionEntry.objects.create(
            decision=decision,
            sort_order=place,
            action=entry["action"],
            code=entry["code"],
            procedure=page,
            replaced_by=ProcedurePage.objects.by_code(entry.get("replaced_by", "")),
        )
        if page:
            _date(page, effective, signed)


def _date(page: ProcedurePage, day: date, signed: date) -> None:
    """Date a version's publication a few days after its decision, not on the day of loading."""
    moment = datetime.combine(signed, time(8))
    published = timezone.make_aware(moment) + timedelta(days=DAYS_TO_PUBLICATION)
    ProcedureVersion.objects.filter(procedure=page, valid_from=day).update(published_at=published)
