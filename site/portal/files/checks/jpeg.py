"""JPEG: segments from SOI to EOI (ITU-T T.81)."""

import re
from typing import BinaryIO

from .errors import Refused, require
from .facts import ImageFacts

SEGMENT_LIMIT = 5_000
# Each scan of a progressive picture is a pass over the whole of it; encoders make about ten.
SCAN_LIMIT = 100

_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
_ALONE = {0x01, *range(0xD0, 0xD8)}
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)


def read(stream: BinaryIO, size: int) -> ImageFacts:
    """Return size and where the picture ends; refuse what is cut in its segments or has over 100 scans."""
    data = stream.read()
    width = height = scans = 0
    progressive = False
    position = 2
    for _number in range(SEGMENT_LIMIT):
        while data[position : position + 2] == b"\xff\xff":
            position += 1
        require(data[position : position + 1] == b"\xff" and position + 1 < size)
        marker = data[position + 1]
        position += 2
        if marker == 0xD9:
            require(scans)
            return ImageFacts("jpeg", width, height, 1, position, progressive)
        if marker in _ALONE:
            continue
        length = int.from_bytes(data[position : position + 2], "big")
        require(length >= 2 and position + length <= size)
        if marker in _FRAMES:
            require(length >= 8)
            height = max(height, int.from_bytes(data[position + 3 : position + 5], "big"))
            width = max(width, int.from_bytes(data[position + 5 : position + 7], "big"))
            progressive = progressive or marker in _PROGRESSIVE
        position += length
        if marker == 0xDA:
            scans += 1
            require(width and height and scans <= SCAN_LIMIT)
            found = _MARKER.search(data, position)
            require(found)
            position = found.start() if found else size
    raise Refused("broken")
