"""What an address asks of the catalogue: values by facet, order, page; and the addresses of its neighbours.

Plain: what is not known is passed over, whatever the address says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from .definitions import BY_LETTERS, BY_NAME, FACETS, SORTS
from .table import Table

#: more values of one facet than anybody ticks
MOST_VALUES = 50
#: rows of a page: what a phone shows in a few swipes, and what an officer at the counter may ask for
PAGE_SIZE, LONG_PAGE = 20, 50
SORT, SIZE, PAGE, OPEN, LAW = "sap-xep", "so-dong", "page", "mo", "can-cu"


@dataclass(frozen=True)
class Selection:
    """What was chosen: facet → values; `law` is the slug of a legal document, or "".

    `opened` names the facet of which all values are shown.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    law: str = ""
    sort: str = BY_LETTERS
    size: int = PAGE_SIZE
    opened: str = ""

    @property
    def count(self) -> int:
        """How many values narrow the list."""
        return sum(len(values) for values in self.chosen.values()) + bool(self.law)

    @property
    def is_plain(self) -> bool:
        """Whether nothing was asked for."""
        return self == Selection(opened=self.opened)

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values of `facet` that were chosen."""
        return self.chosen.get(facet, ())

    def without(self, facet: str, value: str) -> "Selection":
        """Return the selection with one value taken off."""
        kept = tuple(other for other in self.values(facet) if other != value)
        return self.having(facet, kept)

    def having(self, facet: str, values: tuple[str, ...]) -> "Selection":
        """Return the selection with `values` as the only ones of `facet`."""
        chosen = {name: other for name, other in self.chosen.items() if name != facet}
        return replace(self, chosen=chosen | ({facet: values} if values else {}), opened="")

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values of the address, always in the same order; without the page's number."""
        found = [(facet.parameter, value) for facet in FACETS for value in sorted(self.values(facet.name))]
        if self.law:
            found.append((LAW, self.law))
        if self.sort:
            found.append((SORT, self.sort))
        if self.size != PAGE_SIZE:
            found.append((SIZE, str(self.size)))
        if self.opened:
            found.append((OPEN, BY_NAME[self.opened].parameter))
        return found

    def query(self) -> str:
        """Return the address after the path: "?cap=xa&linh-vuc=du-lich"; "?" where nothing is chosen."""
        return f"?{urlencode(self.pairs())}"


def read(query: Any, table: Table, law: str = "") -> Selection:
    """Return what `query` (Django's QueryDict) asks for, as far as `table` knows it."""
    chosen = {}
    for facet in FACETS:
        known = facet.choices or table.masks.get(facet.name, {})
        asked = query.getlist(facet.parameter)[:MOST_VALUES]
        if values := tuple(dict.fromkeys(value for value in asked if value in known)):
            chosen[facet.name] = values
    opened = next(
        (facet.name for facet in FACETS if facet.in_panel and query.get(OPEN) == facet.parameter), ""
    )
    return Selection(
        chosen,
        law,
        sort if (sort := query.get(SORT, "")) in SORTS else BY_LETTERS,
        LONG_PAGE if query.get(SIZE) == str(LONG_PAGE) else PAGE_SIZE,
        opened,
    )


def masks_of(selection: Selection, table: Table) -> dict[str, int]:
    """Return for each facet that narrows the list which procedures it leaves."""
    return {facet: table.having(facet, values) for facet, values in selection.chosen.items()}
