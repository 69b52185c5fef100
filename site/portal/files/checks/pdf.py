"""PDF (ISO 32000): what acts by itself or carries other files is refused, links and forms are not.

The names are looked for in the whole file, in whatever spelling (`/J#61vaScript`), and in the packed object
streams, which are unpacked within limits. What can't be looked into (a password, an unusual packer of an
object stream) is refused too.
"""

import re
import zlib
from typing import BinaryIO

from .errors import Refused, require
from .trailing import MARKUP, hidden_in

_STREAM_LIMIT = 16 * 1024 * 1024
_TOTAL_LIMIT = 96 * 1024 * 1024
_TAIL_LIMIT = 2048


def _name(text: str) -> str:
    """Return a pattern for the name /`text`, each letter plain or as #xx, ended as names end."""
    letters = "".join(f"(?:{c}|#{ord(c):02x})" for c in text)
    return f"/{letters}(?=[\\x00\\t\\n\\f\\r ()<>\\[\\]{{}}/%]|$)"


def _names(*texts: str) -> re.Pattern[bytes]:
    # Only the letters of #xx may be of either case; so their pattern is spelled out.
    pattern = "|".join(_name(text) for text in texts)
    return re.compile(re.sub(r"#([0-9a-f]{2})", lambda m: "#" + _either(m[1]), pattern).encode("ascii"))


def _either(digits: str) -> str:
    return "".join(f"[{d}{d.upper()}]" if d.isalpha() else d for d in digits)


_ACTIONS = _names(
    "JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "Rendition", "RichMedia", "XFA"
)
_FILES = _names("EmbeddedFile", "EmbeddedFiles", "FileAttachment")
_ENCRYPT = _names("Encrypt")
_OPENING = _names("OpenAction")
_OBJECT_STREAM = _names("ObjStm")
_FLATE = _names("FlateDecode", "Fl")
_OTHER_PACKERS = _names(
    "ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "RunLengthDecode", "Crypt", "DecodeParms"
)
_HARMLESS_OPENING = re.compile(
    rb"\s*(?:\[|null\b|\(|/[A-Za-z]|<<(?:(?!>>).)*?/S\s*/(?:GoTo|Named)\b)", re.DOTALL
)
_REFERENCE = re.compile(rb"\s*(\d{1,10})\s+(\d{1,5})\s+R\b")
_STREAM_START = re.compile(rb"stream(?:\r\n|\n|\r)")
_OBJECT = re.compile(rb"\b\d{1,10}\s+\d{1,5}\s+obj\b")


def inspect(stream: BinaryIO) -> None:
    """Refuse what is no PDF from its first byte to its last, or what is active, packed up or locked."""
    stream.seek(0)
    data = stream.read()
    require(data.startswith(b"%PDF-"), "mismatch", extension="pdf")
    require(_OBJECT.search(data) and b"startxref" in data)
    end = data.rfind(b"%%EOF")
    require(end > 0)
    tail = data[end + 5 :]
    require(not hidden_in(tail) and len(tail.strip(b"\0\r\n\t ")) <= _TAIL_LIMIT, "hidden", found="PDF")
    require(not _is_zip(data), "hidden", found="ZIP")
    require(not MARKUP.search(data[:4096]), "hidden", found="HTML")
    require(not _ENCRYPT.search(data), "encrypted")
    packed = _object_streams(data)
    for part in (data, *packed):
        _refuse_active(part, data, packed)


def _refuse_active(part: bytes, data: bytes, packed: list[bytes]) -> None:
    if found := _ACTIONS.search(part):
        raise Refused("script", found=_plain(found[0]))
    require(not _FILES.search(part), "attachment")
    for opening in _OPENING.finditer(part):
        if _HARMLESS_OPENING.match(part, opening.end()):
            continue
        reference = _REFERENCE.match(part, opening.end())
        if not (reference and _opens_page(int(reference[1]), data, packed)):
            raise Refused("script", found="/OpenAction")


def _opens_page(number: int, data: bytes, packed: list[bytes]) -> bool:
    """Whether the object `number`, run when the file is opened, only turns to a page."""
    bodies = [
        data[found.end() : found.end() + 400]
        for found in re.finditer(rb"(?<!\d)%d\s+\d{1,5}\s+obj\b" % number, data)
    ]
    for part in packed:
        bodies.extend(_packed_object(part, number))
    return bool(bodies) and all(_HARMLESS_OPENING.match(body) for body in bodies)


def _packed_object(part: bytes, number: int) -> list[bytes]:
    """Return the object `number` of an object stream, whose head is a list of numbers and offsets."""
    head = re.match(rb"\s*((?:\d+\s+\d+\s+)+)", part)
    if not head:
        return []
    values = [int(value) for value in head[1].split()]
    offsets = dict(zip(values[::2], values[1::2], strict=False))
    if number not in offsets:
        return []
    # /First (where offset 0 lies) is the end of the head, up to white space.
    start = head.end() + offsets[number]
    return [part[start : start + 400]]


def _object_streams(data: bytes) -> list[bytes]:
    """Unpack the object streams, 16 MB each and 96 MB together at most."""
    unpacked: list[bytes] = []
    total = 0
    for found in _OBJECT_STREAM.finditer(data):
        start = _STREAM_START.search(data, found.end(), found.end() + 4096)
        require(start)
        if start is None:
            continue
        opening = max(data.rfind(b"obj", 0, found.start()), found.start() - 4096)
        entry = data[max(opening, 0) : start.start()]
        if _OTHER_PACKERS.search(entry):
            raise Refused("hidden", found="PDF")
        content = (
            _unpack(data, start.end())
            if _FLATE.search(entry)
            else data[start.end() : _end(data, start.end())]
        )
        total += len(content)
        require(total <= _TOTAL_LIMIT, "bloated")
        unpacked.append(content)
    return unpacked


def _end(data: bytes, start: int) -> int:
    end = data.find(b"endstream", start)
    return len(data) if end < 0 else end


def _unpack(data: bytes, start: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(memoryview(data)[start:], _STREAM_LIMIT + 1)
    except zlib.error as error:
        raise Refused("broken") from error
    require(len(content) <= _STREAM_LIMIT, "bloated")
    return content


def _is_zip(data: bytes) -> bool:
    """Whether archive programs would open it: a closing record whose remark reaches the end of the file."""
    tail = data[-65_557:]
    position = tail.rfind(b"PK\x05\x06")
    if position < 0 or len(tail) - position < 22:
        return False
    remark = int.from_bytes(tail[position + 20 : position + 22], "little")
    return position + 22 + remark >= len(tail) - 2


def _plain(name: bytes) -> str:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), name).decode("ascii", "replace")
