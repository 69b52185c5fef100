"""A real portal, started the way `make run` does it, and a real browser."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from .editing import prepare

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
PASSWORD = "mot-mat-khau-chi-de-thu"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PATIENCE = 30_000  # milliseconds for what should happen at once, on a machine that does other things too

expect.set_options(timeout=PATIENCE)


@dataclass
class Portal:
    """A running portal."""

    url: str
    data_dir: Path

    def manage(self, *arguments: str) -> str:
        """Run a management command in it and return what it prints."""
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *arguments],
            env=environment(self.data_dir, self.url.rsplit(":", 1)[1]),
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout


def environment(data_dir: Path, port: str) -> dict[str, str]:
    """Return the environment of a portal of its own; nothing of the test's settings."""
    values = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return values | {
        "DATA_DIR": str(data_dir),
        "PORT": port,
        "SITE_URL": f"http://localhost:{port}",
        "DEMO_PASSWORD": PASSWORD,
        "SECRET_KEY": "only-for-tests",
    }


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Start the portal with its demo content; stop all its processes in the end."""
    if url := os.environ.get("E2E_URL"):
        # One that runs already, to write tests by: its data folder in E2E_DATA_DIR.
        yield Portal(url, Path(os.environ["E2E_DATA_DIR"]))
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    data_dir = tmp_path_factory.mktemp("portal")
    log = (data_dir / "log").open("w")
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "deploy" / "run.py")],
        env=environment(data_dir, port),
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    url = f"http://localhost:{port}"
    try:
        wait_until_ready(url, process, data_dir / "log")
        yield Portal(url, data_dir)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_until_ready(url: str, process: subprocess.Popen, log: Path, seconds: float = 300) -> None:
    """Return when the portal can serve; fail with its log when it ends or doesn't come up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the portal did not come up:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's loop stays open in this thread until the run's end, and Django would refuse to query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser: Browser, portal: Portal) -> Iterator[Page]:
    """A citizen's phone."""
    context = browser.new_context(base_url=portal.url, viewport=PHONE, locale="vi-VN", has_touch=True)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser, portal: Portal):
    """Open a desk for an account: `desk("vanphong")` gives a page that is logged in to the editors' side."""
    contexts = []

    def open_desk(account: str) -> Page:
        context = browser.new_context(
            base_url=portal.url, viewport=DESK, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
        )
        context.set_default_timeout(PATIENCE)
        prepare(context)
        contexts.append(context)
        page = context.new_page()
        page.goto("/admin/login/")
        page.locator("input[name=username]").fill(account)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("form button[type=submit]").click()
        expect(page).to_have_url(f"{portal.url}/admin/")
        return page

    yield open_desk
    for context in contexts:
        context.close()
