"""What `/readyz` tells of parts that the portal can do without for a while, such as a search server.

Rooms register a report in `AppConfig.ready`.
"""

from collections.abc import Callable

Report = Callable[[], dict[str, object]]

_parts: dict[str, Report] = {}


def register_part(name: str, report: Report) -> None:
    """Let `/readyz` show `report()` as `name`: values for JSON, within a second or so, nothing secret."""
    _parts[name] = report


def reports() -> dict[str, dict[str, object]]:
    """Return what each part says of itself now."""
    return {name: report() for name, report in _parts.items()}
