"""What the import on the screen costs with all procedures: memory of the web process, time until the preview.

With the real records of `../shared/data` (SHARED_DIR) where they are; without them, with made-up rows. They are
imported by the command first and exported as .xlsx, so that the upload is the heaviest kind of file there is; once
against an empty catalogue (all new), once against a full one of which every record changes.
"""

import http.cookiejar
import io
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from .import_bench import PROCEDURES, made_up_file, real_file
from .servers import ROOT, children, manage, portal_environment, server

MEMORY_BAR = 150
PREVIEW_BAR = 60
STRUCTURED = "procedures/national-portal-structured.jsonl.gz"


def run() -> list[dict[str, Any]]:
    """Upload the same records into an empty catalogue, then changed ones into the full one, and apply those."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        data_dir = Path(folder)
        book = all_records(data_dir / "source")
        data_dir = data_dir / "portal"
        prepare(data_dir)
        rows = []
        with working(data_dir) as (address, pid):
            browser = Browser(address)
            browser.log_in()
            memory = memory_of(pid)
            seconds, page = browser.preview(book)
            rows += told("new", seconds, memory_of(pid) - memory)
            rows.append(row("  applied, published and indexed", browser.work(page, "apply"), "s", "–", True))
            seconds, page = browser.preview(changed(book))
            rows += told("changed", seconds, memory_of(pid) - memory)
            for query in ("?outcome=updated", "?p=50", "report/", "?outcome=unchanged"):
                browser.open(page + query)
            rows += [row("  and after reading in it", *grown(memory_of(pid) - memory))]
        return rows


def told(kind: str, seconds: float, memory: float) -> list[dict[str, Any]]:
    """Return the lines of the table on one upload."""
    return [
        row(f"preview of all records, {kind}", seconds, "s", f"≤ {PREVIEW_BAR}", seconds <= PREVIEW_BAR),
        row("  growth of the web process", *grown(memory)),
    ]


def grown(memory: float) -> tuple[float, str, str, bool]:
    """Return the growth of a process with its bar."""
    return memory, "MB", f"≤ {MEMORY_BAR}", memory <= MEMORY_BAR


def row(name: str, value: float, unit: str, bar: str, ok: bool) -> dict[str, Any]:
    """Return a line of the table."""
    return {"name": name, "value": round(value, 1), "unit": unit, "bar": bar, "ok": ok}


def prepare(data_dir: Path) -> None:
    """Set up a portal with its accounts, without procedures."""
    data_dir.mkdir()
    manage(data_dir, "setup")
    manage(data_dir, "collectstatic", "--noinput", "-v", "0")
    code = (
        "from django.contrib.auth import get_user_model as m; from django.contrib.auth.models import Group; "
        "u = m().objects.create_user('vanphong', password='only-for-the-benchmark'); "
        "u.groups.add(Group.objects.get(name='Văn phòng Sở'))"
    )
    manage(data_dir, "shell", "--no-imports", "-c", code)


def all_records(data_dir: Path) -> bytes:
    """Return all records as the workbook that the export writes."""
    data_dir.mkdir()
    manage(data_dir, "setup")
    pages, structured = real_file(PROCEDURES), real_file(STRUCTURED)
    for path in [path for path in (pages, structured) if path] or [made_up_file(data_dir)]:
        manage(data_dir, "import_procedures", str(path))
    out = data_dir / "all.xlsx"
    manage(data_dir, "export_procedures", str(out), "--drafts")
    return out.read_bytes()


def changed(book: bytes) -> bytes:
    """Return the workbook with another agency and other conditions in every row."""
    opened = load_workbook(io.BytesIO(book))
    sheet = opened["Thủ tục"]
    heads = [cell.value for cell in sheet[1]]
    for name in ("Cơ quan phối hợp", "Yêu cầu, điều kiện"):
        place = heads.index(name) + 1
        for number in range(2, sheet.max_row + 1):
            cell = sheet.cell(number, place)
            cell.value = f"{cell.value or ''} Có thêm một điều kiện.".strip()
    file = io.BytesIO()
    opened.save(file)
    return file.getvalue()


@contextmanager
def working(data_dir: Path) -> Iterator[tuple[str, int]]:
    """Run web server and task worker; give the address and the number of the one web process."""
    environment = portal_environment(data_dir) | {"WEB_CONCURRENCY": "1", "ALLOWED_HOSTS": "127.0.0.1"}
    command = [sys.executable, str(ROOT / "manage.py"), "db_worker", "--queue-name", "*", "--verbosity", "0"]
    worker = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        with server("portal.wsgi", environment) as (address, pid):
            yield address, pid
    finally:
        worker.terminate()
        worker.wait(30)


def memory_of(pid: int) -> float:
    """Return what the largest of the web processes holds of memory by itself, in MB, at its highest."""
    return max(_peak(number) for number in [pid, *children(pid)])


def _peak(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


class Browser:
    """An editor at the screen, without scripts."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def open(self, url: str, data: bytes | None = None, kind: str = "") -> tuple[str, str]:
        """Return the final address and the text of a page."""
        url = url if url.startswith("http") else self.address + url
        request = urllib.request.Request(url, data, {"Content-Type": kind} if kind else {})
        request.add_header("Referer", url)
        with self.opener.open(request, timeout=300) as answer:
            return answer.url, answer.read().decode()

    def post(self, page: str, url: str, **fields: str) -> str:
        """Send a form of `page` to `url`; return where it leads."""
        fields["csrfmiddlewaretoken"] = token(self.open(page)[1])
        kind = "application/x-www-form-urlencoded"
        return self.open(url, urllib.parse.urlencode(fields).encode(), kind)[0]

    def log_in(self) -> None:
        """Log in as the Office."""
        page = "/admin/login/"
        self.post(page, page, username="vanphong", password="only-for-the-benchmark", next="/admin/")

    def preview(self, book: bytes) -> tuple[float, str]:
        """Upload a workbook; return how long it took until the preview was there, and its address."""
        page = "/admin/procedure-imports/add/"
        boundary = uuid.uuid4().hex
        parts = {"csrfmiddlewaretoken": token(self.open(page)[1]), "publish": "on"}
        body = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in parts.items()
        )
        head = 'Content-Disposition: form-data; name="file"; filename="tat-ca.xlsx"\r\nContent-Type: x/x'
        body += f"--{boundary}\r\n{head}\r\n\r\n".encode() + book + f"\r\n--{boundary}--\r\n".encode()
        started = time.monotonic()
        url, _ = self.open(page, body, f"multipart/form-data; boundary={boundary}")
        self.wait(url)
        return time.monotonic() - started, url

    def work(self, url: str, button: str) -> float:
        """Press a button and wait until the work is done; return the seconds."""
        started = time.monotonic()
        self.post(url, f"{url}{button}/")
        self.wait(url)
        return time.monotonic() - started

    def wait(self, url: str) -> None:
        """Return when the work at `url` is done."""
        for _ in range(1200):
            if "import-progress" not in self.open(url)[1]:
                return
            time.sleep(0.5)
        raise TimeoutError(url)


def token(text: str) -> str:
    """Return the token of the forms of a page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    if not found:
        raise ValueError("no form")
    return found[1]
