"""What `/readyz` tells of the search."""

from . import outbox
from .breaker import Unavailable
from .engines import database_engine, server_link


def report() -> dict[str, object]:
    """Return which engine answers now, and of a search server why it doesn't and how much it has still to hear.

    Asks the server within its time limit, and not at all while its circuit is open.
    """
    link = server_link()
    if link is None:
        return {"engine": database_engine().name, "degraded": False}
    fault = ""
    try:
        if not link.breaker.lets_through():
            raise Unavailable(link.breaker.reason)
        link.server.ping()
    except Unavailable as failure:
        fault = failure.reason
    degraded = bool(fault) or outbox.waiting().behind
    return {
        "engine": (database_engine() if degraded else link.server).name,
        "degraded": degraded,
        "server": link.server.name,
        "server_answers": not fault,
        "server_fault": fault,
        "circuit": link.breaker.state.value,
        "outbox": outbox.length(),
        "outbox_oldest_seconds": round(outbox.oldest_age(), 1),
    }
