"""Videos and recordings: the container must be the one that the extension says."""

from typing import BinaryIO

from .errors import Refused, require
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


def inspect(stream: BinaryIO, extension: str) -> None:
    """Refuse the file in `stream` when its head is not that of the container of `extension`."""
    stream.seek(0)
    head = stream.read(4096)
    found = container_of(head)
    if found != CONTAINERS[extension]:
        raise Refused("mismatch", extension=extension, found=(found or sniff(head)).upper())
    require(not (hidden := hidden_in(head)), "hidden", found=hidden)


def container_of(head: bytes) -> str:
    """Return "mp4", "webm", "mp3", "ogg", "wav", or "" by the first bytes."""
    if head[4:8] == b"ftyp" and sniff(head) not in ("heic", "avif"):
        return "mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in head[:64] else ""
    if head.startswith(b"OggS"):
        return "ogg"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    is_frame = head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2
    return "mp3" if head.startswith(b"ID3") or is_frame else ""
