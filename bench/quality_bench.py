"""How well each engine answers what people type, side by side, and how often their first results are the same.

The real records of `../shared` on SQLite, PostgreSQL, Elasticsearch and OpenSearch, beside the stock backends of both
databases. `bench.search.quality` asks and judges.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from deploy.servers import postgres, search_server

from .search.quality import BARS

ROOT = Path(__file__).resolve().parents[1]
#: other queries than those that weights were chosen on
SEED = "31"
#: share of queries whose first result is the one that SQLite gives
AGREEMENT = 0.97
#: what a stock backend is asked: what it could know; so many of each set, since SQLite's may take seconds a query
OF_STOCK = ("questions", "questions, no accents", "title starts, no accents", "codes", "law numbers")
MOST_OF_STOCK = "20"


def run() -> list[dict[str, Any]]:
    """Ask every engine; a row for each set and bar, and one of agreement with SQLite for each other engine."""
    found: dict[str, Any] = {}
    of_stock: dict[str, Any] = {}
    stock = ("--stock", "--most", MOST_OF_STOCK, "--only", *OF_STOCK)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        found["SQLite"] = asked(Path(folder), "--build")
        for kind in search_server.KINDS:
            with search_server.running(kind) as url:
                found[kind] = asked(Path(folder), SEARCH_URL=url)
        of_stock["SQLite"] = asked(Path(folder), *stock)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, postgres.running() as url:
        found["PostgreSQL"] = asked(Path(folder), "--build", DATABASE_URL=url)
        of_stock["PostgreSQL"] = asked(Path(folder), *stock, DATABASE_URL=url)
    rows = [row for engine, one in found.items() for row in rows_of(engine, one, found["SQLite"])]
    rows += [
        _row(f"stock {database}: {name} ({measured['n']:.0f}), at 5", measured["at5"], None)
        for database, one in of_stock.items()
        for name, measured in one["stock"].items()
    ]
    return rows


def asked(folder: Path, *options: str, **environment: str) -> dict[str, Any]:
    """Return what `bench.search.quality` finds in a process of its own."""
    kept = folder / "found.json"
    kept.unlink(missing_ok=True)
    values = {"DATABASE_URL": "", "SEARCH_URL": "", "SECRET_KEY": "only-for-the-benchmark"}
    values["PYTHONPATH"] = f"{ROOT}:{ROOT / 'site'}"
    command = [sys.executable, "-m", "bench.search.quality", "--data", str(folder), "--seed", SEED]
    command += ["--keep", str(kept), *options]
    subprocess.run(
        command, cwd=ROOT, env=os.environ | values | environment, stdout=subprocess.DEVNULL, check=False
    )
    if not kept.exists():
        raise RuntimeError(f"{' '.join(command)} failed.")
    return json.loads(kept.read_text())


def rows_of(engine: str, found: dict[str, Any], reference: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each set and bar, and one of how often the first results are those of `reference`."""
    rows = []
    for name, measured in found["all"].items():
        at1, at5 = BARS.get(name, (None, None))
        rows.append(_row(f"{engine}: {name} ({measured['n']:.0f}), at 1", measured["at1"], at1))
        rows.append(_row(f"{engine}: {name}, at 5", measured["at5"], at5))
    same = [
        one == other
        for name, firsts in found["firsts"].items()
        for one, other in zip(firsts, reference["firsts"][name], strict=True)
    ]
    return [*rows, _row(f"{engine}: the first result is SQLite's", statistics.mean(same), AGREEMENT)]


def _row(name: str, value: float, bar: float | None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 3),
        "unit": "share",
        "bar": f"≥ {bar}" if bar else "–",
        "ok": bar is None or value >= bar - 1e-9,
    }
