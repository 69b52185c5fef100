"""Numbers in addresses, whatever stands there."""

#: no result list is longer, and a database's OFFSET must not overflow
LAST_PAGE = 100_000


def number(text: str | None, default: int, most: int) -> int:
    """Return the number that `text` is, within 1 and `most`; `default` when it is none."""
    if not text or len(text) > 20 or not text.lstrip("+-").isdecimal():
        return default
    try:
        return min(max(int(text), 1), most)
    except ValueError:
        return default
