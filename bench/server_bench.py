"""How long a search takes on Elasticsearch and on OpenSearch: the measurements of `search_bench` on both."""

from typing import Any

from deploy.servers import search_server

from . import search_bench

BAR_P95 = 80
#: the largest size only: what the bar is about
SIZE = search_bench.SIZES[-1]


def run() -> list[dict[str, Any]]:
    """Measure each server with a database of its own; a row for each figure."""
    rows = []
    for kind in search_server.KINDS:
        with search_server.running(kind) as url:
            figures = search_bench.measured(SIZE, DATABASE_URL="", SEARCH_URL=url)
        rows += [
            row | {"name": f"{kind}: {row['name']}"} for row in search_bench.rows_of(SIZE, figures, BAR_P95)
        ]
    return rows
