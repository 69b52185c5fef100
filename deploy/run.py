"""The whole portal on one machine: prepares it, then runs web server, task worker and scheduler together.

With SEARCH_URL the feeder of the search server is a fourth process; the server itself is run by others.

Stops all of them when told to stop (Ctrl-C, SIGTERM) or when one ends.
"""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA_DIR = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
PORT = os.environ.get("PORT", "8000")
DEV = "--dev" in sys.argv[1:]
MANAGE = [sys.executable, str(ROOT / "manage.py")]
#: how long the processes may take to end, in seconds
GRACE = 15


def environment() -> dict[str, str]:
    """Return the environment of all processes."""
    values = dict(os.environ)
    values.setdefault("SITE_URL", f"http://localhost:{PORT}")
    values["DATA_DIR"] = str(DATA_DIR)
    if DEV:
        values["DJANGO_SETTINGS_MODULE"] = "portal.settings.base"
        values["DEBUG"] = "1"
    else:
        values["DJANGO_SETTINGS_MODULE"] = "portal.settings.production"
        values["DEBUG"] = "0"
    return values


def static_folders(root: Path, data_dir: Path) -> list[Path]:
    """Return the folders that static files are collected from; not where they are collected to, which is like them."""
    found = [root / "site" / "portal" / "static", *root.glob("*/static"), *root.glob("site/portal/*/static")]
    return [folder for folder in found if not folder.is_relative_to(data_dir)]


def static_fingerprint() -> str:
    """Return what the static files depend on: the pinned packages and our own files' sizes and times."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for folder in static_folders(ROOT, DATA_DIR):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            facts = file.stat()
            digest.update(f"{file.relative_to(ROOT)} {facts.st_size} {facts.st_mtime_ns}".encode())
    return digest.hexdigest()


def prepare(env: dict[str, str]) -> None:
    """Make the database, the static files and, once, the demo content."""
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    subprocess.run([*MANAGE, "setup"], env=env, cwd=ROOT, check=True)
    demo_mark = DATA_DIR / "demo-loaded"
    if not demo_mark.exists():
        print("Đang nạp dữ liệu mẫu …", flush=True)
        subprocess.run([*MANAGE, "load_demo"], env=env, cwd=ROOT, check=True)
        demo_mark.touch()
    static_mark = DATA_DIR / "static-fingerprint"
    fingerprint = static_fingerprint()
    if not DEV and (not static_mark.exists() or static_mark.read_text() != fingerprint):
        print("Đang chuẩn bị tệp tĩnh …", flush=True)
        subprocess.run(
            [*MANAGE, "collectstatic", "--noinput", "--clear", "-v", "0"], env=env, cwd=ROOT, check=True
        )
        static_mark.write_text(fingerprint)


def commands() -> list[list[str]]:
    """Return the commands of the processes: three, with a search server four."""
    if DEV:
        web = [*MANAGE, "runserver", f"127.0.0.1:{PORT}"]
    else:
        web = [
            sys.executable,
            "-m",
            "gunicorn",
            "portal.wsgi",
            f"--bind=127.0.0.1:{PORT}",
            "--pythonpath=site,.",
        ]
        # Loaded once and shared: two workers that load it side by side take twice as long, and more memory.
        web += ["--workers=2", "--threads=4", "--timeout=60", "--no-control-socket", "--preload"]
    worker = [*MANAGE, "db_worker", "--queue-name", "*", "--verbosity", "0"]
    feeder = [[*MANAGE, "feed_search_server"]] if os.environ.get("SEARCH_URL") else []
    return [web, worker, [*MANAGE, "run_scheduler"], *feeder]


def announce() -> None:
    """Print where the portal is and how to log in."""
    password_file = DATA_DIR / "demo-password"
    password = os.environ.get("DEMO_PASSWORD") or (
        password_file.read_text().strip() if password_file.exists() else "(DEMO_PASSWORD)"
    )
    print(
        f"""
  Cổng thông tin      http://localhost:{PORT}/
  Trang biên tập      http://localhost:{PORT}/admin/
  Tài khoản mẫu       quantri · lanhdao · phapche · vanphong · vanhoa · trungtam · doannghethuat · donvi
  Mật khẩu chung      {password}
  Dừng                Ctrl-C
""",
        flush=True,
    )


def supervise(env: dict[str, str]) -> int:
    """Run the processes until one ends or a signal comes; return the exit code."""
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    processes = [
        subprocess.Popen(command, env=env, cwd=ROOT, start_new_session=True) for command in commands()
    ]
    announce()
    while not stopping and all(process.poll() is None for process in processes):
        time.sleep(0.3)
    code = (
        0
        if stopping
        else next(process.returncode for process in processes if process.poll() is not None) or 1
    )
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
    return code


if __name__ == "__main__":
    settings = environment()
    try:
        prepare(settings)
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
    sys.exit(supervise(settings))
