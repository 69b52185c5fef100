"""Where an answer to a question stands: in a field of a page, or in a file or an answer that belongs to it."""

from typing import Any

from django.utils.safestring import SafeString

from .parts import FIELD, hit_in, place_at, segments
from .passages import LOOKED_AT, Passage
from .snippets import Marker

#: characters of all parts of one page that are looked through for a passage
MOST_LOOKED_AT = 3 * LOOKED_AT


def passage(marker: Marker, title: str, body: str, places: list[list[Any]]) -> tuple[SafeString, str]:
    """Return the passage of `body` that answers best, marked, and in words where it stands; nothing for plain text.

    A part is shown only where it holds more of the question's words than the title and the page's own text.
    """
    fields = [place for place in places if place[1] == FIELD]
    places = [place for place in places if place[1] != FIELD]
    (own, _, _), *parts = segments(body, places)
    known = _words(marker, title) | _words(marker, own[:LOOKED_AT])
    best, kind, name = own, "", ""
    looked_at = 0
    for text, part_kind, part_name in parts:
        if looked_at >= MOST_LOOKED_AT or marker.words <= known:
            break
        looked_at += min(len(text), LOOKED_AT)
        found = _words(marker, text[:LOOKED_AT])
        if len(found) > len(known):
            known, best, kind, name = found, text, part_kind, part_name
    if not known and parts:
        # Far down in one of them, if anywhere.
        chosen = marker.passage(body)
        place = place_at(places, chosen.start) if chosen.told else None
        return marker.mark(chosen.text), hit_in(*place[1:]) if place else _field(fields, chosen)
    chosen = marker.passage(best, () if kind else [place[0] for place in fields])
    return marker.mark(chosen.text), hit_in(kind, name) if kind else _field(fields, chosen)


def _field(fields: list[list[Any]], chosen: Passage) -> str:
    place = place_at(fields, chosen.start) if chosen.told else None
    return str(place[2]) if place else ""


def _words(marker: Marker, text: str) -> set[str]:
    return {word for _, _, word in marker.hits(text)}
