"""The stock backends of django-modelsearch on the same pages: where a query ends, and how long it takes."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]
#: pages at which it is asked; it takes about four times as long for twice as many
SIZES = (500, 1_000, 2_000)
#: seconds for one size, indexing included, after which it counts as not ending
LIMIT = 120
QUERIES = ("giấy phép", "thủ tục cấp giấy chứng nhận", "đăng ký")


def rows() -> list[dict[str, Any]]:
    """Return a row for each size on SQLite; the first one that doesn't end within the limit is the last."""
    found = []
    for size in SIZES:
        found.append(row("SQLite", size, LIMIT))
        if "doesn't end" in found[-1]["name"]:
            break
    return found


def row(database: str, size: int, limit: float, url: str = "") -> dict[str, Any]:
    """Return the row of one size, in the empty database at `url`; `limit` is in seconds, indexing included."""
    spents = _measured(size, limit, url)
    told = "a query, p50" if spents else "doesn't end within"
    value = statistics.median(spents) if spents else 1000.0 * limit
    name = f"stock {database} backend, {size:,} pages: {told}"
    return {"name": name, "value": round(value, 1), "unit": "ms", "bar": "–", "ok": True}


def _measured(size: int, limit: float, url: str) -> list[float] | None:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        environment = os.environ | {
            "DATA_DIR": folder,
            "DATABASE_URL": url,
            "SEARCH_URL": "",
            "SECRET_KEY": "only-for-the-benchmark",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        }
        command = [sys.executable, "-m", "bench.search_stock", str(size)]
        try:
            answer = subprocess.run(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, timeout=limit
            )
        except subprocess.TimeoutExpired:
            return None
        return json.loads(answer.stdout.splitlines()[-1])


def measure(size: int) -> list[float]:
    """Index `size` plain pages with the stock backend and return the milliseconds of each query."""
    from django.core.management import call_command
    from modelsearch.backends import get_search_backend
    from wagtail.models import Page

    from bench.search_corpus import build

    call_command("migrate", verbosity=0)
    build(size)
    backend = get_search_backend("modelsearch.backends.database")
    pages = Page.objects.filter(slug__startswith="p")
    for at in range(0, size, 1_000):
        backend.add_bulk(Page, list(pages.order_by("pk")[at : at + 1_000]))
    spents = []
    for query in QUERIES:
        started = time.perf_counter()
        list(backend.search(query, Page.objects.live())[:10])
        spents.append(1000 * (time.perf_counter() - started))
    return spents


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.production"
    django.setup()
    print(json.dumps(measure(int(sys.argv[1]))))
