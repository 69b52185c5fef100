"""What the faults of a search server cost (faults 1 to 3), what feeding one costs, and the slowest wild query (25).

`python -m bench.faults_bench` prints the table. Everything is asked of the portal's own views, in one process.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import django

from deploy.servers import postgres, search_server

ROOT = Path(__file__).resolve().parents[1]
PAGES = 2_000
SEARCHES = 30
WILD = 300
#: times that each wild query is asked: what the machine does beside it is nothing of the query's
ROUNDS = 3
PUBLICATIONS = 12
#: publications that a server which has just started compiles its own code by
WARMING_UP = 8


def measure(server_url: str) -> dict[str, float]:
    """Fill a portal and return figures by name: of the faults without a server, of its health with one."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from bench.search_corpus import build
    from portal.search.models import ServerIndex
    from tests.faults.search_servers import closed_port, silent_socket

    settings.SEARCH_URL = ""
    call_command("setup", verbosity=0)
    build(PAGES)
    client = Client(headers={"host": "testserver"})
    if server_url:
        settings.SEARCH_URL = server_url
        with feeder(server_url):
            wait_until(lambda: not asked(client, "/readyz")["search"]["degraded"])
            found = publications(client)
            return found | {"slowest wild query": slowest(client)}
    figures = {"slowest wild query": slowest(client)}
    ServerIndex.objects.create(name="portal-1", analysis_version=1, is_serving=True)
    settings.SEARCH_URL = closed_port()
    figures["row 1, port closed: slowest search"] = max(searches(client))
    with silent_socket() as url:
        settings.SEARCH_URL = url
        figures["row 2, silent: slowest search"] = max(searches(client))
        figures["row 2, silent: p95 of searches after that"] = p95(searches(client))
        # By turns: whatever else the machine does meets both alike.
        home: dict[str, list[float]] = {"": [], url: []}
        for _ in range(SEARCHES):
            for settings.SEARCH_URL, taken in home.items():
                taken += times(lambda: client.get("/"), 1)
        usual, silent = (statistics.median(taken) for taken in home.values())
        figures["row 2, silent: home page, times its usual p50"] = silent / usual
        figures["row 2, silent: slowest publication"] = max(times(publish, PUBLICATIONS))
        figures["row 2, silent: slowest /readyz"] = max(times(lambda: client.get("/readyz"), 5))
    return figures


def searches(client: Any) -> list[float]:
    """Return the milliseconds of searches that all must be answered, by the database."""

    def search() -> None:
        answer = asked(client, "/api/search/?q=thủ tục cấp giấy phép")
        if not answer["degraded"] or not answer["count"]:
            raise RuntimeError(f"not the database's answer: {answer['engine']}")

    return times(search, SEARCHES)


def slowest(client: Any) -> float:
    """Return the milliseconds of the slowest of many wild queries, each the median of its rounds; none may fail."""
    took: dict[tuple[str, str], list[float]] = {}
    for _ in range(ROUNDS):
        for path, query in wild_queries():
            began = time.perf_counter()
            answer = client.get(path, {"q": query})
            took.setdefault((path, query), []).append(1000 * (time.perf_counter() - began))
            if answer.status_code != 200:
                raise RuntimeError(f"{answer.status_code} for {query[:100]!r}")
    return max(map(statistics.median, took.values()))


def wild_queries() -> Iterator[tuple[str, str]]:
    """Give address and query, always the same ones."""
    from tests.faults.wild_queries import PIECES

    rng = random.Random(25)
    for _ in range(WILD):
        pieces = rng.choices(PIECES, k=rng.randrange(1, 9))
        query = rng.choice((" ", "")).join(pieces) * rng.choice((1, 1, 1, 50, 10_000))
        query = query[:100_000].encode("utf-8", "replace").decode()
        for path in ("/api/search/", "/tim-kiem/goi-y/"):
            yield path, query


def publications(client: Any) -> dict[str, float]:
    """Return what publications cost, and the seconds until the search server found them."""
    costs, waits = [], []
    for number in range(WARMING_UP + PUBLICATIONS):
        title = f"Bản tin {random.SystemRandom().randrange(10**9)}"
        costs += times(lambda title=title: publish(title), 1)
        began = time.monotonic()
        address = f"/api/search/?q={title.split()[-1]}"
        wait_until(lambda address=address: (one := asked(client, address))["count"] and not one["degraded"])
        waits.append(1000 * (time.monotonic() - began))
        if number < WARMING_UP:
            costs, waits = [], []
    return {"publication, p95": p95(costs), "found on the server after, slowest": max(waits)}


def publish(title: str = "Lễ hội Lồng tồng") -> None:
    """Publish a news item."""
    from news.models import NewsIndexPage, NewsPage

    page = NewsPage(title=title, live=False)
    NewsIndexPage.objects.first().add_child(instance=page)
    page.save_revision().publish()


def asked(client: Any, address: str) -> dict[str, Any]:
    return json.loads(client.get(address).content)


def times(work: Callable[[], object], number: int) -> list[float]:
    """Return the milliseconds of each of `number` times."""
    found = []
    for _ in range(number):
        began = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - began))
    return found


def p95(values: list[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def wait_until(done: Callable[[], object], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


@contextmanager
def feeder(url: str) -> Any:
    """Run the feeder as a process, as `make run` does."""
    command = [sys.executable, str(ROOT / "manage.py"), "feed_search_server"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"SEARCH_URL": url})
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def run() -> list[dict[str, Any]]:
    """Measure each engine in a process and data folder of its own; a row for each figure."""
    bars = {
        "slowest wild query": 300,
        "row 1, port closed: slowest search": 1_500,
        "row 2, silent: slowest search": 1_500,
        "row 2, silent: p95 of searches after that": 150,
        "row 2, silent: home page, times its usual p50": 1.2,
        "row 2, silent: slowest publication": 1_000,
        "row 2, silent: slowest /readyz": 1_500,
        "found on the server after, slowest": 1_000,
    }
    rows = []
    for name, database, server in (
        ("SQLite", None, None),
        ("PostgreSQL", postgres.running, None),
        *((kind, None, kind) for kind in search_server.KINDS),
    ):
        with ExitStack() as stack:
            database_url = stack.enter_context(database()) if database else ""
            server_url = stack.enter_context(search_server.running(server)) if server else ""
            found = _measured(database_url, server_url)
        for figure, value in found.items():
            bar = bars.get(figure)
            rows.append(
                {
                    "name": f"{name}: {figure}",
                    "value": round(value, 2 if "times" in figure else 0),
                    "unit": "times" if "times" in figure else "ms",
                    "bar": f"≤ {bar}" if bar else "–",
                    "ok": bar is None or value <= bar,
                }
            )
    return rows


def _measured(database_url: str, server_url: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        values = {
            "DATA_DIR": folder,
            "DATABASE_URL": database_url,
            "SECRET_KEY": "only-for-the-benchmark",
            "DJANGO_SETTINGS_MODULE": "tests.faults.plain_settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "LOG_LEVEL": "ERROR",
        }
        environment = {name: value for name, value in (os.environ | values).items() if value}
        command = [sys.executable, "-m", "bench.faults_bench", "measure", server_url]
        answer = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
        return json.loads(answer.stdout.splitlines()[-1])


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        print(json.dumps(measure(sys.argv[2])))
    else:
        for row in run():
            verdict = "ok" if row["ok"] else "MISSED"
            print(f"{row['name']:<70} {row['value']:>8} {row['unit']:<6} {row['bar']:<8} {verdict}")
