"""WebP: RIFF chunks (RFC 9649)."""

import struct
from typing import BinaryIO

from .errors import Refused, require
from .facts import ImageFacts

CHUNK_LIMIT = 20_000


def read(stream: BinaryIO, size: int) -> ImageFacts:
    """Return the largest extent of canvas and frames, and their number; refuse what is cut."""
    head = stream.read(12)
    require(len(head) == 12)
    end = 8 + int.from_bytes(head[4:8], "little")
    require(12 < end <= size)
    sizes: list[tuple[int, int]] = []
    frames, lossless = 0, False
    for _number in range(CHUNK_LIMIT):
        if stream.tell() >= end:
            require(sizes)
            width, height = max(w for w, _ in sizes), max(h for _, h in sizes)
            return ImageFacts("webp", width, height, max(frames, 1), end, lossless=lossless)
        chunk = stream.read(8)
        require(len(chunk) == 8)
        kind, length = chunk[:4], int.from_bytes(chunk[4:], "little")
        start = stream.tell()
        require(start + length <= end)
        payload = stream.read(min(length, 64))
        if kind == b"VP8X":
            require(length >= 10)
            sizes.append((_u24(payload, 4) + 1, _u24(payload, 7) + 1))
        elif kind == b"ANMF":
            require(length >= 16)
            frames += 1
            sizes.append(
                (2 * _u24(payload, 0) + _u24(payload, 6) + 1, 2 * _u24(payload, 3) + _u24(payload, 9) + 1)
            )
        elif kind == b"VP8L":
            require(length >= 5 and payload[0] == 0x2F)
            bits = int.from_bytes(payload[1:5], "little")
            sizes.append(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
            lossless = True
        elif kind == b"VP8 ":
            require(length >= 10 and payload[3:6] == b"\x9d\x01\x2a")
            frame_width, frame_height = struct.unpack("<HH", payload[6:10])
            sizes.append((frame_width & 0x3FFF, frame_height & 0x3FFF))
        stream.seek(start + length + length % 2)
    raise Refused("bloated")


def _u24(data: bytes, start: int) -> int:
    return int.from_bytes(data[start : start + 3], "little")
