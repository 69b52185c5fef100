"""Words for what an import of procedures has to tell."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.importing.messages import Wording

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
    "other_field_inside": _("it seems to hold words of another part of the page; check it"),
    "url_not_read": _("this is no web address: “%(detail)s”"),
    "unknown_sheet": _("the sheet “%(detail)s” was not read: it has no headings of procedures"),
    "code_differs": _("the record gives two codes; “%(detail)s” was left out"),
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


#: why a row is no record
ROW_PROBLEMS: dict[str, Any] = {
    "schema": _("The record does not fit the schema: %(detail)s."),
    "no_code": _("The record has no code."),
    "bad_code": _(
        "“%(detail)s” is no code: a code is one digit, a dot and six digits, for example 1.003838."
    ),
    "no_name": _("The record has no name."),
}

#: why a cell can't be read
CELL_PROBLEMS: dict[str, Any] = {
    **{name: ROW_PROBLEMS[name] for name in ("no_code", "bad_code", "no_name")},
    "no_such_code": _("no procedure has the code “%(detail)s” on the sheet of procedures."),
    "order_twice": _("the number %(detail)s stands twice; each row needs its own."),
    "which_parent": _("say which row this one belongs to; there are several."),
    "no_parents": _("the row that this one belongs to is missing."),
    "no_such_parent": _("there is no row %(detail)s that this one could belong to."),
}

WORDING = Wording(FIELDS, TEXTS, ROW_PROBLEMS, CELL_PROBLEMS)
describe = WORDING.describe
