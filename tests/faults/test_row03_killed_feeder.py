"""What feeds a search server is killed again and again: everything reaches the server, as it is in the end."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.faults.search_servers import small_server
from tests.faults.test_row07_writers import ROOT, environment

pytestmark = pytest.mark.slow

PAGES = 40
ROWS = "SELECT i.id, i.title FROM portal_search_indexeditem i"
DONE = """SELECT NOT EXISTS (SELECT * FROM portal_search_outboxentry)
    AND EXISTS (SELECT * FROM portal_search_serverindex WHERE is_serving)"""
FEED = [sys.executable, "manage.py", "feed_search_server"]


def test_nothing_is_lost_and_nothing_stays_that_was_deleted(tmp_path):
    rng = random.Random(4)
    with small_server() as server:
        values = environment(tmp_path) | {"SEARCH_URL": server.url}
        subprocess.run([sys.executable, "manage.py", "setup"], cwd=ROOT, env=values, check=True)
        database = sqlite3.connect(tmp_path / "portal.sqlite3", timeout=20)
        change = [sys.executable, "-m", "tests.faults.changer", str(PAGES)]
        killed = 0
        with subprocess.Popen(change, cwd=ROOT, env=values) as changing:
            while changing.poll() is None or killed < 3:
                with subprocess.Popen(FEED, cwd=ROOT, env=values) as feeding:
                    heard = len(server.asked)
                    deadline = time.monotonic() + 30
                    while len(server.asked) == heard and time.monotonic() < deadline:
                        time.sleep(0.01)
                    time.sleep(rng.random() * 0.5)
                    os.kill(feeding.pid, signal.SIGKILL)
                    killed += 1
            assert changing.returncode == 0
        with subprocess.Popen(FEED, cwd=ROOT, env=values) as feeding:
            deadline = time.monotonic() + 60
            while not database.execute(DONE).fetchone()[0] and time.monotonic() < deadline:
                time.sleep(0.1)
            feeding.terminate()
        assert database.execute(DONE).fetchone()[0]
        rows = dict(database.execute(ROWS).fetchall())
        titles = {int(key): document["title"] for key, document in server.documents.items()}
    assert titles.keys() == rows.keys()
    assert len([title for title in rows.values() if title.startswith("Bản tin")]) == PAGES - len(
        range(0, PAGES, 3)
    )
    for pk, title in rows.items():
        assert ("sua" in titles[pk].split()) == title.startswith("Bản tin sửa"), title
