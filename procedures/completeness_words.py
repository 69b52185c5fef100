"""What people read of the requirements of `completeness`."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .completeness import REQUIREMENTS, Requirement

#: key of a requirement → its name in reports, what to do in the form
WORDS: dict[str, tuple[Promise, Promise]] = {
    "name": (_("name"), _("Give the full name as announced.")),
    "steps": (_("order of work"), _("Write the order of work, step by step.")),
    "channels": (_("ways to submit"), _("Say in which ways a dossier may be submitted.")),
    "dossier": (_("papers of the dossier"), _("List the papers of the dossier.")),
    "dossier_sets": (
        _("number of sets of the dossier"),
        _("Say how many sets of the dossier are needed, or how many originals and copies of its papers."),
    ),
    "time_limits": (_("time limit"), _("Give the time limit of at least one way to submit.")),
    "audiences": (_("who may apply"), _("Say who may apply.")),
    "agency": (_("agency that decides"), _("Name the agency that carries it out or decides.")),
    "fees": (_("fees and charges"), _("Tell the fees, or that there are none.")),
    "results": (_("results"), _("Say what the applicant receives.")),
    "legal_bases": (_("legal bases"), _("Name the documents that it stands on.")),
    "forms": (_("files of forms"), _("Upload the forms that the dossier names and choose them there.")),
    "conditions": (
        _("requirements and conditions"),
        _("Write the conditions, or “Không có” where there are none."),
    ),
    "online_level": (_("level of online service"), _("Choose how far it can be done online.")),
    "partial_reason": (_("reason why only partly online"), _("Say why it is only partly online.")),
    "submission_url": (_("link to submit"), _("Give the address on the national public service portal.")),
    "reviewed_on": (_("review of the record"), _("Review the record and write the day of the review.")),
    "responsible": (_("responsible"), _("Name the office or post that keeps the record.")),
}

BY_KEY = {one.key: one for one in REQUIREMENTS}


def name_of(key: str) -> str:
    """Return what a requirement is called in reports."""
    return str(WORDS[key][0])


def sentence(key: str) -> str:
    """Return what is to be done about a requirement that isn't met."""
    return str(WORDS[key][1])


def field_of(one: Requirement) -> str:
    """Return the field of the record in which it is mended."""
    return one.field


def read_parts(parts: str) -> list[Requirement]:
    """Return the requirements that a `missing_parts` column names."""
    return [BY_KEY[key] for key in parts.split("|") if key in BY_KEY]


def names_of(missing: Iterable[Requirement]) -> str:
    """Return the names of requirements in a row."""
    return ", ".join(name_of(one.key) for one in missing)
