"""WebM: the elements (EBML, RFC 8794) that describe a recording."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from .errors import require
from .facts import MediaFacts

ELEMENT_LIMIT = 5_000
_EBML, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
_INFO, _TRACKS, _TRACK, _VIDEO = 0x1549A966, 0x1654AE6B, 0xAE, 0xE0
_SCALE, _DURATION, _WIDTH, _HEIGHT = 0x2AD7B1, 0x4489, 0xB0, 0xBA
_PARENTS = {_SEGMENT, _INFO, _TRACKS, _TRACK, _VIDEO}
_NANOSECONDS = 1_000_000_000


def read(stream: BinaryIO, size: int) -> MediaFacts:
    """Return duration and sides; refuse what is cut or has no tracks."""
    values: dict[int, bytes] = {}
    seen: set[int] = set()
    for count, (name, content, after) in enumerate(_elements(stream, 0, size)):
        require(count < ELEMENT_LIMIT, "bloated")
        seen.add(name)
        if name in (_SCALE, _DURATION, _WIDTH, _HEIGHT) and after - content <= 8:
            stream.seek(content)
            values.setdefault(name, stream.read(after - content))
    require({_EBML, _SEGMENT, _TRACKS} <= seen)
    return MediaFacts(_seconds(values), _whole(values.get(_WIDTH)), _whole(values.get(_HEIGHT)))


def _elements(stream: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield elements as (name, offset of the content, offset behind it), up to the first cluster of each level."""
    waiting = [(start, end)]
    while waiting:
        position, end = waiting.pop()
        while position < end:
            stream.seek(position)
            head = stream.read(12)
            name, name_length = _number(head, keep_mark=True)
            length, length_length = _number(head[name_length:])
            content = position + name_length + length_length
            is_open = (
                length == (1 << 7 * length_length) - 1
            )  # all bits set: as long as it goes, for live streams
            after = end if is_open else content + length
            require(content <= after <= end)
            yield name, content, after
            if name == _CLUSTER:
                break
            if name in _PARENTS:
                waiting.append((content, after))
            position = after


def _number(data: bytes, keep_mark: bool = False) -> tuple[int, int]:
    """Read a number of 1 to 8 bytes; the zeros before its first bit tell how many. Return it and its length."""
    require(data and data[0])
    length = 9 - data[0].bit_length()
    require(len(data) >= length)
    value = int.from_bytes(data[:length], "big")
    return (value if keep_mark else value - (1 << 7 * length)), length


def _whole(value: bytes | None) -> int | None:
    return int.from_bytes(value, "big") or None if value else None


def _seconds(values: dict[int, bytes]) -> float:
    value = values.get(_DURATION, b"")
    if len(value) not in (4, 8):
        return 0.0
    (ticks,) = struct.unpack(">f" if len(value) == 4 else ">d", value)
    return float(ticks) * (_whole(values.get(_SCALE)) or 1_000_000) / _NANOSECONDS
