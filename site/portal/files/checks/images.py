"""Pictures: what kind, how large, how many frames, read from the headers before a decoder sees the file."""

from collections.abc import Callable
from typing import BinaryIO

from . import gif, isobmff, jpeg, png, webp
from .errors import Refused, require, size_of
from .facts import ImageFacts
from .kinds import sniff
from .trailing import refuse_hidden

FORMATS_OF_EXTENSION: dict[str, frozenset[str]] = {
    "jpg": frozenset({"jpeg"}),
    "jpeg": frozenset({"jpeg"}),
    "png": frozenset({"png"}),
    "gif": frozenset({"gif"}),
    "webp": frozenset({"webp"}),
    "avif": frozenset({"avif"}),
    "heic": frozenset({"heic"}),
    "heif": frozenset({"heic", "avif"}),
}

# A decoded picture takes 4 bytes a pixel (Pillow), so 36 million pixels are 144 MB. A baseline JPEG is
# decoded at a half, a quarter or an eighth of its size and takes far less: phones make 108 million pixels.
# HEIC of 48 million pixels (phones' largest) is decoded to 3 bytes a pixel.
PIXEL_LIMITS = {"jpeg": 110_000_000, "heic": 50_000_000}
PIXEL_LIMIT = 36_000_000
FRAME_LIMIT = 1_000
SIDE_LIMIT = 65_535


_READERS: dict[str, Callable[[BinaryIO, int], ImageFacts]] = {
    "jpeg": jpeg.read,
    "png": png.read,
    "gif": gif.read,
    "webp": webp.read,
    "avif": isobmff.read,
    "heic": isobmff.read,
}


def read_header(stream: BinaryIO) -> ImageFacts:
    """Return what the headers of a picture say; refuse what is no picture or is cut. Nothing is decoded."""
    size = size_of(stream)
    stream.seek(0)
    found = sniff(stream.read(4096))
    stream.seek(0)
    require(found in _READERS, "mismatch", found=found, extension="")
    return _READERS[found](stream, size)


def inspect(stream: BinaryIO, extension: str, *, max_pixels: int = 110_000_000) -> ImageFacts:
    """Return the facts of the picture in `stream`, whose name ends in `extension`.

    Refuses it when the content is of another kind, cut or damaged in its structure, larger than the limit of
    its kind, of too many frames, with packed notes that swell, or with another file hidden behind it.
    """
    stream.seek(0)
    found = sniff(stream.read(4096))
    if found not in FORMATS_OF_EXTENSION[extension]:
        raise Refused("mismatch", extension=extension, found=found.upper())
    facts = read_header(stream)
    require(facts.width > 0 and facts.height > 0)
    limit = min(max_pixels, PIXEL_LIMIT if facts.progressive else PIXEL_LIMITS.get(facts.format, PIXEL_LIMIT))
    if facts.width * facts.height > limit or max(facts.width, facts.height) > SIDE_LIMIT:
        raise Refused("too_many_pixels", width=facts.width, height=facts.height, limit=limit // 1_000_000)
    require(facts.frames <= FRAME_LIMIT, "too_many_frames", frames=facts.frames, limit=FRAME_LIMIT)
    refuse_hidden(stream, facts.end)
    return facts
