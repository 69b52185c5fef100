"""kill -9 of the task worker in the middle of an import and of its undoing: the end is the same as without."""

import random
import signal
import time

import pytest

from tests.procedures.samples import page_row, write_lines
from tests.procedures.test_kill import check_whole, manage, one

pytestmark = pytest.mark.slow

RECORDS = 40
KILLS = 4

BEGIN = """
from pathlib import Path
from django.core.files.base import ContentFile
from procedures.imports.handing_over import begin
from procedures.models import ImportRun
from procedures.models.import_run import Status
run = ImportRun(status=Status.FAILED, publish=True, file_name="rows.jsonl", sha256="x")
run.file.save("rows.jsonl", ContentFile(Path({path!r}).read_bytes()), save=False)
run.save()
assert begin(run, [Status.FAILED], Status.CHECKING)
"""
MOVE = """
from procedures.imports.handing_over import begin
from procedures.models import ImportRun
from procedures.models.import_run import Status
assert begin(ImportRun.objects.get(), [Status({since!r})], Status({to!r}), total={total})
"""


def do(data_dir, *arguments):
    process = manage(data_dir, *arguments)
    assert process.wait(240) == 0, process.stdout.read()


def worker(data_dir, *arguments):
    return manage(
        data_dir, "db_worker", "--interval", "0.1", "--no-startup-delay", "--verbosity", "0", *arguments
    )


def status(data_dir):
    return one(data_dir, "SELECT status FROM procedures_importrun")


def done(data_dir):
    return one(data_dir, "SELECT done FROM procedures_importrun")


def kill_over_and_over(data_dir, chance):
    """Let the worker begin, kill it while it works, have the job taken up again; finish in the end."""
    for _ in range(KILLS):
        process, before = worker(data_dir), done(data_dir)
        for _ in range(900):
            if process.poll() is not None or done(data_dir) > before:
                break
            time.sleep(0.05)
        time.sleep(chance.random() * 0.4)
        process.send_signal(signal.SIGKILL)
        process.wait(60)
        check_whole(data_dir)
        do(data_dir, "continue_imports", "--now")
    last = worker(data_dir, "--batch")
    assert last.wait(240) == 0, last.stdout.read()


def test_a_killed_worker_leaves_no_half_state_and_the_work_ends_the_same(tmp_path):
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    do(data_dir, "setup")
    path = write_lines(tmp_path / "rows.jsonl", [page_row(f"9.9{number:05}") for number in range(RECORDS)])
    do(data_dir, "shell", "--no-imports", "-c", BEGIN.format(path=str(path)))
    assert worker(data_dir, "--batch").wait(240) == 0
    assert status(data_dir) == "ready"

    chance = random.Random(11)
    do(data_dir, "shell", "--no-imports", "-c", MOVE.format(since="ready", to="applying", total=RECORDS))
    kill_over_and_over(data_dir, chance)
    assert status(data_dir) == "applied"
    assert check_whole(data_dir) == RECORDS
    pages = "SELECT page_ptr_id FROM procedures_procedurepage"
    assert one(data_dir, f"SELECT count(*) FROM wagtailcore_revision WHERE object_id IN ({pages})") == RECORDS
    assert one(data_dir, "SELECT count(*) FROM procedures_procedureversion") == RECORDS
    rows = "SELECT count(*) FROM procedures_importrow WHERE applied AND outcome = 'created'"
    assert one(data_dir, rows) == RECORDS

    do(data_dir, "shell", "--no-imports", "-c", MOVE.format(since="applied", to="undoing", total=RECORDS))
    kill_over_and_over(data_dir, chance)
    assert status(data_dir) == "undone"
    assert check_whole(data_dir) == 0
    assert one(data_dir, "SELECT count(*) FROM procedures_procedureversion") == 0
