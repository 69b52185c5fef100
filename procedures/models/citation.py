"""Which legal documents the published procedures stand on; the documents themselves are looked up when shown.

So a law that comes later is linked by itself, one that goes is linked no longer, and drafts never show.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from legal.models import LegalDocumentPage

from ..citations import Citation, citations_of

if TYPE_CHECKING:
    from .page import ProcedurePage


#: what a link to a document needs
NAMES = ("title", "url_path", "kind", "number", "full_title", "number_key", "number_year")


class LegalCitationManager(models.Manager["LegalCitation"]):
    def record(self, page: "ProcedurePage") -> None:
        """Note what the live `page` stands on, in place of what was noted before; writes only what changed."""
        wanted = {(one.key, one.year) for one in citations_of(page.record())}
        noted = {(row.key, row.year): row.pk for row in self.filter(procedure=page)}
        if gone := [pk for key, pk in noted.items() if key not in wanted]:
            self.filter(pk__in=gone).delete()
        self.bulk_create(
            [self.model(procedure=page, key=key, year=year) for key, year in sorted(wanted - noted.keys())]
        )


class LegalCitation(models.Model):
    """One document that a published procedure stands on, by the key of its number and its year."""

    procedure = models.ForeignKey(
        "procedures.ProcedurePage", on_delete=models.CASCADE, related_name="citations"
    )
    key = models.CharField(max_length=100)
    year = models.PositiveSmallIntegerField()

    objects = LegalCitationManager()

    class Meta:
        verbose_name = _("legal basis of a procedure")
        verbose_name_plural = _("legal bases of procedures")
        constraints = [
            models.UniqueConstraint(fields=["procedure", "key", "year"], name="one_citation_of_a_document")
        ]
        indexes = [models.Index(fields=["key", "year"], name="citation_key")]

    def __str__(self) -> str:
        return self.key


def documents_cited(citations: Iterable[Citation]) -> dict[Citation, LegalDocumentPage]:
    """Return the public document that each citation means, where exactly one can be meant.

    Two statements. A number that two documents share is linked to neither.
    """
    wanted = list(citations)
    if not wanted:
        return {}
    found: dict[tuple[str, int | None], list[LegalDocumentPage]] = {}
    documents = LegalDocumentPage.objects.live().public().filter(number_key__in={one.key for one in wanted})
    for document in documents.only(*NAMES):
        found.setdefault((document.number_key, document.number_year), []).append(document)
    return {one: documents[0] for one in wanted if len(documents := found.get((one.key, one.year), [])) == 1}


def citing(document: LegalDocumentPage) -> Any:
    """Return the condition that a procedure stands on `document`."""
    return models.Q(citations__key=document.number_key, citations__year=document.number_year)


def procedures_citing(document: LegalDocumentPage) -> models.QuerySet[LegalCitation, int]:
    """Return the numbers of the pages whose published records cite `document`, public or not."""
    cited = LegalCitation.objects.filter(key=document.number_key, year=document.number_year or 0)
    return cited.values_list("procedure", flat=True)
