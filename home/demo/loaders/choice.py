"""The guided choice and the life events of the catalogue, over the procedures that are there."""

import tomllib
from typing import Any

from procedures.models import GuidePage, LifeEvent, LifeEventProcedure, ProcedurePage, ProceduresIndexPage

from .. import texts
from .workshop import Workshop, identity

#: the office that keeps the catalogue
OFFICE = "van-phong"
SLUG = "ban-can-lam-gi"


def load_ways_in(shop: Workshop) -> None:
    """Make the life events and the guided choice that are missing."""
    data = tomllib.loads((texts.CONTENT / "choice.toml").read_text(encoding="utf-8"))
    codes = {code for event in data["event"] for code in event["procedures"]}
    codes |= {code for _question, answer in _answers(data) for code in answer.get("procedures", ())}
    rows = ProcedurePage.objects.live().filter(code__in=codes).values_list("code", "pk")
    procedures: dict[str, int] = dict(rows)
    shop.made["events"] = sum(
        _event(place, event, procedures) for place, event in enumerate(data["event"], start=1)
    )
    _guide(shop, data, procedures)


def _answers(data: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(question, answer) for question in data["question"] for answer in question["answers"]]


def _event(place: int, data: dict[str, Any], procedures: dict[str, int]) -> bool:
    chosen = [procedures[code] for code in data["procedures"] if code in procedures]
    if not chosen or LifeEvent.objects.filter(slug=data["slug"]).exists():
        return False
    event = LifeEvent(
        slug=data["slug"], name=data["name"], description=data["description"], sort_order=place * 10
    )
    event.procedures = [
        LifeEventProcedure(procedure_id=pk, sort_order=number) for number, pk in enumerate(chosen)
    ]
    event.save()
    return True


def _guide(shop: Workshop, data: dict[str, Any], procedures: dict[str, int]) -> None:
    page = GuidePage(
        title=data["title"],
        slug=SLUG,
        summary=data["summary"],
        is_sample=True,
        organisation=shop.stock.organisations[OFFICE],
        translation_key=identity(f"lua-chon:{SLUG}"),
        first_published_at=shop.day(40),
    )
    questions: Any = [
        {"type": "question", "value": _question(question, procedures)} for question in data["question"]
    ]
    page.questions = questions
    drafted = shop.draft(shop.section(ProceduresIndexPage), page)
    shop.publish("guides", [drafted] if drafted else [])


def _question(data: dict[str, Any], procedures: dict[str, int]) -> dict[str, Any]:
    answers = [
        {
            "words": answer["words"],
            "next": answer.get("next", ""),
            "sentence": answer.get("sentence", ""),
            "procedures": [procedures[code] for code in answer.get("procedures", ()) if code in procedures],
        }
        for answer in data["answers"]
    ]
    return {"name": data["name"], "text": data["text"], "help": data.get("help", ""), "answers": answers}
