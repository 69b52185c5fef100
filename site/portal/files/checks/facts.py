"""What the headers of a picture say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ImageFacts:
    """`end` is the offset in bytes at which the picture's own data end; what follows is not part of it."""

    format: str
    width: int
    height: int
    frames: int = 1
    end: int = 0
    progressive: bool = False
    lossless: bool = False


@dataclass(frozen=True)
class MediaFacts:
    """What the headers of a recording say: `duration` in seconds, 0 when they don't; the sides in pixels."""

    duration: float = 0
    width: int | None = None
    height: int | None = None
