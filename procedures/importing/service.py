"""Writing records into pages: new ones as drafts or published, changed ones as one new revision each.

Each record is one transaction: whatever ends the process, a record is in whole or not at all, and the same file
again finishes the rest. What an editor changed since the last import, also in a draft not yet published, is
kept and said: the page remembers a hash of each field as it was imported.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.core.metadata import first_words

from ..models import ProcedurePage, ProceduresIndexPage
from ..records import clean_text, comparable, fingerprint, record_of
from ..schema import FIELD_NAMES, Procedure, empty_value
from .messages import describe, field_label, row_problem
from .notices import Notice
from .publishing import add_published
from .readers import Row
from .report import CREATED, REFUSED, UNCHANGED, UPDATED, Outcome, Report

_URL = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Options:
    """How to import: write nothing; publish; take over fields that an editor changed."""

    dry_run: bool = False
    publish: bool = False
    overwrite: bool = False


class Importer:
    """Imports rows below a catalogue page."""

    def __init__(self, index: ProceduresIndexPage, options: Options) -> None:
        self.index = index
        self.options = options
        self.seen: dict[str, tuple[int, str]] = {}

    def run(self, rows: Iterable[Row]) -> Iterator[Outcome]:
        """Import `rows`, yielding what became of each as soon as it is written."""
        for row in rows:
            yield self.import_row(row)

    def import_row(self, row: Row) -> Outcome:
        """Import one row; nothing of it is written when it is refused."""
        if row.record is None:
            return Outcome(row.number, row.code, REFUSED, [row_problem(row.problem, row.detail)])
        record, notices = prepare(row.record, row.notices)
        if repeated := self._repeated(row.number, record):
            return repeated
        messages = [describe(notice.as_dict()) for notice in notices]
        try:
            outcome, said = self._write(record, notices)
        except IntegrityError:
            # Somebody made the page in the meantime: it is there now.
            outcome, said = self._write(record, notices)
        except ValidationError as error:
            return Outcome(row.number, record.code, REFUSED, _problems(error))
        return Outcome(row.number, record.code, outcome, [*said, *messages], len(notices))

    def _repeated(self, number: int, record: Procedure) -> Outcome | None:
        """Return the outcome of a record whose code stood in an earlier row: the first row counts."""
        mark = fingerprint(comparable(record))
        first = self.seen.setdefault(record.code, (number, mark))
        if first[0] == number:
            return None
        text = (
            gettext("The same record as in row %(row)s; left out.")
            if first[1] == mark
            else gettext(
                "Row %(row)s of this file has this code already, with other content; this row was left out."
            )
        )
        return Outcome(number, record.code, UNCHANGED, [text % {"row": first[0]}], 1)

    def _write(self, record: Procedure, notices: list[Notice]) -> tuple[str, list[str]]:
        if self.options.dry_run:
            return self._change(record, notices)
        # Wagtail would queue a task for each of the saves; what the page refers to is noted once instead.
        with transaction.atomic(), disable_reference_index_auto_update():
            return self._change(record, notices)

    def _change(self, record: Procedure, notices: list[Notice]) -> tuple[str, list[str]]:
        page = ProcedurePage.objects.filter(code=record.code).select_related("latest_revision").first()
        return self._create(record, notices) if page is None else self._update(page, record, notices)

    def _create(self, record: Procedure, notices: list[Notice]) -> tuple[str, list[str]]:
        if self.options.dry_run:
            return CREATED, []
        page = ProcedurePage(live=False, organisation=self.index.organisation)
        page.apply_record(record)
        _remember(page, record, notices, FIELD_NAMES)
        self.index.refresh_from_db(fields=["numchild"])
        if self.options.publish:
            add_published(self.index, page)
        else:
            self.index.add_child(instance=page)
            page.save_revision(clean=False)
        ReferenceIndex.create_or_update_for_object(page)
        return CREATED, []

    def _update(self, page: ProcedurePage, record: Procedure, notices: list[Notice]) -> tuple[str, list[str]]:
        draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
        taken, kept = self._compare(draft, record)
        messages = []
        if kept:
            labels = ", ".join(field_label(name) for name in kept)
            messages.append(gettext("Kept as an editor changed it: %(fields)s.") % {"fields": labels})
        if page.locked and taken and not self.options.overwrite:
            return UNCHANGED, [*messages, gettext("An editor has locked the page; nothing was changed.")]
        revision = page.latest_revision
        publish, reason = self._may_publish(page, revision, kept)
        if reason and (taken or not page.live):
            messages.append(reason)
        if not taken:
            if not publish or (page.live and not page.has_unpublished_changes):
                return UNCHANGED, messages
            if not self.options.dry_run:
                (revision or draft.save_revision()).publish()
                ReferenceIndex.create_or_update_for_object(ProcedurePage.objects.get(pk=page.pk))
            return UPDATED, [*messages, gettext("Published without other changes.")]
        if not self.options.dry_run:
            draft.apply_record(record, tuple(taken))
            _remember(draft, record, notices, tuple(taken))
            new = draft.save_revision(log_action=True)
            if publish:
                new.publish()
                ReferenceIndex.create_or_update_for_object(draft)
        labels = ", ".join(field_label(name) for name in taken)
        return UPDATED, [*messages, gettext("Changed: %(fields)s.") % {"fields": labels}]

    def _compare(self, page: ProcedurePage, record: Procedure) -> tuple[list[str], list[str]]:
        """Return the fields to take over and those to keep because an editor changed them."""
        present, new = comparable(record_of(page)), comparable(record)
        taken: list[str] = []
        kept: list[str] = []
        for name in FIELD_NAMES:
            if present[name] == new[name]:
                continue
            last = page.import_hashes.get(name)
            empty = not page.import_hashes and present[name] == empty_value(name)
            edited = not empty and last != fingerprint(present[name])
            (kept if edited and not self.options.overwrite else taken).append(name)
        return taken, kept

    def _may_publish(
        self, page: ProcedurePage, revision: Revision | None, kept: list[str]
    ) -> tuple[bool, str]:
        """Return whether the page goes live now, and if not though it should, why."""
        if not self.options.publish:
            return False, ""
        if self.options.overwrite:
            return True, ""
        if page.has_unpublished_changes and (kept or (revision and revision.user_id)):
            return False, gettext(
                "An editor has a draft that is not published; the import stays in the draft."
            )
        if not page.live and page.first_published_at:
            return False, gettext("The page was taken off the site; it stays so.")
        return True, ""


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


def _remember(page: ProcedurePage, record: Procedure, notices: list[Notice], names: tuple[str, ...]) -> None:
    """Note in `page` what was imported into the fields `names`, and what of them was not certain."""
    values = comparable(record)
    page.import_hashes = page.import_hashes | {name: fingerprint(values[name]) for name in names}
    old = [row for row in page.import_warnings if row["field"] not in names]
    page.import_warnings = old + [row.as_dict() for row in notices if not row.field or row.field in names]
    page.import_checked = False
    page.imported_at = timezone.now()


def _problems(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [f"{name}: {text}" for name, texts in error.message_dict.items() for text in texts]
    return list(error.messages)


def import_rows(index: ProceduresIndexPage, rows: Iterable[Row], options: Options) -> Report:
    """Import `rows` below `index` and return the report."""
    return Report(list(Importer(index, options).run(rows)))
