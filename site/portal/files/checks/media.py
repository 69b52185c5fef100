"""Videos and recordings: the container must be the one that the extension says, whole, and nothing else in it."""

import math
from collections.abc import Callable
from typing import BinaryIO

from . import movie, sound, webm
from .errors import Refused, require, size_of
from .facts import MediaFacts
from .kinds import sniff
from .trailing import hidden_in

CONTAINERS: dict[str, str] = {
    "mp4": "mp4",
    "m4v": "mp4",
    "mov": "mp4",
    "m4a": "mp4",
    "webm": "webm",
    "mp3": "mp3",
    "ogg": "ogg",
    "wav": "wav",
}
_READERS: dict[str, Callable[[BinaryIO, int], MediaFacts]] = {
    "mp4": movie.read,
    "webm": webm.read,
    "mp3": sound.read_mp3,
    "ogg": sound.read_ogg,
    "wav": sound.read_wav,
}
_ENDS = 65_536
LONGEST = 24 * 3600  # seconds: beyond it the header is wrong
SIDE_LIMIT = 16_384


def inspect(stream: BinaryIO, extension: str) -> MediaFacts:
    """Return what the file in `stream` says of itself.

    Refuses it when its head is not that of the container of `extension`, when it is cut, or when a web page,
    archive or program stands at its beginning or end. What is compressed in between is not looked at, and
    nothing is decoded: only headers are read, however large the file.
    """
    stream.seek(0)
    head = stream.read(_ENDS)
    found = container_of(head)
    if found != CONTAINERS[extension]:
        raise Refused("mismatch", extension=extension, found=(found or sniff(head[:4096])).upper())
    size = size_of(stream)
    stream.seek(max(size - _ENDS, 0))
    hidden = hidden_in(head[:4096]) or hidden_in(stream.read(_ENDS))
    require(not hidden, "hidden", found=hidden)
    facts = _READERS[found](stream, size)
    stream.seek(0)
    return _plausible(facts)


def container_of(head: bytes) -> str:
    """Return "mp4", "webm", "mp3", "ogg", "wav", or "" by the first bytes."""
    if head[4:8] == b"ftyp" and sniff(head[:4096]) not in ("heic", "avif"):
        return "mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in head[:64] else ""
    if head.startswith(b"OggS"):
        return "ogg"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    is_frame = head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2
    return "mp3" if head.startswith(b"ID3") or is_frame else ""


def _plausible(facts: MediaFacts) -> MediaFacts:
    duration = facts.duration if math.isfinite(facts.duration) and 0 < facts.duration <= LONGEST else 0
    sides = (facts.width, facts.height)
    known = all(side is not None and 0 < side <= SIDE_LIMIT for side in sides)
    return MediaFacts(round(duration, 2), *(sides if known else (None, None)))
