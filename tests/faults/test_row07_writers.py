"""Fault 7: eight processes publish at once on SQLite, and none meets "database is locked"."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITERS = 8
PAGES_EACH = 25


def environment(data_dir: Path) -> dict[str, str]:
    return os.environ | {
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "only-for-tests",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
    }


@pytest.mark.slow
def test_eight_writers_never_meet_a_locked_database(tmp_path):
    values = environment(tmp_path)
    subprocess.run([sys.executable, "manage.py", "setup"], cwd=ROOT, env=values, check=True)
    command = [sys.executable, "-m", "tests.faults.writer"]
    writers = [
        subprocess.Popen(
            [*command, str(number), str(PAGES_EACH)],
            cwd=ROOT,
            env=values,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    outputs = [writer.communicate(timeout=300) for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, outputs
    assert sum(int(printed) for printed, _errors in outputs) == WRITERS * PAGES_EACH
    assert not any("locked" in errors for _printed, errors in outputs)
