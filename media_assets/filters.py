"""The choices by which a list is narrowed, ready for a form."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Filter:
    """One select of the form: its `name` in the address, its options (value, label), the `chosen` value or ""."""

    name: str
    label: Any
    every: Any
    options: list[tuple[str, Any]] = field(default_factory=list)
    chosen: str = ""


def chosen_filter(
    name: str, label: Any, every: Any, options: Iterable[tuple[Any, Any]], asked: str | None
) -> Filter:
    """Return a filter; what the address asks for counts only where it is one of the options."""
    known = [(str(value), text) for value, text in options]
    return Filter(name, label, every, known, asked if asked in dict(known) else "")
