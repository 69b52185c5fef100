"""GIF: blocks from the header to the trailer (GIF89a specification)."""

import struct
from typing import BinaryIO

from .errors import Refused, require
from .facts import ImageFacts

BLOCK_LIMIT = 2_000_000


def read(stream: BinaryIO, size: int) -> ImageFacts:
    """Return the largest extent of the canvas and its frames, and their number; refuse what is cut."""
    head = stream.read(13)
    require(len(head) == 13)
    width, height, flags = struct.unpack("<HHB", head[6:11])
    _skip_colours(stream, flags)
    frames = 0
    for _number in range(BLOCK_LIMIT):
        kind = stream.read(1)
        if kind == b"\x3b":
            require(frames)
            return ImageFacts("gif", width, height, frames, stream.tell())
        if kind == b"\x21":
            require(stream.read(1))
        else:
            require(kind == b"\x2c")
            box = stream.read(9)
            require(len(box) == 9)
            left, top, frame_width, frame_height, frame_flags = struct.unpack("<HHHHB", box)
            # A frame beyond the canvas makes decoders enlarge it.
            width, height = max(width, left + frame_width), max(height, top + frame_height)
            frames += 1
            _skip_colours(stream, frame_flags)
            require(2 <= int.from_bytes(stream.read(1), "big") <= 8)
        _skip_data(stream, size)
    raise Refused("bloated")


def _skip_colours(stream: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        length = 3 * 2 ** ((flags & 7) + 1)
        require(len(stream.read(length)) == length)


def _skip_data(stream: BinaryIO, size: int) -> None:
    """Go past a chain of blocks, each led by its length, ended by one of length 0."""
    while True:
        length = stream.read(1)
        require(length)
        if length == b"\0":
            return
        stream.seek(length[0], 1)
        require(stream.tell() < size)
