"""MP4, M4A and MOV: the boxes of the ISO base media file format that describe a recording (ISO/IEC 14496-12)."""

from collections.abc import Iterator
from typing import BinaryIO

from .errors import Refused, require
from .facts import MediaFacts
from .trailing import hidden_in

BOX_LIMIT = 20_000
_PARENTS = {b"moov", b"trak"}
#: boxes of the top that hold what is seen and heard: compressed, so that any bytes may stand there
_SAMPLES = {b"mdat"}
_SCAN = 65_536
_SIXTEENTH = 65_536  # sides are fixed-point numbers, 16 bits behind the point

Box = tuple[bytes, int, int]


def read(stream: BinaryIO, size: int) -> MediaFacts:
    """Return duration and sides; refuse what is cut, lacks its description, or has another file in a box."""
    duration, sides, names = 0.0, (0, 0), set()
    waiting = [(0, size)]
    count = 0
    while waiting:
        start, end = waiting.pop()
        for name, content, after in _boxes(stream, start, end):
            count += 1
            require(count <= BOX_LIMIT, "bloated")
            names.add(name)
            if start == 0 and name not in _SAMPLES:
                stream.seek(content)
                require(
                    not (hidden := hidden_in(stream.read(min(after - content, _SCAN)))),
                    "hidden",
                    found=hidden,
                )
            if name in _PARENTS:
                waiting.append((content, after))
            elif name == b"mvhd":
                duration = _duration(_payload(stream, content, after))
            elif name == b"tkhd":
                sides = max(
                    sides, _sides(_payload(stream, content, after)), key=lambda side: side[0] * side[1]
                )
    require({b"ftyp", b"moov", b"mvhd"} <= names)
    return MediaFacts(duration, sides[0] or None, sides[1] or None)


def _boxes(stream: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two offsets as (name, offset of the content, offset behind it)."""
    position = start
    while position < end:
        stream.seek(position)
        head = stream.read(16)
        require(len(head) >= 8 and position + 8 <= end)
        length, name, content = int.from_bytes(head[:4], "big"), head[4:8], position + 8
        if length == 1:
            length, content = int.from_bytes(head[8:16], "big"), position + 16
        elif length == 0:
            length = end - position
        if length == 0 or not content <= position + length <= end:
            raise Refused("broken")
        yield name, content, position + length
        position += length


def _payload(stream: BinaryIO, content: int, after: int) -> bytes:
    require(20 <= after - content <= 4096)
    stream.seek(content)
    return stream.read(after - content)


def _duration(payload: bytes) -> float:
    """Read the duration in seconds; 0 when it is unknown (all bits set) or none."""
    wide = payload[0] == 1
    require(len(payload) >= (32 if wide else 20))
    scale = int.from_bytes(payload[20:24] if wide else payload[12:16], "big")
    length = payload[24:32] if wide else payload[16:20]
    if not scale or set(length) == {0xFF}:
        return 0.0
    return int.from_bytes(length, "big") / scale


def _sides(payload: bytes) -> tuple[int, int]:
    """Read width and height as they are shown: phones write upright films lying on their side."""
    start = len(payload) - 44  # the matrix (9 numbers of 4 bytes), then the sides
    require(start >= 0)
    width, height = (
        int.from_bytes(payload[at : at + 4], "big") // _SIXTEENTH for at in (start + 36, start + 40)
    )
    is_turned = not any(payload[start : start + 4]) and any(payload[start + 4 : start + 8])
    return (height, width) if is_turned else (width, height)
