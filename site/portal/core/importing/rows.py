"""A row of a file, read or refused."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .notices import Notice

R = TypeVar("R")


@dataclass
class Row(Generic[R]):
    """A row: its record, or why there is none (`problem` is a key of the room's row problems)."""

    number: int
    record: R | None = None
    notices: list[Notice] = field(default_factory=list)
    code: str = ""
    problem: str = ""
    detail: str = ""
