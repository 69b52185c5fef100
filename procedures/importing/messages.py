"""Words for what an import has to tell."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: kind of a notice → what is said; `detail` are words of the source
TEXTS: dict[str, Any] = {
    "channels_not_split": _("the table could not be split into rows; it was kept as text"),
    "channel_without_unit": _("the time limit “%(detail)s” has no unit"),
    "channel_time_in_words": _("the time limit is in words: “%(detail)s”"),
    "amount_glued": _("the amount “%(detail)s” stands against the column of time limits; check it"),
    "amount_not_read": _("the amount could not be read for certain: “%(detail)s”"),
    "amount_small": _("the amount “%(detail)s” is unusually small; check it"),
    "free_with_amount": _("“free” stands beside a note with amounts: “%(detail)s”"),
    "note_not_split": _("note and description could not be told apart: “%(detail)s”"),
    "dossier_not_split": _("the table could not be split into papers; it was kept as text"),
    "dossier_text_left": _("some words are no row of the table; they were kept as text: “%(detail)s”"),
    "count_glued": _("the number of copies runs into the digits before it: “%(detail)s”"),
    "count_repeated": _("the number of copies stands twice; check it: “%(detail)s”"),
    "form_not_split": _("the file name of the form could not be told from the paper: “%(detail)s”"),
    "bases_not_split": _("the table could not be split into rows; it was kept as text"),
    "basis_not_split": _("number and title could not be told apart: “%(detail)s”"),
    "results_left": _("some words are no result with a code: “%(detail)s”"),
    "related_not_split": _("the table could not be split into rows; it was kept as text"),
    "count_not_read": _("the number of copies could not be read: “%(detail)s”"),
    "date_not_read": _("the date could not be read: “%(detail)s”"),
    "other_field_inside": _("it seems to hold words of another part of the page; check it"),
    "url_not_read": _("this is no web address: “%(detail)s”"),
    "unknown_key": _("a column that this shape doesn't have was left out: %(detail)s"),
    "code_differs": _("the record gives two codes; “%(detail)s” was left out"),
    "too_long": _("the text is too long for its field and was cut: “%(detail)s”"),
}

FIELDS: dict[str, Any] = {
    "code": _("Code"),
    "name": _("Name of the procedure"),
    "decision_number": _("Announcement decision"),
    "announced_on": _("Announced on"),
    "effective_from": _("In force from"),
    "effective_to": _("In force until"),
    "reviewed_on": _("Last reviewed on"),
    "state": _("State"),
    "kind": _("Kind"),
    "field": _("Field of administration"),
    "levels": _("Levels"),
    "audiences": _("Who may apply"),
    "implementing_agency": _("Implementing agency"),
    "competent_agency": _("Competent agency"),
    "receiving_address": _("Where dossiers are received"),
    "delegated_agency": _("Delegated agency"),
    "coordinating_agency": _("Coordinating agency"),
    "steps": _("Order of work"),
    "channels": _("Ways to submit"),
    "channels_text": _("Ways to submit, not split"),
    "dossier": _("Dossier"),
    "dossier_text": _("Dossier, not split"),
    "dossier_sets": _("Sets of the dossier"),
    "results": _("Results"),
    "results_text": _("Results, not split"),
    "legal_bases": _("Legal bases"),
    "legal_bases_text": _("Legal bases, not split"),
    "conditions": _("Requirements and conditions"),
    "related": _("Related procedures"),
    "related_text": _("Related procedures, not split"),
    "keywords": _("Keywords"),
    "description": _("Description"),
    "online_level": _("Level of online service"),
    "partial_reason": _("Why only partly online"),
    "submission_url": _("Link to submit"),
    "source_url": _("Source"),
    "responsible": _("Responsible"),
}


def field_label(name: str) -> str:
    """Return the words for a field of the record."""
    return str(FIELDS[name]) if name in FIELDS else name


def describe(row: dict[str, str]) -> str:
    """Return a stored notice as a sentence: "Ways to submit: the time limit “1” has no unit"."""
    text = TEXTS.get(row.get("kind", ""))
    words = str(text) % {"detail": row.get("detail", "")} if text else row.get("detail", "")
    label = field_label(row.get("field", ""))
    return gettext("%(field)s: %(problem)s") % {"field": label, "problem": words} if label else words


#: why a file can't be read as a whole
FILE_PROBLEMS: dict[str, Any] = {
    "missing": _("There is no file %(detail)s."),
    "unreadable": _("The file can't be opened: %(detail)s."),
    "empty": _("The file is empty: it holds no record."),
    "binary": _("This is no file of records: it holds neither JSON nor lines of JSON."),
    "not_supported": _("Files of this kind (%(detail)s) can't be imported yet: take .json or .jsonl."),
    "broken_gzip": _("The packed file (.gz) is damaged; pack it anew."),
    "too_large": _("The file is too large for one JSON document; give a record a line (.jsonl)."),
    "encoding": _("The file is not written in UTF-8; save it as UTF-8 and try again."),
    "broken_json": _("The file is no valid JSON: %(detail)s."),
}

#: why a row is no record
ROW_PROBLEMS: dict[str, Any] = {
    "too_long": _("The line is too long to be a record."),
    "encoding": _("The line is not written in UTF-8."),
    "broken_json": _("The line is no valid JSON: %(detail)s."),
    "no_object": _("The row is no record with named fields."),
    "unknown_shape": _("The row has none of the known shapes; it begins with: %(detail)s."),
    "schema": _("The record does not fit the schema: %(detail)s."),
    "no_code": _("The record has no code."),
    "bad_code": _(
        "“%(detail)s” is no code: a code is one digit, a dot and six digits, for example 1.003838."
    ),
    "no_name": _("The record has no name."),
}


def file_problem(kind: str, detail: str) -> str:
    """Return in words why a file can't be read."""
    return str(FILE_PROBLEMS[kind]) % {"detail": detail}


def row_problem(kind: str, detail: str) -> str:
    """Return in words why a row is no record."""
    return str(ROW_PROBLEMS[kind]) % {"detail": detail}
