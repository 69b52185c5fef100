"""Sound recordings: WAV (RIFF), Ogg (RFC 3533) and MP3 (ISO/IEC 11172-3), as far as their headers tell."""

from typing import BinaryIO

from .errors import Refused, require
from .facts import MediaFacts

_CHUNK_LIMIT = 1_000
_UNKNOWN = (0, 0xFFFFFFFF)  # what a recorder writes that doesn't know the length yet
_PAGE = 65_307  # largest page of Ogg
_MP3_SEARCH = 8_192
_BITRATES = {  # kbit/s of layer III
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def read_wav(stream: BinaryIO, size: int) -> MediaFacts:
    """Return the duration; refuse what is cut or holds no sound."""
    stream.seek(4)
    length = int.from_bytes(stream.read(4), "little")
    require(length in _UNKNOWN or length + 8 <= size)
    position, bytes_a_second = 12, 0
    for _number in range(_CHUNK_LIMIT):
        stream.seek(position)
        head = stream.read(8)
        require(len(head) == 8)
        name, length = head[:4], int.from_bytes(head[4:], "little")
        if name == b"fmt ":
            form = stream.read(16)
            require(len(form) == 16)
            bytes_a_second = int.from_bytes(form[8:12], "little")
            require(bytes_a_second)
        elif name == b"data":
            require(bytes_a_second)
            there = size - position - 8
            require(length in _UNKNOWN or length <= there)
            return MediaFacts((there if length in _UNKNOWN else length) / bytes_a_second)
        position += 8 + length + length % 2
    raise Refused("bloated")


def read_ogg(stream: BinaryIO, size: int) -> MediaFacts:
    """Return the duration (Vorbis, Opus); refuse what ends within a page."""
    stream.seek(0)
    head = stream.read(4096)
    require(len(head) >= 28 and head[4] == 0)
    stream.seek(max(size - _PAGE, 0))
    tail = stream.read(_PAGE)
    start = tail.rfind(b"OggS")
    require(start >= 0 and len(tail) >= start + 27)
    segments = tail[start + 27 : start + 27 + tail[start + 26]]
    require(len(tail) == start + 27 + tail[start + 26] + sum(segments))
    samples = int.from_bytes(tail[start + 6 : start + 14], "little", signed=True)
    rate = 48_000 if b"OpusHead" in head else 0
    if (vorbis := head.find(b"\x01vorbis")) >= 0:
        rate = int.from_bytes(head[vorbis + 12 : vorbis + 16], "little")
    return MediaFacts(samples / rate if rate and samples > 0 else 0)


def read_mp3(stream: BinaryIO, size: int) -> MediaFacts:
    """Return the duration, by the count of frames or the rate of the first one; refuse what has no frames."""
    stream.seek(0)
    head = stream.read(10)
    start = 0
    if head.startswith(b"ID3"):
        require(len(head) == 10 and max(head[6:10]) < 0x80)
        length = int.from_bytes(head[6:7], "big") << 21 | head[7] << 14 | head[8] << 7 | head[9]
        start = 10 + length + (10 if head[5] & 0x10 else 0)
    require(start < size)
    stream.seek(start)
    data = stream.read(_MP3_SEARCH)
    for at in range(max(len(data) - 4, 0)):
        found = _frame(data[at : at + 4])
        if found is None:
            continue
        length, seconds = found
        following = data[at + length : at + length + 4]
        if len(following) == 4 and _frame(following) is None:
            continue
        require(len(following) == 4 or start + at + length <= size)
        frames = _counted(data[at : at + length])
        return MediaFacts(seconds * (frames or (size - start - at) / length))
    raise Refused("broken")


def _frame(head: bytes) -> tuple[int, float] | None:
    """Return the length in bytes and seconds of the frame that begins with `head`, if one does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, bitrate, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bitrate in (0, 15) or rate == 3:
        return None
    kilobits = _BITRATES[1 if version == 3 else 2][bitrate]
    hertz = _RATES[version][rate]
    samples = 1152 if version == 3 else 576
    return samples // 8 * kilobits * 1000 // hertz + (head[2] >> 1 & 1), samples / hertz


def _counted(frame: bytes) -> int:
    """Return how many frames the first one says there are, 0 when it doesn't."""
    for mark in (b"Xing", b"Info"):
        at = frame.find(mark)
        if at >= 0 and frame[at + 7 : at + 8] and frame[at + 7] & 1:
            return int.from_bytes(frame[at + 8 : at + 12], "big")
    return 0
