"""The facets of the catalogue: their place in addresses, their names, the choices that are fixed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import facets
from ..choices import Level, Method, OnlineLevel
from ..names import ALPHABET

Words = str | Promise


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list.

    `name` is the key in `ProcedurePage.facet_keys` and `search_facets()`, `parameter` the name in addresses.
    `choices` are the values with their words where they are fixed; else they come from the records. `all_label`
    says what the link to all values says; `in_panel` whether it stands among the filters.
    """

    name: str
    parameter: str
    label: Words
    choices: Mapping[str, Words] = field(default_factory=dict)
    all_label: Words = ""
    in_panel: bool = True


FEES: dict[str, Words] = {
    facets.FREE: _("Free of any fee"),
    facets.PAID: _("With a fee"),
    facets.UNKNOWN: _("Fee not known for certain"),
}
TIMES: dict[str, Words] = {
    "1": _("Within one working day"),
    "5": _("2 to 5 working days"),
    "15": _("6 to 15 working days"),
    facets.LONGER: _("More than 15 working days"),
    facets.UNKNOWN: _("Time limit not known for certain"),
}
GROUPS: dict[str, Words] = {
    "nguoi-dan": _("Citizens"),
    "doanh-nghiep": _("Businesses and co-operatives"),
    "to-chuc": _("Organisations and bodies"),
    "can-bo": _("Officials and public employees"),
}

FACETS: tuple[Facet, ...] = (
    Facet("group", "danh-cho", _("For"), GROUPS, in_panel=False),
    Facet("event", "su-kien", _("Life event"), in_panel=False),
    Facet("field", "linh-vuc", _("Field of work"), all_label=_("All fields of work")),
    Facet("level", "cap", _("Level of administration"), dict(Level.choices)),
    Facet("channel", "cach-nop", _("Way to submit"), dict(Method.choices)),
    Facet("online", "truc-tuyen", _("Online service"), dict(OnlineLevel.choices)),
    Facet("time", "thoi-han", _("Time limit"), TIMES),
    Facet("fee", "phi", _("Fees"), FEES),
    Facet("audience", "doi-tuong", _("Who may apply"), all_label=_("All who may apply")),
    Facet("agency", "co-quan", _("Implementing agency"), all_label=_("All implementing agencies")),
    Facet(
        "letter", "chu", _("First letter"), {letter: letter for letter in [*ALPHABET, "#"]}, in_panel=False
    ),
)
BY_NAME = {facet.name: facet for facet in FACETS}

#: orders of the list by the value of `sap-xep`; the first is the default and has no value in addresses
BY_LETTERS, BY_CHANGE, BY_VISITS = "", "moi", "xem"
SORTS: dict[str, Words] = {
    BY_LETTERS: _("By name"),
    BY_CHANGE: _("Latest changes first"),
    BY_VISITS: _("Most visited first"),
}
