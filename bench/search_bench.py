"""How long a search takes at 10,000 and at 100,000 pages, through the real API view, and what indexing costs.

`python -m bench.search_bench` prints the table. The stock SQLite backend stands beside it at the size where a query
still ends (`search_stock`).
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

from . import search_on_server, search_readers, search_stock

ROOT = Path(__file__).resolve().parents[1]
SIZES = (10_000, 100_000)
BAR_P95 = 100
BAR_GROWTH = 3
BAR_SUGGESTIONS = 12
BAR_PUBLICATION = 10
BAR_BUILDING = 800
#: of the p95 while pages are reindexed against the p95 of the same readers alone
BAR_READERS = 2
PUBLICATIONS = 60
#: filters of every other query
NARROWED = ("", "&type=procedure&field=v0", "", "&type=legal&kind=v0&kind=v1")

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
    built = build(size)
    records = built.records
    on_server = search_on_server.fill()
    client = Client(headers={"host": "localhost"})
    times: dict[str, list[float]] = {}
    cpu: list[float] = []
    # A server that has just started compiles its own code by the first round.
    for round_ in range(-1 if on_server else 0, 2):
        for kind, queries in questions(records).items():
            for number, query in enumerate(queries):
                narrowed = NARROWED[number % len(NARROWED)]
                started, busy = time.perf_counter(), time.process_time()
                answer = client.get(f"/api/search/?q={quote(query)}{narrowed}")
                spent = 1000 * (time.perf_counter() - started)
                if round_ >= 0:
                    cpu.append(1000 * (time.process_time() - busy))
                if answer.status_code != 200:
                    raise RuntimeError(f"{answer.status_code} for {query!r}")
                if on_server and answer.json()["degraded"]:
                    raise RuntimeError("The search server doesn't answer.")
                if round_ > 0 or (round_ == 0 and kind != "broad words"):
                    times.setdefault(kind, []).append(spent)
    typed = [
        query[:end] for query in questions(records)["titles begun, without accents"] for end in (3, 8, 15)
    ]
    for beginning in typed:
        started = time.perf_counter()
        client.get(f"/tim-kiem/goi-y/?q={quote(beginning)}")
        times.setdefault("suggestions", []).append(1000 * (time.perf_counter() - started))
    found = {
        "times": times,
        "cpu": cpu,
        "building": size / built.indexing,
        "publications": publications(records),
    }
    if on_server:
        found["building"] = on_server
    elif size == max(SIZES) and not os.environ.get("DATABASE_URL"):
        found["readers"] = search_readers.measure(questions(records)["questions"])
    return found


def publications(records: list[tuple[str, str, str]]) -> list[float]:
    """Return the milliseconds that the index row of a changed page takes, each in its own transaction."""
    from django.db import transaction

    from bench.search_corpus import documents
    from portal.search.indexing import write
    from portal.search.models import IndexedItem
    from procedures.models import ProcedurePage

    spents = []
    keys = IndexedItem.objects.filter(type="procedure").order_by("pk").values_list("object_id", flat=True)
    changed = [(code, f"{name} sửa đổi", text) for code, name, text in records[:PUBLICATIONS]]
    for key, document in zip(keys[:PUBLICATIONS], documents(changed), strict=True):
        started = time.perf_counter()
        with transaction.atomic():
            write(ProcedurePage, key, document)
        spents.append(1000 * (time.perf_counter() - started))
    return spents


def run() -> list[dict[str, Any]]:
    """Measure each size in its own process and data folder; a row for each figure."""
    found = {size: measured(size, DATABASE_URL="") for size in SIZES}
    rows = [row for size, figures in found.items() for row in rows_of(size, figures, BAR_P95)]
    small, large = (statistics.median(_searches(found[size])) for size in SIZES)
    rows += search_stock.rows()
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
        bar_of_kind = BAR_SUGGESTIONS if kind == "suggestions" else bar
        rows.append(_row(f"{size:,} pages: {kind}, p50 {p50:.1f}, p95", p95, "ms", bar_of_kind))
    spents = figures["publications"]
    p50, p95 = statistics.median(spents), _p95(spents)
    rows.append(_row(f"{size:,} pages: a publication, p50 {p50:.1f}, p95", p95, "ms", BAR_PUBLICATION))
    building = round(figures["building"])
    rows.append(
        _row(f"{size:,} pages: analysed and indexed", building, "a second")
        | {"bar": f"≥ {BAR_BUILDING}", "ok": building >= BAR_BUILDING}
    )
    if alone_and_beside := figures.get("readers"):
        alone, beside = map(_p95, alone_and_beside)
        rows.append(_row(f"{size:,} pages: 8 readers, p95", alone, "ms"))
        rows.append(_row("the same while 2,000 pages are reindexed", beside, "ms"))
        rows.append(_row("one against the other", beside / alone, "times", BAR_READERS))
    return rows


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
