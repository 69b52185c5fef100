"""No script of an uploaded file runs: neither of what the checks let in, nor of what lies on disk without them."""

import contextlib
import json

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Error as Download

from tests.e2e.conftest import Portal

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("e2e")]

MARKED = "<!doctype html><script>window.portalMarker=1;document.title='portal-marker'</script>"
EMBEDDING = """<!doctype html><title>safe</title><body>
<img src="{0}"><iframe src="{0}"></iframe><object data="{0}"></object><embed src="{0}">
<video src="{0}" controls autoplay muted><track default kind="captions" src="{0}"></video>
<audio src="{0}" controls></audio><script src="{0}"></script><link rel="stylesheet" href="{0}"></body>"""


@pytest.mark.parametrize("kind", ["let_in", "forced_in"])
def test_no_script_of_an_uploaded_file_runs(browser: Browser, portal: Portal, kind: str):
    """Each file is opened by its address, then put into a page of the portal in every way there is."""
    made = portal.manage(
        "shell", "-v", "0", "-c", f"from tests.files.factories.served import {kind}; {kind}()"
    )
    addresses = json.loads(made.strip().splitlines()[-1])
    assert len(addresses) >= 9
    page = browser.new_context(accept_downloads=True).new_page()
    body = [""]
    page.route("**/embedding", lambda route: route.fulfill(content_type="text/html", body=body[0]))
    for address in addresses:
        opened = portal.url + address
        with contextlib.suppress(Download):
            page.goto(opened, wait_until="load")
            page.wait_for_timeout(100)
            assert page.evaluate("window.portalMarker") is None, address
            assert page.title() != "portal-marker", address
        body[0] = EMBEDDING.format(opened)
        page.goto(f"{portal.url}/embedding", wait_until="load")
        page.wait_for_timeout(100)
        for frame in page.frames:
            assert frame.evaluate("window.portalMarker") is None, address
    page.context.close()


def test_the_marker_would_tell(browser: Browser):
    """The same script in a page that is served as a page does set the marker."""
    page = browser.new_page()
    page.route("**/page", lambda route: route.fulfill(content_type="text/html", body=MARKED))
    page.goto("http://localhost:9/page")
    assert page.evaluate("window.portalMarker") == 1
    page.close()


def test_a_picture_that_came_in_is_shown(browser: Browser, portal: Portal):
    script = "from tests.factories.files import make_image, publish; i = make_image(); publish(i); print(i.file.url)"
    address = portal.manage("shell", "-v", "0", "-c", script).strip().splitlines()[-1]
    page = browser.new_page()
    page.goto(portal.url + address)
    assert page.evaluate("document.images[0].naturalWidth") == 640
    page.close()


def test_a_recording_plays_in_a_page_with_its_captions(browser: Browser, portal: Portal):
    script = (
        "from tests.factories.files import publish; from tests.factories.performances import make_video;"
        "v = make_video(); publish(v); print(v.file.url, v.captions.url)"
    )
    video, captions = portal.manage("shell", "-v", "0", "-c", script).strip().splitlines()[-1].split()
    page = browser.new_page()
    player = f'<video src="{video}" muted><track default src="{captions}" srclang="vi"></video>'
    page.route("**/player", lambda route: route.fulfill(content_type="text/html", body=player))
    page.goto(f"{portal.url}/player")
    page.evaluate("document.querySelector('video').play()")
    page.wait_for_function("document.querySelector('video').currentTime > 0.1")
    page.wait_for_function("document.querySelector('track').track.cues?.length == 2")
    page.evaluate("document.querySelector('video').currentTime = 2")
    page.wait_for_function("document.querySelector('video').currentTime >= 2")
    page.close()
