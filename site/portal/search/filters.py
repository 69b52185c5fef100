"""What an address of the results page asks for, and the addresses of its neighbours: tabs, filters, the way back.

Plain: what can't be one of the values is passed over, whatever the address says.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from .facet_sets import Facet, FacetValue, known
from .kinds import FACETS, TYPES
from .labels import Names

QUERY, TYPE, AS_TYPED, OPEN, PAGE = "q", "loai", "nguyen-van", "mo", "page"

#: facet → its parameter in addresses; the same words as in the lists of the rooms, where these narrow by it
PARAMETERS = {
    "field": "linh-vuc",
    "level": "cap",
    "group": "danh-cho",
    "agency": "co-quan",
    "kind": "the-loai",
    "topic": "chu-de",
    "issuer": "ban-hanh",
    "section": "chuyen-muc",
    "campaign": "chien-dich",
    "language": "ngon-ngu",
    "commune": "xa",
    "year": "nam",
}
#: facets that results of all types together are narrowed by; those of one type stand on its tab
OF_ALL = ("field", "year")
#: facets whose values have an order of their own: newest first
BY_VALUE = ("year",)
#: more values of one facet than anybody chooses
MOST_CHOSEN = 20
#: values of a facet that are shown before all of them are asked for, and at all
SHOWN, MOST_SHOWN = 7, 100
#: names of agencies may be sentences: characters of one that are shown
LABEL_LENGTH = 110

_VALUE = re.compile(r"[\w.-]{1,100}", re.ASCII)


@dataclass(frozen=True)
class Selection:
    """What is asked for: `chosen` facet → values, `kind` a type or "", `opened` the facet shown with all its values."""

    query: str = ""
    kind: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_typed: bool = False
    opened: str = ""

    @property
    def facets(self) -> tuple[str, ...]:
        """The facets that may narrow it: those of its type, or those of all and the ones that were chosen."""
        if self.kind:
            return FACETS[self.kind]
        return tuple(name for name in PARAMETERS if name in OF_ALL or name in self.chosen)

    @property
    def types(self) -> tuple[str, ...]:
        """The types asked for; none means all."""
        return (self.kind,) if self.kind else ()

    def without(self, facet: str, value: str) -> "Selection":
        """Return it with one value taken off."""
        kept = tuple(other for other in self.chosen[facet] if other != value)
        others = {name: values for name, values in self.chosen.items() if name != facet}
        return replace(self, chosen=others | ({facet: kept} if kept else {}), opened="")

    def unfiltered(self) -> "Selection":
        """Return it without any facet, on its tab."""
        return replace(self, chosen={}, opened="")

    def everywhere(self) -> "Selection":
        """Return it without any facet, on the tab of everything."""
        return replace(self, kind="", chosen={}, opened="")

    def on_tab(self, kind: str) -> "Selection":
        """Return it on another tab, with those of its filters that this tab has."""
        kept = FACETS[kind] if kind else OF_ALL if self.kind else tuple(self.chosen)
        chosen = {name: values for name, values in self.chosen.items() if name in kept}
        return replace(self, kind=kind, chosen=chosen, opened="")

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values of the address, always in the same order; without the page's number."""
        found = [(QUERY, self.query)]
        if self.kind:
            found.append((TYPE, self.kind))
        for facet, parameter in PARAMETERS.items():
            found += [(parameter, value) for value in sorted(self.chosen.get(facet, ()))]
        if self.as_typed:
            found.append((AS_TYPED, "1"))
        if self.opened:
            found.append((OPEN, PARAMETERS[self.opened]))
        return found

    def form_pairs(self) -> list[tuple[str, str]]:
        """Return what the form of the filters keeps of the address: all but what its boxes say."""
        return replace(self, chosen={}, opened="").pairs()

    def address(self) -> str:
        """Return the address after the path: "?q=le+hoi&loai=news"."""
        return f"?{urlencode(self.pairs())}"


def read(query: QueryDict) -> Selection:
    """Return what an address asks for."""
    kind = query.get(TYPE, "")
    kind = kind if kind in TYPES else ""
    chosen = {}
    for facet, parameter in PARAMETERS.items():
        asked = query.getlist(parameter)[:MOST_CHOSEN]
        values = tuple(dict.fromkeys(value for value in asked if _VALUE.fullmatch(value)))
        if values and (not kind or facet in FACETS[kind]):
            chosen[facet] = values
    opened = next((facet for facet, parameter in PARAMETERS.items() if query.get(OPEN) == parameter), "")
    return Selection(query.get(QUERY, "").strip(), kind, chosen, bool(query.get(AS_TYPED)), opened)


@dataclass(frozen=True)
class Tab:
    """A type with the number of results that its address shows; `value` is "" for all types."""

    value: str
    label: str
    count: int
    address: str
    is_open: bool


def tabs(selection: Selection, histogram: Mapping[int, int]) -> list[Tab]:
    """Return a tab for all and for each type with results, and for the one that is open; none where nothing is found.

    A tab keeps those filters that its type has, and its count is exactly what it shows then.
    """
    targets = {kind: selection.on_tab(kind) for kind in ("", *TYPES)}
    counts = dict.fromkeys(targets, 0)
    for number, one in known(histogram).items():
        for kind in ("", one.type):
            if kind in targets and _fits(targets[kind].chosen, one.facets):
                counts[kind] += histogram[number]
    labels = {"": gettext("All"), **TYPES}
    if not any(counts.values()):
        return []
    return [
        Tab(kind, str(labels[kind]), count, targets[kind].address(), kind == selection.kind)
        for kind, count in counts.items()
        if count or kind in ("", selection.kind)
    ]


def _fits(chosen: Mapping[str, tuple[str, ...]], facets: Mapping[str, tuple[str, ...]]) -> bool:
    return all(not set(values).isdisjoint(facets.get(name, ())) for name, values in chosen.items())


@dataclass(frozen=True)
class Option:
    """A value that results can be narrowed by, and how many it shows."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A facet at the side: `more` is the address that shows all its values, "" when they are shown."""

    parameter: str
    label: str
    options: list[Option]
    is_open: bool
    more: str
    total: int


@dataclass(frozen=True)
class Chip:
    """A filter that was chosen, in words, and the address without it."""

    facet: str
    label: str
    address: str


def filters(selection: Selection, facets: list[Facet], names: Names) -> Iterator[Filter]:
    """Yield the facets that stand at the side: what would change something, and what was chosen."""
    by_name = {facet.name: facet for facet in facets}
    for number, name in enumerate(name for name in selection.facets if name in by_name):
        values = by_name[name].values
        if name in BY_VALUE:
            values = sorted(values, key=lambda one: one.value, reverse=True)
        if len(values) < 2 and not any(one.chosen for one in values):
            continue
        is_all = selection.opened == name
        shown = values[:MOST_SHOWN] if is_all or len(values) <= SHOWN + 1 else values[:SHOWN]
        shown = [*shown, *(one for one in values[len(shown) :] if one.chosen)]
        yield Filter(
            parameter=PARAMETERS[name],
            label=names.facet(name),
            options=[_option(name, one, names) for one in shown],
            is_open=is_all or number < 2 or any(one.chosen for one in values),
            more=replace(selection, opened=name).address() if len(shown) < len(values) and not is_all else "",
            total=len(values),
        )


def _option(facet: str, one: FacetValue, names: Names) -> Option:
    return Option(one.value, _short(names.value(facet, one.value)), one.count, one.chosen)


def chips(selection: Selection, names: Names) -> list[Chip]:
    """Return what was chosen, each with the way to take it off."""
    return [
        Chip(
            names.facet(facet),
            _short(names.value(facet, value)),
            selection.without(facet, value).address(),
        )
        for facet in PARAMETERS
        for value in selection.chosen.get(facet, ())
    ]


def _short(text: str) -> str:
    return text if len(text) <= LABEL_LENGTH else f"{text[: text.rfind(' ', 0, LABEL_LENGTH)]} …"
