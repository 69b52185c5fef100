"""Which other procedures a citizen may need: those that the record names, and those beside it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, Value, When
from django.http import HttpRequest

from portal.text import find_codes, fold, slugify_vi

from .names import sort_column, sorting_name
from .schema import Procedure

if TYPE_CHECKING:
    from .models import ProcedurePage

#: lines that are looked for by their words without accents, too
LOOSELY = 30
#: procedures of the same field or decision that a page names
BESIDE = 5


@dataclass
class RelatedView:
    """A procedure that the record names; `url` is "" while this portal doesn't have it."""

    name: str
    url: str = ""


@dataclass
class BesideView:
    """A procedure of the same decision or field."""

    title: str
    url: str
    code: str
    is_sample: bool


def related_to(page: "ProcedurePage", record: Procedure, request: HttpRequest | None) -> list[RelatedView]:
    """Return the procedures that `record` names, linked where a public one has the code or exactly the name.

    One statement; none where it names none. Two procedures of one name leave it unlinked.
    """
    if not record.related:
        return []
    codes = {line: [code for _start, _end, code in find_codes(line)] for line in record.related}
    wanted = {code for found in codes.values() for code in found}
    condition = Q(code__in=wanted) | Q(sort_name__in={sort_column(line) for line in record.related})
    for line in record.related[:LOOSELY]:
        # Other accents or none: addresses are made of names without them.
        words = slugify_vi(sorting_name(line), 70)
        if words:
            condition |= Q(slug__startswith=words) | Q(slug__startswith=f"thu-tuc-{words}")
    known = type(page).objects.live().public().filter(condition)
    pages = list(known.only("title", "full_name", "code", "url_path", "slug", "depth", "path"))
    by_code = {found.code: found for found in pages}
    views = []
    for line in record.related:
        named = [found for found in pages if _key(found.full_name) == _key(line)]
        coded = [by_code[code] for code in codes[line] if code in by_code]
        targets = coded or (named if len(named) == 1 else [])
        other = targets[0] if len(targets) == 1 and targets[0].pk != page.pk else None
        views.append(RelatedView(line, (other.get_url(request) or "") if other else ""))
    return views


def _key(name: str) -> str:
    return " ".join(fold(sorting_name(name)).split()).rstrip(" .;")


def beside(page: "ProcedurePage", record: Procedure, request: HttpRequest | None) -> list[BesideView]:
    """Return procedures of the same decision, then of the same field, in the order of the catalogue; one statement."""
    same = Q()
    if record.decision_number:
        same |= Q(decision_number=record.decision_number)
    if page.procedure_field_id:
        same |= Q(procedure_field=page.procedure_field_id)
    if not same:
        return []
    nearer: Case | Value = Value(0)
    if record.decision_number:
        nearer = Case(
            When(decision_number=record.decision_number, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
    found = type(page).objects.listed().filter(same).exclude(pk=page.pk)
    return [
        BesideView(other.title, other.get_url(request) or "", other.code or "", other.is_sample)
        for other in found.order_by(nearer, "sort_name", "code")[:BESIDE]
    ]
