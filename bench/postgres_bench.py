"""How long a search takes inside PostgreSQL, through the real API view: the measurements of `search_bench` on it.

The stock backend of PostgreSQL stands beside it at the smaller size. The server waits for its disk as it would in use.
"""

from typing import Any

from deploy.servers import postgres

from . import search_bench, search_stock

BAR_P95 = 150
#: seconds
STOCK_LIMIT = 600


def run() -> list[dict[str, Any]]:
    """Measure each size in a database of its own; a row for each figure."""
    rows = []
    for size in search_bench.SIZES:
        with postgres.running(durable=True) as url:
            rows += search_bench.rows_of(size, search_bench.measured(size, DATABASE_URL=url), BAR_P95)
    with postgres.running(durable=True) as url:
        rows.append(search_stock.row("PostgreSQL", min(search_bench.SIZES), STOCK_LIMIT, url))
    return rows
