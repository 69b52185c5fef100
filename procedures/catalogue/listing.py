"""The catalogue as a page shows it: procedures, filters with their counts, chips, entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.utils.text import Truncator
from django.utils.translation import gettext

from legal.models import LegalDocumentPage

from ..models.page import ProcedurePage
from .definitions import BY_CHANGE, BY_NAME, BY_VISITS, FACETS, SORTS, Facet, Words
from .selection import LONG_PAGE, PAGE_SIZE, Selection, masks_of
from .table import Event, Table, places_of, visits

#: values of a facet that are shown before "all of them" is asked for
SHOWN = 8
#: names of agencies and of fields may be sentences
LABEL_LENGTH = 110
#: procedures that are named as the most visited ones
POPULAR = 6


@dataclass(frozen=True)
class Option:
    """A value that the list can be narrowed by, and how many procedures would be left of it."""

    value: str
    label: Words
    count: int
    active: bool


@dataclass(frozen=True)
class Filter:
    """A facet among the filters; `more` is the address that shows all its values, "" when all are shown."""

    facet: Facet
    options: list[Option]
    is_open: bool
    more: str
    total: int


@dataclass(frozen=True)
class Chip:
    """A value that was chosen, and the address of the list without it."""

    facet: Words
    label: Words
    address: str

    def __str__(self) -> str:
        return f"{self.facet}: {self.label}"


@dataclass(frozen=True)
class Link:
    """A way on: its words, its address, whether it is where one is."""

    label: Words
    address: str
    active: bool = False
    count: int = 0
    text: str = ""


class Listing:
    """A selection of the table, ready to be shown. Asks the database for the rows of one page only."""

    def __init__(
        self, table: Table, selection: Selection, law: LegalDocumentPage | None = None, law_mask: int = 0
    ) -> None:
        self.table, self.selection, self.law = table, selection, law
        self._masks = masks_of(selection, table)
        if law is not None:
            self._masks["law"] = law_mask
        self.mask = self._left(self._masks)

    def _left(self, masks: dict[str, int], but: str = "") -> int:
        left = self.table.everything
        for facet, mask in masks.items():
            if facet != but:
                left &= mask
        return left

    @property
    def count(self) -> int:
        """How many procedures are left."""
        return self.mask.bit_count()

    @property
    def event(self) -> Event | None:
        """The life event that the list is of; None when there are several or none."""
        chosen = self.selection.values("event")
        return next((event for event in self.table.events if (event.slug,) == chosen), None)

    def places(self) -> list[int]:
        """Return the places of what is left, in the order that was asked for.

        The procedures of a life event come in the order of its editors, unless another one was asked for.
        """
        selection, table = self.selection, self.table
        left = places_of(self.mask)
        if selection.sort == BY_CHANGE:
            kept = set(left)
            return [place for place in table.by_change if place in kept]
        if selection.sort == BY_VISITS:
            seen = visits()
            return sorted(left, key=lambda place: -seen.get(table.pks[place], 0))
        if self.event:
            kept = set(left)
            return [place for place in self.event.places if place in kept]
        return left

    def page(self, number: Any) -> Page[ProcedurePage]:
        """Return a page of the list; a number that is none means the first, one too large the last.

        Two queries: the rows, and what of the site is private.
        """
        pks = self.table.pks
        page: Any = Paginator([pks[place] for place in self.places()], self.selection.size).get_page(number)
        page.object_list = rows(page.object_list)
        if self.selection.sort == BY_VISITS:
            seen = visits()
            for row in page.object_list:
                row.visit_count = seen.get(row.pk, 0)
        return cast(Page[ProcedurePage], page)

    # What it can be narrowed by

    def filters(self) -> list[Filter]:
        """Return the filters of the panel; those without any choice are left out."""
        found = []
        for place, facet in enumerate(facet for facet in FACETS if facet.in_panel):
            options = self.options(facet)
            if len(options) < 2 and not any(option.active for option in options):
                continue
            opened = self.selection.opened == facet.name
            shown = options if opened else _first(options, facet)
            found.append(
                Filter(
                    facet,
                    shown,
                    is_open=opened or place < 2 or bool(self.selection.values(facet.name)),
                    more="" if len(shown) == len(options) else self._opening(facet),
                    total=len(options),
                )
            )
        return found

    def options(self, facet: Facet) -> list[Option]:
        """Return the values of a facet, counted under all other filters; those that leave nothing are left out.

        They come in the order of the fixed choices, or of the table: by the Vietnamese alphabet.
        """
        active = self.selection.values(facet.name)
        left = self._left(self._masks, but=facet.name)
        counts = {
            value: count
            for value, mask in self.table.masks.get(facet.name, {}).items()
            if (count := (mask & left).bit_count())
        }
        words = facet.choices or self.table.labels.get(facet.name, {})
        return [
            Option(value, words[value], counts.get(value, 0), value in active)
            for value in words
            if value in counts or value in active
        ]

    def _opening(self, facet: Facet) -> str:
        opened = Selection(
            self.selection.chosen, self.selection.law, self.selection.sort, self.selection.size, facet.name
        )
        return f"{opened.query()}#loc-{facet.parameter}"

    def letters(self) -> list[Link]:
        """Return the letters of the alphabet under which something of the list stands."""
        return [
            Link(option.label, self._with("letter", option.value), option.active, option.count)
            for option in self.options(BY_NAME["letter"])
        ]

    def groups(self) -> list[Link]:
        """Return the groups of people, as entries."""
        return [
            Link(option.label, self._with("group", option.value), option.active, option.count)
            for option in self.options(BY_NAME["group"])
        ]

    def events(self) -> list[Link]:
        """Return the life events, as entries."""
        return [
            Link(event.name, Selection({"event": (event.slug,)}).query(), count=len(event.places),
                 text=event.description)
            for event in self.table.events
        ]  # fmt: skip

    def sorts(self) -> list[Link]:
        """Return the orders of the list."""
        kept = self.selection
        return [
            Link(label, Selection(kept.chosen, kept.law, sort, kept.size).query(), sort == kept.sort)
            for sort, label in SORTS.items()
        ]

    def other_size(self) -> str:
        """Return the address of the same list with longer pages, or with the usual ones again."""
        kept = self.selection
        size = PAGE_SIZE if kept.size == LONG_PAGE else LONG_PAGE
        return Selection(kept.chosen, kept.law, kept.sort, size).query()

    def _with(self, facet: str, value: str) -> str:
        return self.selection.having(facet, (value,)).query()

    def chips(self) -> list[Chip]:
        """Return what was chosen, each with the address without it."""
        chosen = self.selection
        found = [
            Chip(facet.label, _cut(self.label(facet, value)), chosen.without(facet.name, value).query())
            for facet in FACETS
            for value in chosen.values(facet.name)
        ]
        if self.law is not None:
            without = Selection(chosen.chosen, "", chosen.sort, chosen.size).query()
            found.append(Chip(gettext("Legal document"), _cut(self.law.heading), without))
        return found

    def ways_out(self) -> list[Link]:
        """Return what taking off one facet would leave, the most first; for a list that is empty."""
        found = [
            Link(
                gettext("Any value of “%(facet)s”") % {"facet": facet.label},
                self.selection.having(facet.name, ()).query(),
                count=self._left(self._masks, but=facet.name).bit_count(),
            )
            for facet in FACETS
            if self.selection.values(facet.name)
        ]
        return sorted((link for link in found if link.count), key=lambda link: -link.count)

    def label(self, facet: Facet, value: str) -> Words:
        """Return the words of a value that is known."""
        return facet.choices.get(value) or self.table.labels.get(facet.name, {}).get(value, value)

    def hidden(self) -> list[tuple[str, str]]:
        """Return what the form of the filters carries along without showing it."""
        kept = {facet.parameter for facet in FACETS if facet.in_panel}
        return [
            (name, value)
            for name, value in Selection(
                self.selection.chosen, self.selection.law, self.selection.sort, self.selection.size
            ).pairs()
            if name not in kept
        ]


def rows(pks: Iterable[int]) -> list[ProcedurePage]:
    """Return the procedures `pks` that are listed at this moment, in the same order."""
    wanted = list(pks)
    found = ProcedurePage.objects.listed().order_by().in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def most_visited(table: Table, count: int = POPULAR) -> list[ProcedurePage]:
    """Return the listed procedures that were visited most in the last 30 days; fewer when fewer were visited."""
    seen = visits()
    if not seen:
        return []
    listed = set(table.pks)
    return rows([pk for pk in seen if pk in listed][:count])


def _first(options: list[Option], facet: Facet) -> list[Option]:
    """Return the values with most procedures, and those that are chosen."""
    if facet.choices or len(options) <= SHOWN + 1:
        return options
    commonest = sorted(options, key=lambda option: (not option.active, -option.count))
    active = sum(option.active for option in options)
    shown = {option.value for option in commonest[: max(SHOWN, active)]}
    return [option for option in options if option.value in shown]


def _cut(label: Words) -> str:
    return Truncator(str(label)).chars(LABEL_LENGTH)
