"""Why a file is refused."""

from typing import Any, BinaryIO


class Refused(Exception):
    """The file may not come in. `code` names the reason (a key of `messages`), `params` fill its text."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def size_of(stream: BinaryIO) -> int:
    """Return the length of `stream` in bytes."""
    position = stream.tell()
    end = stream.seek(0, 2)
    stream.seek(position)
    return end


def require(condition: object, code: str = "broken", **params: Any) -> None:
    """Refuse the file with `code` unless `condition` holds."""
    if not condition:
        raise Refused(code, **params)
