"""Words for what an import of any room has to tell."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .notices import Notice
from .rows import CellProblem

#: why a file can't be read as a whole
FILE_PROBLEMS: dict[str, Any] = {
    "missing": _("There is no file %(detail)s."),
    "unreadable": _("The file can't be opened: %(detail)s."),
    "empty": _("The file is empty: it holds no record."),
    "binary": _("This is no file of records: it holds neither a table nor JSON."),
    "old_excel": _(
        "This Excel file is an old one (.xls) or has a password: save it as .xlsx without a password."
    ),
    "no_table": _("No sheet or line of the file has the headings that an import looks for: %(detail)s."),
    "broken_sheet": _("The Excel file is damaged or incomplete; open it, save it anew and try again."),
    "harmful": _("The Excel file can't be accepted. %(detail)s"),
    "not_supported": _("Files of this kind (%(detail)s) can't be imported here: take .csv, .json or .jsonl."),
    "broken_gzip": _("The packed file (.gz) is damaged; pack it anew."),
    "too_large": _("The file is too large for one JSON document; give a record a line (.jsonl)."),
    "too_large_book": _("The Excel file is too large; divide it into several files."),
    "encoding": _("The file is not written in UTF-8; save it as UTF-8 and try again."),
    "broken_json": _("The file is no valid JSON: %(detail)s."),
}

#: why a row is no record
ROW_PROBLEMS: dict[str, Any] = {
    "too_long": _("The line is too long to be a record."),
    "encoding": _("The line is not written in UTF-8."),
    "broken_json": _("The line is no valid JSON: %(detail)s."),
    "broken_row": _("The line is no row of a table: %(detail)s."),
    "cells": _("The row has another number of cells than the head of the table (%(detail)s)."),
    "no_object": _("The row is no record with named fields."),
    "unknown_shape": _("The row has none of the known shapes; it begins with: %(detail)s."),
}

#: why a cell can't be read
CELL_PROBLEMS: dict[str, Any] = {
    "date": _("“%(detail)s” is no date; write it as 31/12/2026."),
    "number": _("“%(detail)s” is no number."),
    "whole_number": _("“%(detail)s” is no whole number."),
    "order": _("“%(detail)s” is no order number; write 1, 2, 3…"),
    "choice": _("“%(detail)s” is none of the values that may stand here; choose one of the list."),
    "yes_no": _("“%(detail)s” is neither Có nor Không."),
    "formula_error": _("The formula in this cell gives the error %(detail)s."),
    "broken_cell": _("The content of the cell can't be read: %(detail)s."),
    "continuation": _("The rest of this long text is missing: part %(detail)s."),
}

#: what of a record is not certain, whatever it is a record of
NOTICES: dict[str, Any] = {
    "date_not_read": _("the date could not be read: “%(detail)s”"),
    "unknown_key": _("a column that this shape doesn't have was left out: %(detail)s"),
    "too_long": _("the text is too long for its field and was cut: “%(detail)s”"),
}


def file_problem(kind: str, detail: str) -> str:
    """Return in words why a file can't be read."""
    return str(FILE_PROBLEMS[kind]) % {"detail": detail}


@dataclass(frozen=True)
class Wording:
    """The words of one room: its fields, what of them may be uncertain, why a row is no record of it."""

    fields: dict[str, Any]
    notices: dict[str, Any] = field(default_factory=dict)
    row_problems: dict[str, Any] = field(default_factory=dict)
    cell_problems: dict[str, Any] = field(default_factory=dict)

    def field_label(self, name: str) -> str:
        """Return the words for a field of the record."""
        return str(self.fields[name]) if name in self.fields else name

    def field_labels(self, names: list[str]) -> str:
        """Return the words for several fields, as a list in one line."""
        return ", ".join(self.field_label(name) for name in names)

    def describe(self, notice: Notice | dict[str, str]) -> str:
        """Return a notice as a sentence: "Ways to submit: the time limit “1” has no unit"."""
        row = notice.as_dict() if isinstance(notice, Notice) else notice
        kind, detail = row.get("kind", ""), row.get("detail", "")
        text = self.notices.get(kind) or NOTICES.get(kind)
        words = str(text) % {"detail": detail} if text else detail
        label = self.field_label(row.get("field", ""))
        return gettext("%(field)s: %(problem)s") % {"field": label, "problem": words} if label else words

    def row_problem(self, kind: str, detail: str) -> str:
        """Return in words why a row is no record."""
        text = self.row_problems.get(kind) or ROW_PROBLEMS[kind]
        return str(text) % {"detail": detail}

    def cell_reason(self, cell: CellProblem) -> str:
        """Return in words what is wrong with a cell."""
        text = self.cell_problems.get(cell.kind) or CELL_PROBLEMS[cell.kind]
        return str(text) % {"detail": cell.detail}

    def cell_problem(self, cell: CellProblem) -> str:
        """Return in words where a cell stands and what is wrong with it."""
        problem = self.cell_reason(cell)
        values = {
            "sheet": cell.sheet,
            "row": cell.row,
            "column": cell.column,
            "heading": cell.heading,
            "problem": problem,
        }
        if not cell.column:
            where = (
                gettext("Sheet “%(sheet)s”, row %(row)s: %(problem)s")
                if cell.sheet
                else gettext("Line %(row)s: %(problem)s")
            )
        elif cell.sheet:
            where = gettext("Sheet “%(sheet)s”, cell %(column)s%(row)s (%(heading)s): %(problem)s")
        else:
            where = gettext("Line %(row)s, column %(column)s (%(heading)s): %(problem)s")
        return where % values
