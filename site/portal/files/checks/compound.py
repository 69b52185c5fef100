"""Compound files of older office programs ([MS-CFB]): the names in their directory."""

import struct
from typing import BinaryIO

from .errors import require, size_of

MACRO_NAMES = frozenset({"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "MACROS"})

_END = 0xFFFFFFFA  # this and higher numbers mark ends and free sectors, not sectors
_ENTRY = 128
DIRECTORY_LIMIT = 20_000


def read_names(stream: BinaryIO) -> set[str]:
    """Return the names of all streams and storages; refuse a file whose directory can't be followed."""
    size = size_of(stream)
    stream.seek(0)
    head = stream.read(512)
    require(len(head) == 512 and head[28:30] == b"\xfe\xff")
    shift = int.from_bytes(head[30:32], "little")
    require(shift in (9, 12))
    sector = 1 << shift
    fat = _fat(stream, head, sector, size)
    names: set[str] = set()
    for number in _chain(fat, int.from_bytes(head[48:52], "little")):
        data = _sector(stream, number, sector, size)
        for start in range(0, len(data) - _ENTRY + 1, _ENTRY):
            entry = data[start : start + _ENTRY]
            length = int.from_bytes(entry[64:66], "little")
            if entry[66] and 2 <= length <= 64:
                names.add(entry[: length - 2].decode("utf-16-le", "replace"))
        require(len(names) <= DIRECTORY_LIMIT, "bloated")
    require(names)
    return names


def _sector(stream: BinaryIO, number: int, sector: int, size: int) -> bytes:
    start = (number + 1) * sector
    require(number < _END and start < size)
    stream.seek(start)
    return stream.read(sector)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _fat(stream: BinaryIO, head: bytes, sector: int, size: int) -> list[int]:
    """Return the table of which sector follows which."""
    blocks = [number for number in _numbers(head[76:512]) if number < _END]
    following = int.from_bytes(head[68:72], "little")
    seen = 0
    while following < _END:
        numbers = _numbers(_sector(stream, following, sector, size))
        require(numbers)
        blocks.extend(number for number in numbers[:-1] if number < _END)
        following = numbers[-1]
        seen += 1
        require(seen * sector <= size)
    require(len(blocks) * sector <= size)
    fat: list[int] = []
    for number in blocks:
        fat.extend(_numbers(_sector(stream, number, sector, size)))
    return fat


def _chain(fat: list[int], first: int) -> list[int]:
    chain: list[int] = []
    number = first
    while number < _END:
        require(number < len(fat) and len(chain) <= len(fat))
        chain.append(number)
        number = fat[number]
    return chain
