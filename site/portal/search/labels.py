"""What facets and their values are called. Rooms above know the words: they register them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.publication_cache import LIFETIME

from .kinds import FACETS
from .understanding import tables

Words = str | Promise
#: answers value → its name
Values = Callable[[], Mapping[str, Any]]

#: grows with the shape of what is kept in the cache
_SHAPE = 1


@dataclass(frozen=True)
class _Registered:
    label: Words
    values: Values
    browse: str = ""


_registered: dict[tuple[str, str], _Registered] = {}
#: facets whose values name themselves
_PLAIN: dict[str, Words] = {"year": _("Year of publication or issue")}


def register(type: str, facet: str, label: Words, values: Values, *, browse: str = "") -> None:
    """Name a facet of a type and its values; call it from `AppConfig.ready`.

    `values` is asked once a publication. `browse` is the address of a list of everything that has a value, with
    {value} in it: it is offered where a search found nothing.
    """
    _registered[type, facet] = _Registered(label, values, browse)


class Names:
    """The names of some facets, as of the publication under which the question was read: one look into the cache."""

    def __init__(self, facets: Iterable[str], types: Collection[str] = ()) -> None:
        self._types = tuple(types) or tuple(FACETS)
        wanted = frozenset(facets)
        keys = [key for key in _registered if key[0] in self._types and key[1] in wanted]
        self._values = _kept(keys) if keys else {}

    def facet(self, facet: str) -> str:
        """Return the name of a facet; where types call it differently, that of the first of them."""
        if facet in _PLAIN:
            return str(_PLAIN[facet])
        keys = ((kind, facet) for kind in self._types)
        return next((str(_registered[key].label) for key in keys if key in _registered), facet)

    def value(self, facet: str, value: str) -> str:
        """Return the name of a value, the value itself where nobody names it."""
        for kind in self._types:
            if name := self._values.get((kind, facet), {}).get(value):
                return name
        return value


def lists_to_browse(type: str, facet: str) -> list[tuple[str, str]]:
    """Return name and address of the list of each value of a facet; none where there are no such lists."""
    registered = _registered.get((type, facet))
    if registered is None or not registered.browse:
        return []
    values = _kept([(type, facet)])[type, facet]
    return [(name, registered.browse.format(value=value)) for value, name in values.items()]


def _kept(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict[str, str]]:
    """Return value → name of facets by type and name, from the cache until the next publication."""
    stamp = tables.stamp()
    names = {f"portal.search.labels.{_SHAPE}.{kind}.{facet}.{stamp}": (kind, facet) for kind, facet in keys}
    found = cast(dict[str, dict[str, str]], cache.get_many(names))
    missing = {
        name: {str(value): str(words) for value, words in _registered[key].values().items()}
        for name, key in names.items()
        if name not in found
    }
    if missing:
        cache.set_many(missing, LIFETIME)
    return {key: (found | missing)[name] for name, key in names.items()}
