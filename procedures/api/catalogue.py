"""Which procedures the API gives, and how one is given: today's from the pages, another day's from the versions."""

import math
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from legal.models import LegalDocumentPage
from portal.core.publication_cache import until_next_publication

from ..catalogue.definitions import BY_NAME, FACETS
from ..catalogue.table import Table, catalogue_table, places_of
from ..exchange.writing import leaving
from ..facets import facet_keys
from ..models import ProcedureField, ProcedurePage
from ..models.citation import procedures_citing
from ..models.version import ENDS, ProcedureVersion
from ..names import first_letter
from ..records import record_of
from ..schema import to_dict

#: page number → its code and its version's number; None where it has no version
Rows = dict[int, tuple[str, int | None]]
Values = dict[str, tuple[str, ...]]


def rows_of_today(values: Values, today: date) -> Rows:
    """Return the listed procedures that have all `values` (facet → any of its values), by code."""
    table = catalogue_table()
    mask = table.everything
    for facet, wanted in values.items():
        mask &= table.having(facet, wanted)
    pks = [table.pks[place] for place in places_of(mask)]
    known = until_next_publication(f"procedures.api.{today}", lambda: _rows(table, today))
    return dict(sorted(((pk, known[pk]) for pk in pks if pk in known), key=lambda row: row[1][0]))


def _rows(table: Table, today: date) -> Rows:
    versions = dict(ProcedureVersion.objects.in_force(today).values_list("procedure", "pk"))
    codes = ProcedurePage.objects.listed().order_by().values_list("pk", "code")
    return {pk: (code, versions.get(pk)) for pk, code in codes if code}


def rows_of_day(values: Values, day: date, today: date) -> Rows:
    """Return the procedures in force on `day` that have all `values`, by code.

    Those whose version is still (or already) that of today are looked up in the catalogue; only records of
    other versions are read.
    """
    now = {row[1]: pk for pk, row in rows_of_today({}, today).items()}
    same = set(rows_of_today(values, today))
    found: Rows = {}
    public = ProcedurePage.objects.live().public().exclude(code=None)
    # A procedure that is announced but not yet in force has no live page: it isn't public before its day.
    then = ProcedureVersion.objects.in_force(day).exclude(change__in=ENDS).filter(procedure__in=public)
    changed: Rows = {}
    for pk, procedure, code in then.values_list("pk", "procedure", "procedure__code"):
        if pk not in now:
            changed[procedure] = (str(code), pk)
        elif procedure in same:
            found[procedure] = (str(code), pk)
    found |= _having(values, changed) if values else changed
    return dict(sorted(found.items(), key=lambda row: row[1][0]))


def _having(values: Values, rows: Rows) -> Rows:
    """Return those of `rows` whose versions have all `values`."""
    slugs = dict(ProcedureField.objects.values_list("name", "slug"))
    versions = ProcedureVersion.objects.filter(pk__in=[pk for _code, pk in rows.values()])
    records = versions.values_list("procedure", "record").iterator(chunk_size=200)
    return {pk: rows[pk] for pk, record in records if _fits(values, record, slugs, pk)}


def _fits(values: Values, record: dict[str, Any], slugs: dict[str, str], procedure: int) -> bool:
    """Tell whether a record has all `values`; life events are of the procedure, whatever its version."""
    keys = facet_keys(
        levels=record["levels"],
        audiences=record["audiences"],
        agency=record["implementing_agency"],
        channels=record["channels"],
        online_level=record["online_level"],
    )
    keys |= {"letter": [first_letter(record["name"])], "field": [slugs.get(record["field"], "")]}
    table = catalogue_table()
    return all(
        table.having("event", wanted) & table.holding([procedure])
        if facet == "event"
        else set(keys.get(facet, ())) & set(wanted)
        for facet, wanted in values.items()
    )


def standing_on(rows: Rows, law: str) -> Rows:
    """Return those of `rows` whose record of today stands on the public document with the address or number `law`."""
    document = LegalDocumentPage.objects.live().public().meant_by(law)
    pks = set(procedures_citing(document)) if document else set()
    return {pk: row for pk, row in rows.items() if pk in pks}


def values_asked(filters: Any) -> Values:
    """Return the facets that narrow the list."""
    return {facet.name: tuple(chosen) for facet in FACETS if (chosen := getattr(filters, facet.name))}


def part(rows: Rows, page: int, size: int, day: date, today: date, base: str) -> Iterator[dict[str, Any]]:
    """Yield the procedures of a page of the list: three queries; what was taken back meanwhile is left out."""
    chosen = dict(list(rows.items())[(page - 1) * size : page * size])
    versions = ProcedureVersion.objects.filter(pk__in=[pk for _code, pk in chosen.values() if pk])
    if day == today:
        versions = versions.defer("record")
    by_page = {version.procedure_id: version for version in versions}
    pages = ProcedurePage.objects.live().public().select_related("procedure_field").in_bulk(list(chosen))
    for pk in chosen:
        if pk in pages:
            yield given(pages[pk], by_page.get(pk), day == today, base)


def given(page: ProcedurePage, version: ProcedureVersion | None, is_today: bool, base: str) -> dict[str, Any]:
    """Return a procedure as `ProcedureOut`: its row mirrors the version in force today."""
    record = to_dict(record_of(page)) if is_today or version is None else version.record
    address = f"{base}{page.get_url() or ''}"
    day = version.valid_from.isoformat() if version else ""
    changed = version.corrected_at or version.published_at if version else None
    changed = page.last_published_at if is_today or changed is None else changed
    return {
        "code": page.code,
        "url": address if is_today else f"{address}?ngay={day}",
        "api_url": f"{base}{reverse('api:procedure', args=[page.code])}"
        + ("" if is_today else f"?ngay={day}"),
        "changed_at": changed.isoformat() if changed else "",
        "is_sample": page.is_sample,
        "valid_from": day,
        "ended": version.has_ended if version else page.state in ENDS,
        "record": leaving(record),
    }


def detail(
    page: ProcedurePage, version: ProcedureVersion | None, is_today: bool, base: str
) -> dict[str, Any]:
    """Return a procedure as `ProcedureDetail`."""
    forms = [
        {"file_name": form.file_name, "url": f"{base}{form.url}" if form.url else ""}
        for form in page.view.forms
    ]
    return given(page, version, is_today, base) | {"forms": forms, "versions": list(_versions(page, base))}


def _versions(page: ProcedurePage, base: str) -> Iterator[dict[str, Any]]:
    until: date | None = None
    versions = page.versions.select_related("decision").defer("record").order_by("-valid_from")
    for version in versions:
        day = version.valid_from.isoformat()
        number = version.decision.number if version.decision else ""
        yield {
            "valid_from": day,
            "valid_to": (until - timedelta(days=1)).isoformat() if until else "",
            "change": version.change,
            "decision_number": number,
            "url": f"{base}{page.get_url() or ''}?ngay={day}",
        }
        until = version.valid_from


def neighbours(asked: Any, values: Values, law: str, count: int, base: str) -> dict[str, Any]:
    """Return how many pages there are, and the addresses of the next and of the one before."""
    pages = max(1, math.ceil(count / asked.page_size))

    def address(number: int) -> str:
        pairs = [(BY_NAME[name].parameter, value) for name, chosen in values.items() for value in chosen]
        pairs += [("can-cu", law)] if law else []
        pairs += [("ngay", asked.ngay)] if asked.ngay else []
        pairs += [("page", number), ("page_size", asked.page_size)]  # type: ignore[list-item]
        return f"{base}{reverse('api:procedures')}?{urlencode(pairs)}"

    return {
        "pages": pages,
        "next": address(asked.page + 1) if asked.page < pages else "",
        "previous": address(min(asked.page - 1, pages)) if asked.page > 1 else "",
    }
