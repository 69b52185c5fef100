"""The list of documents narrowed by what an address asks: filters, their counts, order, page.

What `legal_index_page.html` gets: `documents` (a Django page of `LegalDocumentPage`s with `state_now`), `facets`
(`Facet(name, label, every, options)`, each option counted with all other filters on), `orders` (options), `question`
(the words asked), `by_number` (whether they were a number that several documents have), `chosen` (the filters that
are on: label, and the address without that one).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from portal.text import sort_key

from .kinds import KNOWN, kind_slug, place_of
from .names import issuers_of
from .states import State

PAGE_SIZE = 20

KIND, ISSUER, YEAR, STATE, SUBJECT = "loai", "co-quan", "nam", "hieu-luc", "linh-vuc"
#: filter → its label, and what choosing nothing means
LABELS: dict[str, tuple[Any, Any]] = {
    KIND: (_("Kind of document"), _("All kinds")),
    ISSUER: (_("Issuing authority"), _("All authorities")),
    YEAR: (_("Year of issue"), _("All years")),
    STATE: (_("Force"), _("In force or not")),
    SUBJECT: (_("Subject of law"), _("All subjects")),
}
#: value of `sap-xep` → its name and the columns
ORDERS: dict[str, tuple[Promise | str, tuple[Any, ...]]] = {
    "ban-hanh": (_("Newest issued first"), (F("issued_on").desc(nulls_last=True), "-pk")),
    "co-hieu-luc": (_("Newest in force first"), (F("effective_from").desc(nulls_last=True), "-pk")),
    "so": (_("By number"), (F("number_value").asc(nulls_last=True), "-number_year", "number", "pk")),
}
_SLUG = re.compile(r"[a-z0-9-]{1,100}")


@dataclass
class Option:
    """A value that the list can be narrowed by."""

    value: str
    label: str
    count: int
    active: bool


@dataclass
class Facet:
    """A filter with its options; `every` is said where none is chosen."""

    name: str
    label: Any
    every: Any
    options: list[Option] = field(default_factory=list)


@dataclass(frozen=True)
class _Group:
    """So many documents have these values."""

    values: dict[str, dict[str, str]]  # filter → value → label
    count: int

    def fits(self, active: Mapping[str, str], but: str = "") -> bool:
        return all(value in self.values[name] for name, value in active.items() if name not in (but, SUBJECT))


@lru_cache(maxsize=2048)
def _issuers(text: str) -> dict[str, str]:
    return issuers_of(text)


class Listing:
    """What one address of the list shows; three queries besides the page of documents."""

    def __init__(self, documents: Any, args: Any, *, by_number: bool = False) -> None:
        self.question = " ".join(args.get("q", "").split())[:200]
        self.by_number = by_number
        found = documents.by_number(self.question) if by_number else documents.about(self.question)
        self.documents = found.with_state()
        self.active = {name: value for name in LABELS if (value := _value(name, args.get(name, "")))}
        order = args.get("sap-xep", "")
        self.order = order if order in ORDERS else next(iter(ORDERS))
        self.page = args.get("page")

    def context(self) -> dict[str, Any]:
        """Return what the template shows."""
        groups = list(self._groups())
        facets = [facet for facet in self._facets(groups) if facet.options]
        documents = self._narrowed().order_by(*ORDERS[self.order][1])
        return {
            "documents": Paginator(documents, PAGE_SIZE).get_page(self.page),
            "facets": facets,
            "orders": [
                Option(value, str(label), 0, value == self.order) for value, (label, _by) in ORDERS.items()
            ],
            "question": self.question,
            "by_number": self.by_number,
            "chosen": [
                (option.label, self._address(facet.name))
                for facet in facets
                for option in facet.options
                if option.active
            ],
        }

    def _address(self, without: str) -> str:
        """Return the query of this list without one of its filters."""
        kept = {"q": self.question, **self.active, "sap-xep": self.order}
        if self.order == next(iter(ORDERS)):
            del kept["sap-xep"]
        return urlencode({name: value for name, value in kept.items() if value and name != without})

    def _narrowed(self, but: str = "") -> QuerySet[Any]:
        condition = Q()
        for name, value in self.active.items():
            if name != but:
                condition &= _condition(name, value)
        return self.documents.filter(condition)

    def _groups(self) -> Iterable[_Group]:
        """Yield the documents of the question and subject, counted by kind, issuer, year and state at once."""
        documents = self.documents
        if subject := self.active.get(SUBJECT):
            documents = documents.filter(_condition(SUBJECT, subject))
        columns = ("kind_slug", "kind", "issuer", "issue_year", "state_now")
        for slug, kind, issuer, year, state, count in (
            documents.order_by().values_list(*columns).annotate(count=Count("pk"))
        ):
            values = {
                KIND: {slug: kind} if slug else {},
                ISSUER: _issuers(issuer),
                YEAR: {str(year): str(year)} if year else {},
                STATE: {state: str(State(state).label)},
            }
            yield _Group(values, count)

    def _facets(self, groups: list[_Group]) -> Iterable[Facet]:
        for name, (label, every) in LABELS.items():
            rows = self._subjects() if name == SUBJECT else _counted(groups, name, self.active)
            chosen = self.active.get(name, "")
            options = [Option(value, text, count, value == chosen) for value, text, count in rows]
            if chosen and not any(option.active for option in options):
                options.append(Option(chosen, _words(name, chosen), 0, True))
            yield Facet(name, label, every, options)

    def _subjects(self) -> list[tuple[str, str, int]]:
        rows = self._narrowed(but=SUBJECT).exclude(subjects=None).order_by()
        counted = rows.values_list("subjects__slug", "subjects__name").annotate(count=Count("pk"))
        return sorted(counted, key=lambda row: sort_key(row[1]))


def _counted(groups: list[_Group], name: str, active: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Return value, label and number of documents of one filter, with all other filters on."""
    counts: Counter[str] = Counter()
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        if group.fits(active, but=name):
            for value, label in group.values[name].items():
                counts[value] += group.count
                labels[value][label] += group.count
    # The commonest spelling names all of them.
    rows = [(value, labels[value].most_common(1)[0][0], count) for value, count in counts.items()]
    return sorted(rows, key=_SORTING[name])


_STATES = [str(value) for value in State.values]
_SORTING: dict[str, Any] = {
    KIND: lambda row: place_of(row[0]),
    ISSUER: lambda row: sort_key(row[1]),
    YEAR: lambda row: -int(row[0]),
    STATE: lambda row: _STATES.index(row[0]),
}


def _value(name: str, text: str) -> str:
    """Return what an address says for the filter `name`, or nothing where it can't be one."""
    if not _SLUG.fullmatch(text):
        return ""
    if name == STATE and text not in _STATES:
        return ""
    return text if name != YEAR or re.fullmatch(r"\d{4}", text, re.ASCII) else ""


def _condition(name: str, value: str) -> Q:
    conditions = {
        KIND: lambda: Q(kind_slug=value),
        ISSUER: lambda: Q(issuer_index__contains=f"|{value}|"),
        YEAR: lambda: Q(issue_year=int(value)),
        STATE: lambda: Q(state_now=value),
        SUBJECT: lambda: Q(subjects__slug=value),
    }
    return conditions[name]()


def _words(name: str, value: str) -> str:
    """Return a label for a chosen value that no document has."""
    if name == STATE:
        return str(State(value).label)
    if name == KIND:
        return next((kind for kind in KNOWN if kind_slug(kind) == value), value.replace("-", " "))
    return value.replace("-", " ")
