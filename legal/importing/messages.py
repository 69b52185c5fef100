"""Words for what an import of legal documents has to tell."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.importing.messages import Wording

FIELDS: dict[str, Any] = {
    "kind": _("Kind of document"),
    "number": _("Number and sign"),
    "title": _("Title of the document"),
    "issuer": _("Issuer"),
    "issued_on": _("Issued on"),
    "effective_from": _("In force from"),
    "subjects": _("Subjects"),
}

#: kind of a notice → what is said; `detail` are words of the source
NOTICES: dict[str, Any] = {
    "number_joined": _(
        "the number was torn apart; its end stood at the beginning of the title: “%(detail)s”"
    ),
    "number_cleaned": _("a mark that is no part of the number was left out: “%(detail)s”"),
    "number_not_read": _("the number has no known form; it is kept as it is: “%(detail)s”"),
    "year_differs": _("the year in the number is not that of the day of issue: %(detail)s"),
    "kind_mended": _("the kind held more than a kind: “%(detail)s”"),
    "kind_missing": _("the list does not give it; add it before you publish"),
    "issuer_odd": _("it seems to hold words of the title; check it: “%(detail)s”"),
    "issuer_missing": _("the list does not give it; add it before you publish"),
    "date_missing": _("the list does not give it; add it before you publish"),
    "effective_before_issue": _("the day of effect lies before the day of issue: %(detail)s"),
    "value_not_read": _("the value is no text and was left out: “%(detail)s”"),
    "other_row_differs": _("another row of the file says otherwise: “%(detail)s”"),
}

#: why a row is no record
ROW_PROBLEMS: dict[str, Any] = {
    "no_number": _("The row has no number of a document."),
    "no_title": _("The row has no title of a document."),
}

WORDING = Wording(FIELDS, NOTICES, ROW_PROBLEMS)
