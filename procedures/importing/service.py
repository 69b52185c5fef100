"""Procedures as the import writes them into pages; the work itself is `portal.core.importing.pages`."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page

from portal.core.importing.fingerprints import fingerprint
from portal.core.importing.notices import Notice
from portal.core.importing.pages import Options, PageImporter
from portal.core.importing.publishing import add_published
from portal.core.importing.report import CREATED, UNCHANGED, UPDATED, Outcome, Report
from portal.core.importing.rows import Row
from portal.core.metadata import first_words

from ..completeness import completeness
from ..completeness_words import names_of
from ..models import ProcedurePage, ProceduresIndexPage
from ..models.publication import keep_new
from ..records import clean_text, comparable, record_of
from ..schema import FIELD_NAMES, Procedure, empty_value
from .messages import WORDING

_URL = URLValidator(schemes=["http", "https"])


class Importer(PageImporter[ProcedurePage, Procedure]):
    """Imports rows below a catalogue page."""

    wording = WORDING
    names = FIELD_NAMES

    def __init__(self, index: Page, options: Options) -> None:
        super().__init__(index, options)
        self.seen: dict[str, tuple[int, str]] = {}

    def code(self, record: Procedure) -> str:
        return record.code

    def find(self, record: Procedure) -> ProcedurePage | None:
        return ProcedurePage.objects.filter(code=record.code).select_related("latest_revision").first()

    def new_page(self) -> ProcedurePage:
        return ProcedurePage(live=False, organisation=self.index.organisation)

    def apply(self, page: ProcedurePage, record: Procedure, names: tuple[str, ...]) -> None:
        page.apply_record(record, names)

    def values_of(self, page: ProcedurePage) -> dict[str, Any]:
        return comparable(record_of(page))

    def values(self, record: Procedure) -> dict[str, Any]:
        return comparable(record)

    def empty_value(self, name: str) -> Any:
        return empty_value(name)

    def prepare(self, record: Procedure, notices: list[Notice]) -> tuple[Procedure, list[Notice]]:
        return prepare(record, notices)

    def import_row(self, row: Row[Procedure]) -> Outcome:
        """Import one row; what is official is published even where it lacks something, and the report tells."""
        outcome = super().import_row(row)
        taken = outcome.outcome in (CREATED, UPDATED) and self.options.publish
        if taken and row.record and (lacking := completeness(row.record).mandatory):
            text = gettext("Published though it lacks what the law asks for: %(parts)s.")
            outcome.messages.append(text % {"parts": names_of(lacking)})
        return outcome

    def publish_new(self, page: ProcedurePage) -> None:
        """Put it into the catalogue: live, or waiting for the day on which it takes effect."""
        today = timezone.localdate()
        if page.first_day(today) > today:
            self.index.add_child(instance=page)
            keep_new(page, page.save_revision(clean=False), today)
        else:
            keep_new(page, add_published(self.index, page), today)

    def is_published(self, page: ProcedurePage) -> bool:
        """Say whether its newest text is public or waits for its day."""
        waiting = page.versions.filter(revision=page.latest_revision, waiting=True)
        return super().is_published(page) or waiting.exists()

    def repeated(self, row: Row[Procedure], record: Procedure) -> Outcome | None:
        """Return the outcome of a record whose code stood in an earlier row: the first row counts."""
        mark = fingerprint(comparable(record))
        first = self.seen.setdefault(record.code, (row.number, mark))
        if first[0] == row.number:
            return None
        text = (
            gettext("The same record as in row %(row)s; left out.")
            if first[1] == mark
            else gettext(
                "Row %(row)s of this file has this code already, with other content; this row was left out."
            )
        )
        return Outcome(row.number, record.code, UNCHANGED, [text % {"row": first[0]}], 1)


def prepare(record: Procedure, notices: list[Notice]) -> tuple[Procedure, list[Notice]]:
    """Return the record as it can be stored, with notices of what had to be left out or cut."""
    record = clean_text(record)
    notices = list(notices)
    for name in ("submission_url", "source_url"):
        address = getattr(record, name)
        try:
            if address:
                _URL(address)
        except ValidationError:
            notices.append(Notice(name, "url_not_read", address))
            setattr(record, name, "")
    for name in (
        "decision_number",
        "kind",
        "field",
        "dossier_sets",
        "responsible",
        *("submission_url", "source_url"),
    ):
        text = " ".join(getattr(record, name).split())
        limit = _limit(name)
        if len(text) > limit:
            notices.append(Notice(name, "too_long", text))
            text = first_words(text, limit)
        setattr(record, name, text)
    return record, notices


def _limit(name: str) -> int:
    field = ProcedurePage._meta.get_field("kind" if name == "field" else name)
    return int(getattr(field, "max_length", None) or 255)


def import_rows(index: ProceduresIndexPage, rows: Iterable[Row[Procedure]], options: Options) -> Report:
    """Import `rows` below `index` and return the report."""
    return Importer(index, options).report(rows)
