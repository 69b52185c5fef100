"""Other files hidden in a file: web pages, scripts and archives put behind or into a harmless one."""

import re
from typing import BinaryIO

from .errors import Refused

MARKUP = re.compile(
    rb"<(?:script|html|iframe|svg|body|object|embed)[\s>/]|<!doctype\s+html|<\?php", re.IGNORECASE
)
_ARCHIVE = re.compile(rb"PK\x03\x04|PK\x05\x06|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c")
_PROGRAM = re.compile(rb"MZ.{58}.{0,256}PE\0\0|\x7fELF", re.DOTALL)
_SCAN = 8 * 1024 * 1024


def refuse_hidden(stream: BinaryIO, start: int) -> None:
    """Refuse a file in which a web page, archive or program begins at or after the offset `start`.

    Other data there pass: phones put previews, gain maps and short films behind their pictures.
    """
    stream.seek(start)
    if found := hidden_in(stream.read(_SCAN)):
        raise Refused("hidden", found=found)


def hidden_in(data: bytes) -> str:
    """Name what is hidden in `data`: "HTML", "ZIP", "EXE", or ""."""
    for name, pattern in (("HTML", MARKUP), ("ZIP", _ARCHIVE), ("EXE", _PROGRAM)):
        if pattern.search(data):
            return name
    return ""
