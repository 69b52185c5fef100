"""How long a search takes at 2,000 and at 20,000 pages, through the real API view, and what indexing costs.

`python -m bench.search_bench` prints the table.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django

ROOT = Path(__file__).resolve().parents[1]
SIZES = (2_000, 20_000)
BAR_P95 = 100
BAR_GROWTH = 3

BROAD = "thủ tục|cấp giấy phép|giấy chứng nhận|đường|thu tuc cap lai|hồ sơ gồm những gì|63/2010/NĐ-CP"
ASKED = ("{} cần giấy tờ gì?", "Thành phần hồ sơ {}", "Trình tự thực hiện {} như thế nào?", "{}")


def questions(records: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    """Return queries by kind, always the same ones."""
    from portal.text import fold

    rng = random.Random(7)
    names = [name for _, name, _ in rng.sample(records, 120)]
    starts = [" ".join(name.split()[:6]) for name in names]
    long = [rng.choice(ASKED).format(name) for name in names if len(name) > 120]
    return {
        "broad words": BROAD.split("|"),
        "titles begun, without accents": [fold(start) for start in starts[:60]],
        "questions": [rng.choice(ASKED).format(" ".join(name.split()[:15])) for name in names[:60]],
        "long questions (over 120 characters)": long[:60],
        "codes": [code for code, _, _ in rng.sample(records, 20) if code],
    }


def measure(size: int) -> dict[str, Any]:
    """Build a portal of `size` pages and return the milliseconds of each query, by kind."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.production"
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from bench.search_corpus import build

    call_command("migrate", verbosity=0)
    started = time.process_time()
    records = build(size)
    built = time.process_time() - started
    client = Client(headers={"host": "localhost"})
    times: dict[str, list[float]] = {}
    cpu: list[float] = []
    for round_ in range(2):
        for kind, queries in questions(records).items():
            for query in queries:
                started, busy = time.perf_counter(), time.process_time()
                answer = client.get(f"/api/search/?q={quote(query)}")
                spent = 1000 * (time.perf_counter() - started)
                cpu.append(1000 * (time.process_time() - busy))
                if answer.status_code != 200:
                    raise RuntimeError(f"{answer.status_code} for {query!r}")
                if round_ or kind != "broad words":
                    times.setdefault(kind, []).append(spent)
    typed = [
        query[:end] for query in questions(records)["titles begun, without accents"] for end in (3, 8, 15)
    ]
    for beginning in typed:
        started = time.perf_counter()
        client.get(f"/tim-kiem/goi-y/?q={quote(beginning)}")
        times.setdefault("suggestions", []).append(1000 * (time.perf_counter() - started))
    return {"times": times, "cpu": cpu, "index_ms": 1000 * built / size}


def run() -> list[dict[str, Any]]:
    """Measure each size in its own process and data folder; a row for each figure."""
    found = {size: measured(size, DATABASE_URL="") for size in SIZES}
    rows = [row for size, figures in found.items() for row in rows_of(size, figures, BAR_P95)]
    small, large = (statistics.median(_searches(found[size])) for size in SIZES)
    growth = f"p50 at {SIZES[1]:,} against {SIZES[0]:,}"
    return [*rows, _row(growth, large / small, "times", BAR_GROWTH)]


def rows_of(size: int, figures: dict[str, Any], bar: float) -> list[dict[str, Any]]:
    """Return the rows of what `measured` found; no p95 of a search may be above `bar`, in milliseconds."""
    every = _searches(figures)
    rows = [
        _row(f"{size:,} pages: all queries, p50", statistics.median(every), "ms"),
        _row(f"{size:,} pages: all queries, p95", _p95(every), "ms", bar),
        _row(f"{size:,} pages: all queries, CPU p50", statistics.median(figures["cpu"]), "ms"),
        _row(f"{size:,} pages: all queries, CPU p95", _p95(figures["cpu"]), "ms"),
    ]
    for kind, spents in figures["times"].items():
        p50, p95 = statistics.median(spents), _p95(spents)
        rows.append(_row(f"{size:,} pages: {kind}, p50 {p50:.1f}, p95", p95, "ms", bar))
    return [*rows, _row(f"{size:,} pages: making and indexing a page, CPU", figures["index_ms"], "ms")]


def measured(size: int, **environment: str) -> dict[str, Any]:
    """Return what `measure` finds in a process of its own, with an empty data folder and this `environment`."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        values = os.environ | {
            "DATA_DIR": folder,
            "SECRET_KEY": "only-for-the-benchmark",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        }
        command = [sys.executable, "-m", "bench.search_bench", str(size)]
        answer = subprocess.run(
            command, cwd=ROOT, env=values | environment, stdout=subprocess.PIPE, check=True
        )
        return json.loads(answer.stdout.splitlines()[-1])


def _searches(figures: dict[str, Any]) -> list[float]:
    return [spent for kind, spents in figures["times"].items() if kind != "suggestions" for spent in spents]


def _p95(values: list[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def _row(name: str, value: float, unit: str, bar: float | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 1),
        "unit": unit,
        "bar": f"≤ {bar}" if bar else "–",
        "ok": bar is None or value <= bar,
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        for row in run():
            verdict = "ok" if row["ok"] else "MISSED"
            print(f"{row['name']:<70} {row['value']:>8} {row['unit']:<6} {row['bar']:<8} {verdict}")
