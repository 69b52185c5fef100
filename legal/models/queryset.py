"""Questions that the lists and other rooms ask about legal documents."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from portal.text import LawNumber

from ..choices import ENDING
from ..document_numbers import number_key, read_number
from ..names import find_words
from ..states import state_column
from .relations import LegalRelation

if TYPE_CHECKING:
    from .document import LegalDocumentPage

#: columns that no list shows
HEAVY = ("body", "words", "import_hashes", "import_warnings")
DAYS = ("issued_on", "effective_from")


class LegalDocumentQuerySet(PageQuerySet):
    def numbered(self, number: LawNumber) -> "LegalDocumentQuerySet":
        """Return the documents that `number` may mean; what it leaves open fits all of them.

        The year of a document whose number has none is that of its issue.
        """
        condition = Q(number_value=number.number)
        if number.year:
            condition &= Q(number_year=number.year)
        if number.kind:
            same_kind = Q(number_kind=number.kind) | Q(kind_symbol=number.kind)
            # "63/2010/NDCP": kind and issuer in one piece
            condition &= same_kind if number.issuer else same_kind | Q(number_symbols=number.kind)
        if number.issuer:
            condition &= Q(number_issuer=number.issuer)
        return self.filter(condition)

    def by_number(self, text: str) -> "LegalDocumentQuerySet":
        """Return the documents whose number `text` is, in any spelling; none when it is no number."""
        number = read_number(text)
        if number:
            return self.numbered(number)
        key = number_key(text)
        return self.filter(number_key=key) if key and any(char.isdigit() for char in key) else self.none()

    def meant_by(self, text: str) -> "LegalDocumentPage | None":
        """Return the document whose address or number `text` is, any text; None where it is none or more than one."""
        if not text or "\0" in text:  # which PostgreSQL takes for no text
            return None
        found = list(self.filter(slug=text[:255])[:2]) or list(self.by_number(text[:120])[:2])
        return found[0] if len(found) == 1 else None

    def by_keys(self, keys: Iterable[str]) -> "dict[str, LegalDocumentPage]":
        """Return key (`portal.text.LawNumber.key`) → document, for the `keys` that exactly one has. One query."""
        found: dict[str, list[LegalDocumentPage]] = defaultdict(list)
        for document in self.filter(number_key__in={key for key in keys if key}):
            found[document.number_key].append(document)
        return {key: documents[0] for key, documents in found.items() if len(documents) == 1}

    def about(self, question: str) -> "LegalDocumentQuerySet":
        """Return the documents in whose kind, number, title or issuer every word of `question` begins a word."""
        condition = Q()
        for word in find_words(question)[:12]:
            condition &= Q(words__contains=f" {word}")
        return self.filter(condition)

    def with_state(self, day: date | None = None) -> "LegalDocumentQuerySet":
        """Return the documents with `state_now`, their state on `day` (today)."""
        day = day or timezone.localdate()
        return self.annotate(state_now=state_column(day, self._superseded(day)))

    def _superseded(self, day: date) -> Q:
        """Return the condition that a public document has replaced or abolished one by `day`.

        A number that is noted for the older one means it only where no other has it; one without a first day in
        force counts from the start.
        """
        # In the same statement: `public()` would ask for the restricted sections once more.
        inside = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        restricted = PageViewRestriction.objects.alias(inside=inside).filter(
            inside__startswith=F("page__path")
        )
        public = self.model.objects.live().exclude(Exists(restricted))
        newer = public.exclude(effective_from__gt=day).values("pk")
        ending = LegalRelation.objects.filter(kind__in=ENDING, page__in=newer).exclude(page=OuterRef("pk"))
        by_number = ending.filter(target=None, target_key=OuterRef("number_key")).exclude(target_key="")
        twins = public.filter(number_key=OuterRef("number_key")).exclude(pk=OuterRef("pk"))
        return Q(Exists(ending.filter(target=OuterRef("pk")))) | (Q(Exists(by_number)) & ~Q(Exists(twins)))

    def listed(self) -> "LegalDocumentQuerySet":
        """Return what lists show: live and public, without the long columns."""
        return self.live().public().without_heavy()

    def without_heavy(self) -> "LegalDocumentQuerySet":
        """Return the documents without the long columns."""
        return self.defer(*HEAVY)

    def names_only(self) -> "LegalDocumentQuerySet":
        """Return the documents with what a link to them needs."""
        return self.only("title", "url_path", "kind", "number", "full_title", *DAYS, "number_key")


LegalDocumentManager = PageManager.from_queryset(LegalDocumentQuerySet)
