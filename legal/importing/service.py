"""Legal documents as the import writes them into pages; the work itself is `portal.core.importing.pages`."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from wagtail.models import Page

from portal.core.importing.fingerprints import fingerprint
from portal.core.importing.pages import Options, PageImporter
from portal.core.importing.report import UNCHANGED, Outcome, Report
from portal.core.importing.rows import Row

from ..document_numbers import number_key
from ..models import LegalDocumentPage, LegalIndexPage
from ..records import FIELD_NAMES, LegalRecord, apply, values, values_of
from .duplicates import identity, identity_of, is_same
from .messages import WORDING


class Importer(PageImporter[LegalDocumentPage, LegalRecord]):
    """Imports rows below the list of legal documents."""

    wording = WORDING
    names = FIELD_NAMES
    needed = ("kind", "issuer", "issued_on")

    def __init__(self, index: Page, options: Options) -> None:
        super().__init__(index, options)
        self.seen: dict[int, int] = {}

    def code(self, record: LegalRecord) -> str:
        return record.number

    def find(self, record: LegalRecord) -> LegalDocumentPage | None:
        """Return the page of the same number that is of the same document, as it is or as it was imported."""
        pages = LegalDocumentPage.objects.filter(number_key=number_key(record.number))
        mine = identity_of(record)
        hashes = {name: fingerprint(value) for name, value in values(record).items()}
        for page in pages.select_related("latest_revision").order_by("pk"):
            imported = {name for name in hashes if page.import_hashes.get(name) == hashes[name]}
            # What an editor changed still counts as it was imported.
            there = identity(
                record.issuer if "issuer" in imported else page.issuer,
                record.title if "title" in imported else page.full_title,
                record.issued_on if "issued_on" in imported else page.issued_on,
            )
            if is_same(record.number, there, mine):
                return page
        return None

    def new_page(self) -> LegalDocumentPage:
        return LegalDocumentPage(live=False, organisation=self.index.organisation)

    def apply(self, page: LegalDocumentPage, record: LegalRecord, names: tuple[str, ...]) -> None:
        apply(page, record, names)

    def values_of(self, page: LegalDocumentPage) -> dict[str, Any]:
        return values_of(page)

    def values(self, record: LegalRecord) -> dict[str, Any]:
        return values(record)

    def empty_value(self, name: str) -> Any:
        return [] if name == "subjects" else ""

    def lacking(self, values: dict[str, Any]) -> str:
        """Return why the document can't be published: what citizens must be told of it is not known."""
        missing = [name for name in self.needed if not values[name]]
        if not missing:
            return ""
        text = gettext("Kept as a draft until an editor has added: %(fields)s.")
        return text % {"fields": self.wording.field_labels(missing)}

    def repeated(self, row: Row[LegalRecord], record: LegalRecord) -> Outcome | None:
        """Return the outcome of a row that was joined to an earlier one of the same document."""
        first = self.seen.setdefault(id(record), row.number)
        if first == row.number:
            return None
        text = gettext("The same document as in row %(row)s; its subjects were added there.") % {"row": first}
        return Outcome(row.number, record.number, UNCHANGED, [text])


def import_rows(index: LegalIndexPage, rows: Iterable[Row[LegalRecord]], options: Options) -> Report:
    """Import `rows` below `index` and return the report."""
    return Importer(index, options).report(rows)
