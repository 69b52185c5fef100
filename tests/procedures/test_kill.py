"""kill -9 in the middle of an import: no half state, and the same file again finishes the work."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT
from tests.procedures.samples import page_row, write_lines

RECORDS = 60
KILLS = 5


def manage(data_dir, *arguments):
    environment = os.environ | {
        "DATA_DIR": str(data_dir),
        "SECRET_KEY": "only-for-tests",
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def one(data_dir, query):
    with sqlite3.connect(data_dir / "portal.sqlite3") as connection:
        return connection.execute(query).fetchone()[0]


def check_whole(data_dir):
    """Each page that is there is live, with its revision, its place in the tree and its row in the index."""
    pages = "procedures_procedurepage JOIN wagtailcore_page ON id = page_ptr_id"
    count = one(data_dir, "SELECT count(*) FROM procedures_procedurepage")
    assert (
        one(data_dir, f"SELECT count(*) FROM {pages} WHERE live AND live_revision_id = latest_revision_id")
        == count
    )
    assert one(data_dir, "SELECT numchild FROM wagtailcore_page WHERE slug = 'thu-tuc'") == count
    assert (
        one(data_dir, "SELECT count(*) FROM portal_search_indexeditem WHERE type = 'procedure' AND live")
        == count
    )
    assert one(data_dir, "PRAGMA integrity_check") == "ok"
    assert one(data_dir, "SELECT count(*) FROM pragma_foreign_key_check") == 0
    return count


@pytest.mark.slow
def test_a_killed_import_leaves_no_half_state_and_a_rerun_finishes(tmp_path):
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    setup = manage(data_dir, "setup")
    assert setup.wait(240) == 0, setup.stdout.read()
    path = write_lines(tmp_path / "rows.jsonl", [page_row(f"9.9{number:05}") for number in range(RECORDS)])
    chance = random.Random(7)
    for _ in range(KILLS):
        before = one(data_dir, "SELECT count(*) FROM procedures_procedurepage")
        process = manage(data_dir, "import_procedures", str(path), "--publish")
        for _ in range(600):
            if (
                process.poll() is not None
                or one(data_dir, "SELECT count(*) FROM procedures_procedurepage") > before
            ):
                break
            time.sleep(0.1)
        time.sleep(chance.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        process.wait(60)
        check_whole(data_dir)
    last = manage(data_dir, "import_procedures", str(path), "--publish")
    assert last.wait(240) == 0, last.stdout.read()
    assert check_whole(data_dir) == RECORDS
    assert one(data_dir, "SELECT count(*) FROM wagtailcore_revision WHERE object_id IN "
               "(SELECT page_ptr_id FROM procedures_procedurepage)") == RECORDS  # fmt: skip
