"""Fault 27: two people press "Approve" at the same moment: one approval, and the other is told who did it."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 10  # at each of the two stages
PAIRS = [("vanphong", "vanphong2"), ("lanhdao", "lanhdao2")]


@pytest.fixture
def run(tmp_path):
    values = os.environ | {
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tests.faults.plain_settings",
        "SECRET_KEY": "only-for-tests",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}

    def start(*command):
        return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=values, **pipes)

    return start


def finish(process):
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return output


def last_json(output):
    return json.loads(output.strip().splitlines()[-1])


@pytest.mark.slow
def test_two_approvers_at_once_make_one_approval(run):
    finish(run("manage.py", "migrate", "-v", "0"))
    waiting = last_json(finish(run("-m", "tests.faults.approver", "prepare", str(ROUNDS))))
    told = {}
    for number, names in enumerate(PAIRS):
        approvers = [run("-m", "tests.faults.approver", "approve", name) for name in names]
        for approver in approvers:
            assert approver.stdout.readline().strip() == "ready"
        for page, stage in waiting[number * ROUNDS : (number + 1) * ROUNDS]:
            moment = time.time() + 0.1
            for approver in approvers:
                approver.stdin.write(f"{page} {stage} {moment}\n")
                approver.stdin.flush()
            answers = [json.loads(approver.stdout.readline()) for approver in approvers]
            assert [status for status, _texts in answers] == [200, 200]
            told[stage] = [text for _status, texts in answers for text in texts]
        for approver in approvers:
            finish(approver)
    report = last_json(finish(run("-m", "tests.faults.approver", "report")))
    for _page, stage in waiting:
        (name,) = report["approvals"][str(stage)]
        assert report["logged"].count(stage) == 1
        late = [text for text in told[stage] if re.search(r"lúc \d\d:\d\d \d\d/\d\d/\d{4}", text)]
        assert len(late) == 1, told[stage]
        assert late[0].startswith(f"{name.title()} Test")
    assert all(len(states) == 1 for states in report["started"].values())
    leaders = [page for page, _stage in waiting[ROUNDS:]]
    assert sorted(report["published"]) == sorted(leaders)
