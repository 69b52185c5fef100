"""Starts a portal (or the bare view it is measured against) for real and reads what it costs."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def portal_environment(data_dir: Path) -> dict[str, str]:
    """Return the environment of a portal that keeps everything in `data_dir`."""
    return os.environ | {
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "DEMO_PASSWORD": "only-for-the-benchmark",
        "DEBUG": "0",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
    }


def manage(data_dir: Path, *arguments: str) -> None:
    """Run a management command of the portal in `data_dir`; raise when it fails."""
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=portal_environment(data_dir),
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def temporary_portal() -> Iterator[Path]:
    """Give the data folder of a portal that is set up and holds the demo content."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        data_dir = Path(folder)
        manage(data_dir, "setup")
        manage(data_dir, "load_demo")
        manage(data_dir, "collectstatic", "--noinput", "-v", "0")
        yield data_dir


@contextmanager
def server(application: str, environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Run gunicorn with 2 sync workers; give the address and the process number of its master."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}", "--workers=2"]
    process = subprocess.Popen(
        [*command, "--no-control-socket", "--log-level=error"], env=environment, cwd=ROOT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz")
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(20)


def wait_for(url: str, seconds: float = 30) -> None:
    """Return when `url` answers 200; raise TimeoutError when it doesn't in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process and its children have used so far, in seconds."""
    total = 0
    for number in [pid, *children(pid)]:
        try:
            fields = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def children(pid: int) -> list[int]:
    """Return the numbers of the direct children of a process."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(number) for task in tasks for number in task.read_text().split()]
