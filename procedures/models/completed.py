"""How whole a procedure's record is, kept beside it so that reports of thousands ask one query."""

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..completeness import Completeness, completeness
from ..completeness_words import field_of, sentence
from ..facets import joined
from ..records import column
from ..review import next_review
from ..schema import SchemaError
from .citizen import CitizensPage


class CompletePage(CitizensPage):
    """A procedure that says what it lacks."""

    reviewed_on: date | None
    completeness_score = models.PositiveSmallIntegerField(
        _("completeness of the record"), default=0, editable=False, db_index=True
    )
    missing_parts = models.CharField(_("missing parts"), max_length=255, blank=True, editable=False)

    class Meta:
        abstract = True

    def record(self) -> Any:
        """Return the canonical record that this page holds."""
        raise NotImplementedError

    @property
    def review_is_due(self) -> bool:
        """Whether the day of its next review has come."""
        due = next_review(self.reviewed_on)
        return bool(due and due <= timezone.localdate())

    def completeness(self) -> Completeness:
        """Return how whole the record is that it holds in memory: a draft's when it was loaded from one."""
        return completeness(self.record(), self.review_is_due)

    def note_completeness(self) -> None:
        """Put score and missing parts into their columns."""
        try:
            whole = self.completeness()
        except SchemaError:
            return  # a form was filled in wrongly, and says so itself
        self.completeness_score = whole.score
        self.missing_parts = joined([one.key for one in whole.missing])

    def missing_for_publication(self) -> dict[str, str]:
        missing: dict[str, str] = super().missing_for_publication()
        for one in self.completeness().mandatory:
            name = column(field_of(one))
            said = missing.get(name)
            missing[name] = f"{said} {sentence(one.key)}" if said else sentence(one.key)
        return missing
