"""Eight readers at once, alone and while 2,000 pages are reindexed: processes of their own on one database."""

import json
import os
import subprocess
import sys
import time
from urllib.parse import quote

import django

READERS = 8
PAGES = 2_000
#: queries of each reader when it is alone; beside a reindexing it asks until that is done
QUERIES = 15


def measure(queries: list[str]) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each search, of the readers alone and beside a reindexing; raise on any error."""
    alone = _asked(queries, [])
    reindexing = subprocess.Popen(_command("reindex"))
    beside = _asked(queries, [])
    while reindexing.poll() is None:
        beside += _asked(queries, [])
    if reindexing.returncode:
        raise RuntimeError("Reindexing failed beside the readers.")
    return alone, beside


def _asked(queries: list[str], found: list[float]) -> list[float]:
    readers = [
        subprocess.Popen(
            _command("read", json.dumps(queries[number::READERS])), stdout=subprocess.PIPE, text=True
        )
        for number in range(READERS)
    ]
    for reader in readers:
        printed, _ = reader.communicate()
        if reader.returncode:
            raise RuntimeError("A reader met an error.")
        found += json.loads(printed.splitlines()[-1])
    return found


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bench.search_readers", *arguments]


def read(queries: list[str]) -> list[float]:
    """Return the milliseconds of `QUERIES` searches; raise when one isn't answered."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    spents = []
    for number in range(-3, QUERIES):
        started = time.perf_counter()
        answer = client.get(f"/api/search/?q={quote(queries[number % len(queries)])}")
        if answer.status_code != 200:
            raise RuntimeError(answer.status_code)
        if number >= 0:  # the first ones warm the process
            spents.append(1000 * (time.perf_counter() - started))
    return spents


def reindex() -> None:
    """Write the tokens of `PAGES` pages anew, in portions as `update_index` does."""
    from django.db import transaction

    from bench.search_corpus import PORTION, corpus, documents
    from portal.search.indexing import Entry, write_all
    from portal.search.models import IndexedItem
    from procedures.models import ProcedurePage

    keys = list(
        IndexedItem.objects.exclude(type="").order_by("pk").values_list("object_id", flat=True)[:PAGES]
    )
    entries = [
        Entry(ProcedurePage, key, document)
        for key, document in zip(keys, documents(corpus(len(keys))), strict=True)
    ]
    for start in range(0, len(entries), PORTION):
        with transaction.atomic():
            write_all(entries[start : start + PORTION], rewrite=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    django.setup()
    if sys.argv[1] == "read":
        print(json.dumps(read(json.loads(sys.argv[2]))))
    else:
        reindex()
