"""Old office files: a small compound file of named, empty streams."""

import struct

END, FREE, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF


def compound_bytes(*names: str) -> bytes:
    """A compound file with the streams `names`; sector 0 is the table, the directory follows."""
    entries = [_entry("Root Entry", 5)] + [_entry(name, 2) for name in names]
    entries += [b"\0" * 128] * (-len(entries) % 4)
    directory = b"".join(entries)
    sectors = len(directory) // 512
    table = [0xFFFFFFFD] + [number + 1 for number in range(1, sectors)] + [END]
    table += [FREE] * (128 - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    return head + struct.pack("<128I", *table) + directory


def _entry(name: str, kind: int) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    entry = coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded), kind, 1)
    return (entry + struct.pack("<III", NOTHING, NOTHING, NOTHING)).ljust(128, b"\0")
