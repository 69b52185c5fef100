"""`make bench`: every measurement, printed as a table and kept under `bench/results/`; exits 1 when a bar is missed.

`python -m bench pages search` runs only the named ones.
"""

import datetime
import json
import platform
import sys
import traceback
from pathlib import Path
from typing import Any

from . import (
    faults_bench,
    import_bench,
    import_screen_bench,
    pages_bench,
    postgres_bench,
    posting_bench,
    quality_bench,
    search_bench,
    server_bench,
)

BENCHES = {
    "pages": pages_bench,
    "import": import_bench,
    "import_screen": import_screen_bench,
    "search": search_bench,
    "search_postgres": postgres_bench,
    "search_servers": server_bench,
    "search_quality": quality_bench,
    "posting": posting_bench,
    "faults": faults_bench,
}
RESULTS = Path(__file__).parent / "results"


def main(names: list[str]) -> int:
    """Run the benchmarks of the given names (all when none); return the exit code."""
    rows = []
    for name in names or BENCHES:
        print(f"— {name}", flush=True)
        for row in measured(name):
            rows.append({"bench": name, **row})
            mark = "ok" if row["ok"] else "MISSED"
            print(
                f"  {row['name']:<58} {row['value']:>10} {row['unit']:<10} bar {row['bar']:<12} {mark}",
                flush=True,
            )
    RESULTS.mkdir(exist_ok=True)
    stamp = datetime.datetime.now().strftime("%Y-%m-%dT%H%M")
    record = {"at": stamp, "python": platform.python_version(), "rows": rows}
    (RESULTS / f"{stamp}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    return 0 if all(row["ok"] for row in rows) else 1


def measured(name: str) -> list[dict[str, Any]]:
    """Return the rows of a benchmark; one that says why where it stopped, so that the others are run and kept."""
    try:
        return BENCHES[name].run()
    except Exception as error:
        traceback.print_exc()
        return [{"name": f"stopped: {error!r}"[:200], "value": 0, "unit": "", "bar": "to end", "ok": False}]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
