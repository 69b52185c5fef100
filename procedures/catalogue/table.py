"""What every list of procedures is counted from: the keys of all listed procedures, made once a publication.

For each value of a facet one whole number holds which procedures have it (bit n: the nth procedure in
Vietnamese order). Narrowing is `&` and `|`, counting `int.bit_count()`: no query, and under a millisecond for
10,000 procedures.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.cache import cache

from portal.core.publication_cache import until_next_publication
from portal.text import sort_key

from ..facets import agencies, audience_keys
from ..models.guide import GuidePage
from ..models.life_event import LifeEvent
from ..models.page import ProcedurePage
from ..models.visits import ProcedureVisits

#: grows with the shape of `Table`: a new release must not read what the old one kept
SHAPE = 1
#: how long the order by visits stays as it is, in seconds
VISITS_LIFETIME = 300


@dataclass(frozen=True)
class Event:
    """A life event with procedures: `places` are theirs in the table, in the order of the editors."""

    slug: str
    name: str
    description: str
    places: tuple[int, ...]


@dataclass
class Table:
    """The listed procedures by place, and by facet and value."""

    pks: list[int] = field(default_factory=list)
    #: facet → value → which procedures have it
    masks: dict[str, dict[str, int]] = field(default_factory=dict)
    #: facet → value → its words, in Vietnamese order, for facets without fixed choices
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    #: places, the latest published first
    by_change: list[int] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    #: title and address of the guided choices
    guides: list[tuple[str, str]] = field(default_factory=list)

    @property
    def everything(self) -> int:
        """All procedures."""
        return (1 << len(self.pks)) - 1

    def having(self, facet: str, values: Iterable[str]) -> int:
        """Return which procedures have any of `values`."""
        masks, found = self.masks.get(facet, {}), 0
        for value in values:
            found |= masks.get(value, 0)
        return found

    def holding(self, pks: Iterable[int]) -> int:
        """Return which procedures `pks` are."""
        wanted = set(pks)
        return _mask(place for place, pk in enumerate(self.pks) if pk in wanted)


def places_of(mask: int) -> list[int]:
    """Return the places that `mask` holds, in order."""
    return [place for place, bit in enumerate(reversed(f"{mask:b}")) if bit == "1"]


def _mask(places: Iterable[int]) -> int:
    bits = bytearray()
    for place in places:
        byte, bit = divmod(place, 8)
        if byte >= len(bits):
            bits.extend(bytes(byte + 1 - len(bits)))
        bits[byte] |= 1 << bit
    return int.from_bytes(bits, "little")


def catalogue_table() -> Table:
    """Return the table of what is listed now: one query while nothing was published."""
    return until_next_publication(f"procedures.catalogue.{SHAPE}", build)


def visits() -> dict[int, int]:
    """Return the visits of the last 30 days by page, the most visited first; at most five minutes old."""
    found = cache.get_or_set("procedures.visits", ProcedureVisits.objects.totals, VISITS_LIFETIME)
    return cast(dict[int, int], found)


COLUMNS = (
    "pk",
    "letter",
    "facet_keys",
    "procedure_field__slug",
    "procedure_field__name",
    "audiences",
    "implementing_agency",
    "last_published_at",
)


def build() -> Table:
    """Read the table: five queries, about 10 µs a procedure."""
    places: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    labels: dict[str, dict[str, str]] = {"field": {}, "audience": {}, "agency": {}, "event": {}}
    known_agencies: dict[str, dict[str, str]] = {}
    table, changed = Table(), []
    rows = ProcedurePage.objects.listed().values_list(*COLUMNS)
    for place, (pk, letter, keys, slug, name, audiences, agency, published) in enumerate(rows):
        table.pks.append(pk)
        changed.append((-published.timestamp() if published else 0.0, place))
        places["letter"][letter or "#"].append(place)
        for facet, values in (keys or {}).items():
            for value in values:
                places[facet][value].append(place)
        if slug:
            places["field"][slug].append(place)
            labels["field"][slug] = name
        for audience in audiences or ():
            for key in audience_keys([audience]) if audience not in known_agencies else ():
                labels["audience"].setdefault(key, audience)
                known_agencies[audience] = {}
        if agency and agency not in known_agencies:
            known_agencies[agency] = agencies(agency)
            labels["agency"] |= known_agencies[agency]
    table.by_change = [place for _time, place in sorted(changed)]
    table.events = list(_events({pk: place for place, pk in enumerate(table.pks)}))
    for event in table.events:
        places["event"][event.slug] = sorted(event.places)
        labels["event"][event.slug] = event.name
    table.labels = {
        facet: dict(sorted(words.items(), key=lambda item: sort_key(item[1])))
        for facet, words in labels.items()
    }
    table.masks = {
        facet: {value: _mask(found) for value, found in values.items()} for facet, values in places.items()
    }
    table.guides = [(guide.title, guide.get_url() or "") for guide in GuidePage.objects.live().public()]
    return table


def _events(places: dict[int, int]) -> Iterator[Event]:
    """Yield the events that have procedures in the table."""
    for event in LifeEvent.objects.prefetch_related("procedures"):
        chosen: list[Any] = sorted(event.procedures.all(), key=lambda row: (row.sort_order or 0, row.pk))
        found = tuple(places[row.procedure_id] for row in chosen if row.procedure_id in places)
        if found:
            yield Event(event.slug, event.name, event.description, found)
