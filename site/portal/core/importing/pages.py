"""Writing records into pages: new ones as drafts or published, changed ones as one new revision each.

Each record is one transaction: whatever ends the process, a record is in whole or not at all, and the same file
again finishes the rest. What an editor changed since the last import, also in a draft not yet published, is
kept and said: the page remembers a hash of each field as it was imported (`ImportedPage`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from .messages import Wording
from .notices import Notice
from .publishing import add_published
from .report import CREATED, REFUSED, UNCHANGED, UPDATED, Differences, Outcome, Report
from .rows import Row

P = TypeVar("P", bound=Any)  # an ImportedPage
R = TypeVar("R")


@dataclass(frozen=True)
class Options:
    """How to import: write nothing; publish; take over fields that an editor changed."""

    dry_run: bool = False
    publish: bool = False
    overwrite: bool = False


@dataclass
class _Written:
    """What writing a record came to; fields as in `Outcome`."""

    outcome: str
    messages: list[str]
    page: int | None = None
    changes: Differences = field(default_factory=dict)
    kept: Differences = field(default_factory=dict)


class PageImporter(ABC, Generic[P, R]):
    """Imports rows of records `R` below `index` as pages `P`; a room answers how its record lies in a page."""

    wording: Wording
    #: the fields of a record
    names: tuple[str, ...]
    #: fields without which a page isn't published: a row that doesn't give one leaves it as it is
    needed: tuple[str, ...] = ()

    def __init__(self, index: Page, options: Options) -> None:
        self.index = index
        self.options = options

    @abstractmethod
    def code(self, record: R) -> str:
        """Return what names `record` in the report."""

    @abstractmethod
    def find(self, record: R) -> P | None:
        """Return the page that `record` is of, with its latest revision; None when there is none yet."""

    @abstractmethod
    def new_page(self) -> P:
        """Return an empty page, not stored."""

    @abstractmethod
    def apply(self, page: P, record: R, names: tuple[str, ...]) -> None:
        """Write the fields `names` of `record` into `page`, without saving it."""

    @abstractmethod
    def values_of(self, page: P) -> dict[str, Any]:
        """Return the fields of `page` as JSON values, as `values` gives those of a record."""

    @abstractmethod
    def values(self, record: R) -> dict[str, Any]:
        """Return the fields of `record` as JSON values."""

    @abstractmethod
    def empty_value(self, name: str) -> Any:
        """Return the JSON value of the field `name` where it has none."""

    def prepare(self, record: R, notices: list[Notice]) -> tuple[R, list[Notice]]:
        """Return the record as it can be stored, with notices of what had to be left out or cut."""
        return record, notices

    def lacking(self, values: dict[str, Any]) -> str:
        """Return why a page with these `values` can't be published and waits as a draft; "" when it can."""
        return ""

    def publish_new(self, page: P) -> None:
        """Put the new `page` into the index, public."""
        add_published(self.index, page)

    def is_published(self, page: P) -> bool:
        """Say whether nothing of `page` is left to publish."""
        return page.live and not page.has_unpublished_changes

    def repeated(self, row: Row[R], record: R) -> Outcome | None:
        """Return the outcome of a record that an earlier row of the file held already."""
        return None

    # The work

    def run(self, rows: Iterable[Row[R]]) -> Iterator[Outcome]:
        """Import `rows`, yielding what became of each as soon as it is written."""
        for row in rows:
            yield self.import_row(row)

    def import_row(self, row: Row[R]) -> Outcome:
        """Import one row; nothing of it is written when it is refused."""
        if row.record is None:
            return self._refused(row)
        record, notices = self.prepare(row.record, row.notices)
        if repeated := self.repeated(row, record):
            return repeated
        messages = [self.wording.describe(notice) for notice in notices]
        try:
            written = self._write(record, notices, row.given)
        except IntegrityError:
            # Somebody made the page in the meantime: it is there now.
            written = self._write(record, notices, row.given)
        except ValidationError as error:
            return Outcome(row.number, self.code(record), REFUSED, _problems(error), sheet=row.sheet)
        return Outcome(
            row.number,
            self.code(record),
            written.outcome,
            [*written.messages, *messages],
            len(notices),
            sheet=row.sheet,
            page=written.page,
            changes=written.changes,
            kept=written.kept,
        )

    def _refused(self, row: Row[R]) -> Outcome:
        said = [self.wording.row_problem(row.problem, row.detail)] if row.problem else []
        said += [self.wording.cell_problem(cell) for cell in row.cells]
        return Outcome(row.number, row.code, REFUSED, said, sheet=row.sheet, cells=row.cells)

    def _write(self, record: R, notices: list[Notice], given: frozenset[str] | None) -> _Written:
        if self.options.dry_run:
            return self._change(record, notices, given)
        # Wagtail would queue a task for each of the saves; what the page refers to is noted once instead.
        with transaction.atomic(), disable_reference_index_auto_update():
            return self._change(record, notices, given)

    def _change(self, record: R, notices: list[Notice], given: frozenset[str] | None) -> _Written:
        page = self.find(record)
        return self._create(record, notices) if page is None else self._update(page, record, notices, given)

    def _create(self, record: R, notices: list[Notice]) -> _Written:
        lacking = self.lacking(self.values(record))
        said = [lacking] if lacking and self.options.publish else []
        if self.options.dry_run:
            return _Written(CREATED, said)
        page = self.new_page()
        self.apply(page, record, self.names)
        page.remember_import(self.values(record), notices, self.names)
        self.index.refresh_from_db(fields=["numchild"])
        if self.options.publish and not lacking:
            self.publish_new(page)
        else:
            self.index.add_child(instance=page)
            page.save_revision(clean=False)
        ReferenceIndex.create_or_update_for_object(page)
        return _Written(CREATED, said, page.pk)

    def _update(self, page: P, record: R, notices: list[Notice], given: frozenset[str] | None) -> _Written:
        draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
        present, new = self.values_of(draft), self.values(record)
        said = {
            name: value
            for name, value in new.items()
            if (value or name not in self.needed) and (given is None or name in given)
        }
        taken, kept = draft.compare_import(present, said, self.empty_value)
        if self.options.overwrite:
            # In the order of the fields, as an import without edits would say them.
            taken, kept = [name for name in self.names if name in {*taken, *kept}], []
        messages: list[str] = []
        changes = {name: (present[name], new[name]) for name in taken}
        left = {name: (present[name], new[name]) for name in kept}
        if kept:
            labels = self.wording.field_labels(kept)
            messages.append(gettext("Kept as an editor changed it: %(fields)s.") % {"fields": labels})
        if page.locked and taken and not self.options.overwrite:
            locked = gettext("An editor has locked the page; nothing was changed.")
            return _Written(UNCHANGED, [*messages, locked], page.pk, kept=changes | left)
        revision = page.latest_revision
        publish, reason = self._may_publish(page, revision, kept)
        lacking = self.lacking(present | {name: new[name] for name in taken})
        if publish and lacking:
            publish, reason = False, lacking
        if reason and (taken or not page.live):
            messages.append(reason)
        if not taken:
            if not publish or self.is_published(page):
                return _Written(UNCHANGED, messages, page.pk, kept=left)
            if not self.options.dry_run:
                (revision or draft.save_revision()).publish()
                ReferenceIndex.create_or_update_for_object(type(page).objects.get(pk=page.pk))
            messages.append(gettext("Published without other changes."))
            return _Written(UPDATED, messages, page.pk, kept=left)
        if not self.options.dry_run:
            self.apply(draft, record, tuple(taken))
            draft.remember_import(self.values(record), notices, tuple(taken))
            if lacking:
                draft.minimal_clean()
            changed = draft.save_revision(log_action=True, clean=not lacking)
            if publish:
                changed.publish()
                ReferenceIndex.create_or_update_for_object(draft)
        messages.append(gettext("Changed: %(fields)s.") % {"fields": self.wording.field_labels(taken)})
        return _Written(UPDATED, messages, page.pk, changes, left)

    def _may_publish(self, page: P, revision: Revision | None, kept: list[str]) -> tuple[bool, str]:
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

    def report(self, rows: Iterable[Row[R]]) -> Report:
        """Import `rows` and return the report."""
        return Report(list(self.run(rows)))


def _problems(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [f"{name}: {text}" for name, texts in error.message_dict.items() for text in texts]
    return list(error.messages)
