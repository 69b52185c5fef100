"""Runs tests in a process of their own, on another database or engine than the one that runs these."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment(**values: str) -> dict[str, str]:
    """Return the environment of such a process: this one's, without what pytest says to its own workers."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return ours | {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"} | values


def run_suite(*tests: str, marks: str = "not slow and not browser", **values: str) -> None:
    """Run `tests` (files or folders) with the settings of `suite_settings`; fail with what they say."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests]
    command += ["--ds=tests.engines.suite_settings", "-m", marks]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(**values),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-20_000:]
    assert " skipped" not in done.stdout.splitlines()[-1], done.stdout[-20_000:]
