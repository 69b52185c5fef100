"""Plain text: letters and line ends, no control bytes, no code of a web page."""

import codecs
from typing import BinaryIO

from .errors import Refused, require
from .kinds import sniff
from .trailing import MARKUP

_STEP = 1024 * 1024
_OVERLAP = 64
_CONTROLS = {*range(0x20), 0x7F} - {0x09, 0x0A, 0x0C, 0x0D, 0x1A}
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def inspect(stream: BinaryIO) -> None:
    """Refuse what is not text in UTF-8, UTF-16 with its mark, or an older 8-bit set (TCVN3, Windows-1258)."""
    stream.seek(0)
    head = stream.read(4096)
    found = sniff(head)
    require(found not in ("html", "svg", "xml"), "markup")
    require(not found, "not_text")
    encoding = next((name for bom, name in _BOMS.items() if head.startswith(bom)), "latin-1")
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    before = ""
    while chunk := stream.read(_STEP):
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise Refused("not_text") from error
        require(not any(ord(c) in _CONTROLS for c in set(text)), "not_text")
        require(not MARKUP.search((before + text).encode("utf-8", "replace")), "markup")
        before = text[-_OVERLAP:]
