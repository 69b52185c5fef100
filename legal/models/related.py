"""The relations of a document to others, read from the one record of each, both ways."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from ..choices import REVERSED, Relation
from ..document_numbers import number_key
from ..presentation import Other, Related
from .relations import LegalRelation

if TYPE_CHECKING:
    from .document import LegalDocumentPage


def related_of(page: "LegalDocumentPage") -> list[Related]:
    """Return the relations of `page` to others and of others to it, each kind once; three queries."""
    groups = {
        (kind.value, reverse): Related(kind.value, reverse, str(label))
        for reverse, labels in ((True, REVERSED), (False, {kind: kind.label for kind in Relation}))
        for kind, label in labels.items()
    }
    public = type(page).objects.live().exclude(type(page).objects.private_q())
    rows = list(page.relations.all())
    by_number = Q(target=None, target_key=page.number_key) & ~Q(target_key="")
    incoming = list(
        LegalRelation.objects.filter(Q(target=page) | by_number)
        .exclude(page=page)
        .values_list("kind", "page_id", "target_id")
    )
    keys = {page.number_key, *(_key(row) for row in rows if not row.target_id)}
    ends = [row.target_id for row in rows if row.target_id] + [source for _kind, source, _end in incoming]
    found = list(public.filter(Q(pk__in=ends) | Q(number_key__in=keys - {""})).names_only())
    by_pk = {document.pk: document for document in found}
    for row in rows:
        target = by_pk.get(row.target_id) if row.target_id else _only(found, _key(row), page)
        other = _other(target) if target else Other(row.target_number, row.target_number)
        if other.name:
            groups[(row.kind, False)].documents.append(other)
    alone = all(document.pk == page.pk for document in found if document.number_key == page.number_key)
    for kind, source, end in incoming:
        if source in by_pk and (end or alone):
            groups[(kind, True)].documents.append(_other(by_pk[source]))
    for group in groups.values():
        group.documents = list(dict.fromkeys(group.documents))
    return [group for group in groups.values() if group.documents]


def _key(row: LegalRelation) -> str:
    return row.target_key or number_key(row.target_number)


def _only(
    found: Iterable["LegalDocumentPage"], key: str, page: "LegalDocumentPage"
) -> "LegalDocumentPage | None":
    """Return the document that has the number `key`, where just one has it."""
    same = [document for document in found if document.number_key == key and document.pk != page.pk]
    return same[0] if len(same) == 1 else None


def _other(document: "LegalDocumentPage") -> Other:
    return Other(
        document.full_name, document.number, document.url or "", document.issued_on, document.effective_from
    )
