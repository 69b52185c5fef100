"""HEIC and AVIF: boxes of the ISO base media file format (ISO/IEC 14496-12, 23008-12)."""

from collections.abc import Iterator
from typing import BinaryIO

from .errors import Refused, require
from .facts import ImageFacts
from .kinds import sniff

BOX_LIMIT = 20_000
ITEM_LIMIT = 4_000
META_LIMIT = 8 * 1024 * 1024
_PARENTS = {b"iprp", b"ipco", b"moov", b"trak", b"mdia", b"minf", b"stbl"}


def read(stream: BinaryIO, size: int) -> ImageFacts:
    """Return the largest picture, tiles' grids included, and the number of frames; refuse what is cut."""
    kind = sniff(stream.read(4096))
    sizes: list[tuple[int, int]] = []
    frames = 1
    for name, payload in _boxes(memoryview(b"".join(_index(stream, size)))):
        if name == b"ispe":
            require(len(payload) >= 12)
            sizes.append((int.from_bytes(payload[4:8], "big"), int.from_bytes(payload[8:12], "big")))
        elif name == b"iinf":
            wide = payload[:1] != b"\0"
            require(int.from_bytes(payload[4 : 8 if wide else 6], "big") <= ITEM_LIMIT, "bloated")
        elif name == b"stsz":
            frames = max(frames, int.from_bytes(payload[8:12], "big"))
    require(sizes)
    return ImageFacts(kind, max(w for w, _ in sizes), max(h for _, h in sizes), frames, size)


def _index(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield the boxes of the top that describe the file; go past those that hold the pictures."""
    position = 0
    names: set[bytes] = set()
    for _number in range(BOX_LIMIT):
        if position == size:
            require({b"ftyp"} < names)
            return
        stream.seek(position)
        head = stream.read(16)
        require(len(head) >= 8)
        length, name = int.from_bytes(head[:4], "big"), head[4:8]
        require(all(32 <= c < 127 or c == 0xA9 for c in name))
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
            require(length >= 16)
        elif length == 0:
            length = size - position
        require(8 <= length <= size - position)
        names.add(name)
        if name in (b"meta", b"moov"):
            require(length <= META_LIMIT)
            stream.seek(position)
            yield stream.read(length)
        position += length
    raise Refused("bloated")


def _boxes(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """Yield each box in `data` and in the boxes that hold boxes, as (name, content); nothing is copied."""
    waiting = [data]
    for _number in range(BOX_LIMIT):
        if not waiting:
            return
        part = waiting.pop()
        if not part:
            continue
        require(len(part) >= 8)
        length, name, start = int.from_bytes(part[:4], "big"), bytes(part[4:8]), 8
        if length == 1:
            length, start = int.from_bytes(part[8:16], "big"), 16
        elif length == 0:
            length = len(part)
        require(start <= length <= len(part))
        waiting.append(part[length:])
        content = part[start:length]
        yield name, content
        if name == b"meta":
            waiting.append(content[4:])
        elif name in _PARENTS:
            waiting.append(content)
    raise Refused("bloated")
