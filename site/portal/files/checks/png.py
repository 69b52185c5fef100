"""PNG: chunks by the book (ISO/IEC 15948), each with its checksum."""

import struct
import zlib
from typing import BinaryIO

from .errors import Refused, require
from .facts import ImageFacts

_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
CHUNK_LIMIT = 200_000
PACKED_LIMIT = 4 * 1024 * 1024


def read(stream: BinaryIO, size: int) -> ImageFacts:
    """Return size and frames; refuse what is cut, has a wrong checksum, or packs notes of over 4 MB."""
    require(stream.read(8) == b"\x89PNG\r\n\x1a\n")
    width = height = 0
    frames, has_data = 1, False
    for number in range(CHUNK_LIMIT):
        head = stream.read(8)
        require(len(head) == 8)
        length, kind = struct.unpack(">I4s", head)
        require(length <= size - stream.tell() - 4)
        data = stream.read(length)
        require(zlib.crc32(kind + data) == int.from_bytes(stream.read(4), "big"))
        if number == 0:
            require(kind == b"IHDR" and length == 13)
            width, height, depth, colour, packing, filtering, interlace = struct.unpack(">IIBBBBB", data)
            require(depth in _DEPTHS.get(colour, ()) and not packing and not filtering and interlace < 2)
        elif kind == b"IEND":
            require(has_data)
            return ImageFacts("png", width, height, frames, stream.tell())
        elif kind == b"IDAT":
            has_data = True
        elif kind == b"acTL":
            require(length == 8)
            frames = int.from_bytes(data[:4], "big")
        elif kind in (b"iCCP", b"zTXt", b"iTXt"):
            _refuse_swelling(kind, data)
    raise Refused("bloated")


def _refuse_swelling(kind: bytes, data: bytes) -> None:
    """Unpack at most 4 MB of the notes; a picture's real ones are a few kilobytes."""
    _, _, rest = data.partition(b"\0")
    if kind == b"iTXt":
        packed = rest[:1] == b"\1"
        _, _, rest = rest[2:].partition(b"\0")
        _, _, rest = rest.partition(b"\0")
        if not packed:
            return
    else:
        rest = rest[1:]
    try:
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(rest, PACKED_LIMIT + 1)
    except zlib.error:
        return  # the decoder skips or refuses it; it can't swell
    require(len(unpacked) <= PACKED_LIMIT, "bloated")
