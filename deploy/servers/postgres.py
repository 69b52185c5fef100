"""A private PostgreSQL for tests and benchmarks: on loopback, at a free port, in a folder of its own.

`python -m deploy.servers.postgres` starts one in a temporary folder, prints its DATABASE_URL and runs until Ctrl-C.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .private import free_port, identity, own_folder

# Nothing of it outlives a run, so it waits for no disk; `durable=True` measures as it would be in use.
_HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    # Compiling a statement takes longer than any of ours runs.
    "jit": "off",
}


def programs() -> Path:
    """Return the folder of PostgreSQL's programs, of the newest version that is installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda path: int(path.parts[-3]))
    if not newest:
        raise FileNotFoundError("PostgreSQL is missing: deploy/install-test-tools installs it")
    return newest[-1].parent


def start(folder: Path, *, durable: bool = False) -> str:
    """Start a server whose data lie in the empty `folder`; return the DATABASE_URL of its database `portal`."""
    folder = own_folder(folder)
    data, password, port = folder / "data", secrets.token_hex(16), free_port()
    password_file = folder / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    own_folder(folder)
    _run(
        "initdb",
        f"--pgdata={data}",
        "--username=portal",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    settings = _SETTINGS | {"port": str(port)} | ({} if durable else _HASTY)
    with (data / "postgresql.conf").open("a") as configuration:
        configuration.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    _run("pg_ctl", "start", f"--pgdata={data}", "--wait", "--silent", f"--log={folder / 'log'}")
    server = f"postgres://portal:{password}@127.0.0.1:{port}"
    _run("createdb", f"--maintenance-db={server}/postgres", "portal")
    return f"{server}/portal"


def stop(folder: Path) -> None:
    """Stop the server of `folder` at once; it may be stopped already."""
    if (folder / "data" / "postmaster.pid").exists():
        _run("pg_ctl", "stop", f"--pgdata={folder / 'data'}", "--mode=immediate", "--wait", "--silent")


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """Give the DATABASE_URL of a server that ends, with all its data, when the block does."""
    with tempfile.TemporaryDirectory(prefix="portal-postgres-") as name:
        folder = Path(name)
        try:
            yield start(folder, durable=durable)
        finally:
            stop(folder)


def _run(program: str, *arguments: str) -> None:
    # Into a file: the server keeps what it is given open, and a pipe would never end.
    with tempfile.TemporaryFile() as log:
        done = subprocess.run(
            [programs() / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            **identity(),
        )
        if done.returncode:
            log.seek(0)
            raise RuntimeError(f"{program}: {log.read().decode(errors='replace')}")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with running() as url:
            print(url, flush=True)
            signal.pause()
    except KeyboardInterrupt:
        pass
