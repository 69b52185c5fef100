"""What the search calls the facets of procedures: the words of the catalogue."""

from collections.abc import Mapping
from typing import Any

from portal.search import labels

from .catalogue.definitions import BY_NAME
from .catalogue.table import catalogue_table

#: the facets by which results are narrowed
NAMES = ("field", "level", "group", "agency")


def register() -> None:
    """Name them; a field of work leads to its part of the catalogue."""
    for name in NAMES:
        browse = f"/thu-tuc/?{BY_NAME[name].parameter}={{value}}" if name == "field" else ""
        labels.register("procedure", name, BY_NAME[name].label, _values(name), browse=browse)


def _values(name: str) -> labels.Values:
    def values() -> Mapping[str, Any]:
        return BY_NAME[name].choices or catalogue_table().labels.get(name, {})

    return values
