"""How long a search takes inside PostgreSQL, through the real API view: the measurements of `search_bench` on it.

The server waits for its disk as it would in use.
"""

from typing import Any

from deploy.servers import postgres

from . import search_bench

BAR_P95 = 150
#: GIN indexes take each token of each document by itself: what is written is found at once, without a pending list that
#: every search would read. (With one, cleared after each portion, building is twice as fast and publishing slower.)
BAR_BUILDING = 150


def run() -> list[dict[str, Any]]:
    """Measure each size in a database of its own; a row for each figure."""
    rows = []
    for size in search_bench.SIZES:
        with postgres.running(durable=True) as url:
            figures = search_bench.measured(size, DATABASE_URL=url)
            rows += search_bench.rows_of(size, figures, BAR_P95, BAR_BUILDING)
    return rows
