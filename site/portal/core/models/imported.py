"""What a page remembers of the last import, so that the next one keeps what an editor changed since."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..importing.fingerprints import fingerprint
from ..importing.notices import Notice
from .base import BasePage


class ImportedPage(BasePage):
    """Hash of each field as it was imported, and what of it could not be read for certain."""

    imported_at = models.DateTimeField(_("last imported"), null=True, blank=True, editable=False)
    import_hashes = models.JSONField(default=dict, blank=True, editable=False)
    import_warnings = models.JSONField(default=list, blank=True, editable=False)
    import_checked = models.BooleanField(
        _("warnings of the import checked"),
        default=False,
        help_text=_(
            "Tick it when you have dealt with them; the next import that changes the record asks again."
        ),
    )
    has_import_warnings = models.BooleanField(
        _("has import warnings"), default=False, editable=False, db_index=True
    )

    class Meta:
        abstract = True

    def remember_import(self, values: dict[str, Any], notices: list[Notice], names: tuple[str, ...]) -> None:
        """Note that the fields `names` of `values` were imported, and what of them was not certain."""
        self.import_hashes = self.import_hashes | {name: fingerprint(values[name]) for name in names}
        old = [row for row in self.import_warnings if row["field"] not in names]
        self.import_warnings = old + [row.as_dict() for row in notices if not row.field or row.field in names]
        self.import_checked = False
        self.imported_at = timezone.now()

    def compare_import(
        self, present: dict[str, Any], new: dict[str, Any], empty: Any
    ) -> tuple[list[str], list[str]]:
        """Return the fields of `new` that differ: those to take over, and those that an editor changed.

        `present` are the fields as the page holds them, `empty(name)` what a field without a value holds.
        """
        taken: list[str] = []
        edited: list[str] = []
        for name, value in new.items():
            if present[name] == value:
                continue
            vacant = not self.import_hashes and present[name] == empty(name)
            changed = not vacant and self.import_hashes.get(name) != fingerprint(present[name])
            (edited if changed else taken).append(name)
        return taken, edited

    def note_warnings(self, values_now: Callable[[], dict[str, Any]]) -> None:
        """Forget the warnings of fields that no longer hold what was imported: they were dealt with."""
        values = values_now() if self.import_warnings else {}

        def untouched(name: str) -> bool:
            names = [part for part in (name, f"{name}_text") if part in values]
            return all(self.import_hashes.get(part) == fingerprint(values[part]) for part in names)

        self.import_warnings = [row for row in self.import_warnings if untouched(row["field"])]
        self.has_import_warnings = bool(self.import_warnings) and not self.import_checked
