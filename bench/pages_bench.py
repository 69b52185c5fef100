"""What a public page costs: CPU of the server a request, against the bare Django view of the same run.

Goals: a page of content 35, home and lists 50 times the bare view (measured beside WordPress and two
Wagtail sites on the same machine); this first stage promises to be within a factor of two of them.
"""

import os
import re
import statistics
import urllib.request
from pathlib import Path
from typing import Any

from .servers import ROOT, cpu_seconds, portal_environment, server, temporary_portal

ROUNDS = 5
REQUESTS = 120
#: kind of page → its goal, the list that leads to it
PAGES = {
    "article": (35, "/tin-tuc/"),
    "procedure": (35, "/thu-tuc/"),
    "legal document": (35, "/van-ban/"),
    "magazine article": (35, "/tap-chi/"),
    "poster": (35, "/tu-lieu/ap-phich/"),
    "performance": (35, "/tu-lieu/bieu-dien/"),
    "organisation": (35, "/co-cau-to-chuc/"),
}
LISTS = {
    "home": (50, "/"),
    "news list": (50, "/tin-tuc/"),
    "procedure list": (50, "/thu-tuc/"),
    "legal list": (50, "/van-ban/"),
    "magazine": (50, "/tap-chi/"),
    "posters": (50, "/tu-lieu/ap-phich/"),
    "performances": (50, "/tu-lieu/bieu-dien/"),
}
#: parts of lists that are no page of their own
NO_PAGES = ("/rss/", "/tac-gia/", "/du-thao/")
ALLOWED = 2


def fetch(url: str) -> bytes:
    """Return the body of a page; raise when it isn't 200."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


def cost(address: str, path: str, pid: int, requests: int) -> float:
    """Return the server's CPU milliseconds a request."""
    before = cpu_seconds(pid)
    for _ in range(requests):
        fetch(address + path)
    return 1000 * (cpu_seconds(pid) - before) / requests


def first_link(address: str, path: str) -> str:
    """Return the first page below a list."""
    html = fetch(address + path).decode()
    links = re.findall(rf'href="(?:https?://[^/"]+)?({path}[a-z0-9-]+/)"', html)
    link = next(link for link in links if not link.endswith(NO_PAGES))
    return first_link(address, link) if path == "/tap-chi/" else link


def run() -> list[dict[str, Any]]:
    """Measure all page kinds in turn, round by round; a row for each, its value the median ratio."""
    bare_environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with temporary_portal() as data_dir:
        environment = portal_environment(Path(data_dir))
        with (
            server("portal.wsgi", environment) as (address, pid),
            server("bench.bare", bare_environment) as (bare_address, bare_pid),
        ):
            paths = {name: path for name, (_goal, path) in LISTS.items()}
            paths |= {name: first_link(address, path) for name, (_goal, path) in PAGES.items()}
            for path in paths.values():
                cost(address, path, pid, 20)
            ratios: dict[str, list[float]] = {name: [] for name in paths}
            for _ in range(ROUNDS):
                # The bare view is so cheap that clock ticks of 10 ms need many requests.
                yardstick = cost(bare_address, "/", bare_pid, REQUESTS * 8)
                for name, path in paths.items():
                    ratios[name].append(cost(address, path, pid, REQUESTS) / yardstick)
    rows = []
    for name, values in ratios.items():
        bar = (PAGES | LISTS)[name][0] * ALLOWED
        value = statistics.median(values)
        rows.append(
            {
                "name": f"{name}: CPU against the bare view ({min(values):.0f}–{max(values):.0f})",
                "value": round(value, 1),
                "unit": "times",
                "bar": f"≤ {bar}",
                "ok": value <= bar,
            }
        )
    return rows
