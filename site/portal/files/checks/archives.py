"""Zip archives (APPNOTE 6.3): judged by their directory before anything is unpacked, then walked in small steps."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .errors import Refused, require, size_of
from .trailing import hidden_in

ENTRY_LIMIT = 5_000
# A document of 300 pages with pictures unpacks to some 60 MB; its XML shrinks 5 to 40 times.
TOTAL_LIMIT = 200 * 1024 * 1024
RATIO_LIMIT = 100
RATIO_FREE = 4 * 1024 * 1024
PART_LIMIT = 4 * 1024 * 1024

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_STEP = 256 * 1024
_SLACK = 1024
_NESTED = (".zip", ".rar", ".7z", ".gz", ".tar", ".jar", ".cab", ".iso", ".xz", ".bz2")
_PROGRAMS = (
    *(".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".hta", ".lnk"),
    *(".html", ".htm"),
)


@dataclass(frozen=True)
class Archive:
    """An archive that passed; `names` in the order of the file."""

    zip: zipfile.ZipFile
    names: tuple[str, ...]

    def part(self, name: str) -> bytes:
        """Return the content of the part `name` (at most 4 MB), b"" when there is none."""
        if name not in self.names:
            return b""
        require(self.zip.getinfo(name).file_size <= PART_LIMIT, "bloated")
        return self.zip.read(name)


def inspect(stream: BinaryIO) -> Archive:
    """Return the archive in `stream`, every part of which was unpacked (64 MB a second) and thrown away.

    Refuses by the directory alone: over 5,000 parts, over 200 MB in all, over 100 times its size, parts that
    overlap or leave the folder, parts with a password, other packers than deflate, archives and programs as
    parts, data before, between or behind the parts. Refuses then what unpacks to another size or checksum
    than the directory says.
    """
    size = size_of(stream)
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError, EOFError) as error:
        raise Refused("broken") from error
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    _judge_directory(entries, size)
    for entry, end in _with_ends(entries, archive.start_dir):
        _judge_part(stream, entry, end)
    _refuse_tail(stream, archive, size)
    return Archive(archive, tuple(entry.filename for entry in entries))


def _judge_directory(entries: list[zipfile.ZipInfo], size: int) -> None:
    require(entries)
    require(len(entries) <= ENTRY_LIMIT, "bloated")
    require(not any(entry.flag_bits & 0x41 for entry in entries), "encrypted")
    total = sum(entry.file_size for entry in entries)
    require(total <= TOTAL_LIMIT, "bloated")
    require(total <= RATIO_FREE or total <= RATIO_LIMIT * size, "bloated")
    names = [entry.filename for entry in entries]
    require(len(set(names)) == len(names), "hidden", found="ZIP")
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        require(".." not in name.split("/") and not name.startswith("/") and "\0" not in name)
        require(entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
        require(not name.lower().endswith(_NESTED), "nested")
        require(not name.lower().endswith(_PROGRAMS), "program")


def _with_ends(entries: list[zipfile.ZipInfo], directory: int) -> Iterator[tuple[zipfile.ZipInfo, int]]:
    """Pair each part with the offset at which the next one begins; refuse overlaps and data before the first."""
    require(entries[0].header_offset == 0, "hidden", found="ZIP")
    starts = [entry.header_offset for entry in entries[1:]] + [directory]
    require(all(a.header_offset < b for a, b in zip(entries, starts, strict=True)), "bloated")
    return zip(entries, starts, strict=True)


def _judge_part(stream: BinaryIO, entry: zipfile.ZipInfo, end: int) -> None:
    """Unpack one part in steps of 256 KB: its true size and checksum must be the ones it declares."""
    stream.seek(entry.header_offset)
    head = stream.read(_LOCAL.size)
    require(len(head) == _LOCAL.size)
    signature, _, flags, method, *_, name_length, extra_length = _LOCAL.unpack(head)
    require(signature == b"PK\x03\x04" and method == entry.compress_type and not flags & 0x41)
    name = stream.read(name_length)
    require(name == entry.orig_filename.encode("utf-8" if flags & 0x800 else "cp437", "replace"), "broken")
    stream.seek(extra_length, 1)
    start = stream.tell()
    require(start + entry.compress_size <= end, "bloated")
    require(end - start - entry.compress_size <= _SLACK, "hidden", found="ZIP")
    unpacked = checksum = 0
    for piece in _unpacked(stream, entry):
        unpacked += len(piece)
        require(unpacked <= entry.file_size, "bloated")
        checksum = zlib.crc32(piece, checksum)
    require(unpacked == entry.file_size and checksum == entry.CRC)


def _unpacked(stream: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    left = entry.compress_size
    unpacker = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        packed = stream.read(min(_STEP, left))
        require(packed)
        left -= len(packed)
        if unpacker is None:
            yield packed
            continue
        try:
            while packed:
                yield unpacker.decompress(packed, _STEP)
                packed = unpacker.unconsumed_tail
        except zlib.error as error:
            raise Refused("broken") from error
    if unpacker is not None:
        require(unpacker.eof and not unpacker.unused_data)


def _refuse_tail(stream: BinaryIO, archive: zipfile.ZipFile, size: int) -> None:
    """The directory and its closing record end the file; a remark there must be short and no web page."""
    require(len(archive.comment) <= _SLACK and not hidden_in(archive.comment), "hidden", found="ZIP")
    stream.seek(max(0, size - 22 - len(archive.comment)))
    require(stream.read(4) == b"PK\x05\x06", "hidden", found="ZIP")
