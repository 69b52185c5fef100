"""Byte ranges of HTTP (RFC 9110, section 14): which part of a file a player asks for."""

import re

_ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,20})-([0-9]{0,20})[ \t]*", re.IGNORECASE)


class OutsideFile(Exception):
    """The range begins behind the end of the file (416)."""


def requested_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte of the one range in `header`; None when the whole file is to be sent.

    Sent whole is what asks for several ranges at once, in another unit, or for nothing that can be read: a
    server may do so, and no player needs more. Raises `OutsideFile` for a range that the file doesn't have.
    """
    found = _ONE_RANGE.fullmatch(header)
    if not found or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(size - int(last), 0), size - 1
    else:
        start, end = int(first), min(int(last or size - 1), size - 1)
        if last and int(last) < start:
            return None
    if start >= size or start > end:
        raise OutsideFile
    return start, end
