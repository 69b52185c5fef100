"""No script of an uploaded file ever runs: neither of what the checks let in, nor of what lies on disk without them."""

import contextlib
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as Download
from pytest_django.live_server_helper import LiveServer

from portal.files.models import PortalDocument, PortalImage
from tests.factories.files import docx_bytes, image_bytes, make_document, make_image
from tests.files.factories.hostile import HTML, MARKER, REFUSED_DOCUMENTS, SVG, gif_that_is_a_script

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

ACTIVE_PDF = "script.pdf"
EMBEDDED = """<!doctype html><title>safe</title><body>
<img src="{0}"><iframe src="{0}"></iframe><object data="{0}"></object><embed src="{0}">
<script src="{0}"></script><link rel="stylesheet" href="{0}"></body>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # The browser's driver keeps an event loop in this thread, in which Django would refuse its database.
    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()
    patch.undo()


@pytest.fixture
def address(monkeypatch, media_folder) -> Iterator[str]:
    """Where the portal answers. Django's own test server hands media out past every view: that is taken away."""
    monkeypatch.setattr("django.test.testcases._MediaFilesHandler", lambda application: application)
    server = LiveServer("localhost")
    yield server.url
    server.stop()


def let_in() -> list[str]:
    """Addresses of polyglots that come in cleaned, as the checks stored them."""
    pictures = [
        image_bytes("jpg", comment=HTML),
        image_bytes("png", exif=HTML),
        image_bytes("webp", xmp=HTML),
        image_bytes("jpg") + b"/*" + MARKER.encode() + b"*/",
    ]
    names = ("anh.jpg", "anh.png", "anh.webp", "anh.jpg")
    images = [
        make_image(file=ContentFile(content, name=name))
        for name, content in zip(names, pictures, strict=True)
    ]
    return [*(image.file.url for image in images), make_document(content=docx_bytes(MARKER)).url]


def forced_in() -> list[str]:
    """Addresses of hostile files that were put on disk past every check."""
    folder = "original_images"
    names = {
        "a.jpg": HTML,
        "b.png": SVG,
        "c.gif": gif_that_is_a_script(),
        "d.webp": HTML,
        "e.svg": SVG,
        "f.html": HTML,
    }
    stored = [
        default_storage.url(default_storage.save(f"{folder}/{n}", ContentFile(c))) for n, c in names.items()
    ]
    active = {
        "g.html": HTML,
        "h.svg": SVG,
        "i.pdf": REFUSED_DOCUMENTS[ACTIVE_PDF](),
        "j.txt": HTML,
        "k.xhtml": SVG,
    }
    for name, content in active.items():
        path = default_storage.save(f"documents/{name}", ContentFile(content))
        document = make_document()
        PortalDocument.objects.filter(pk=document.pk).update(file=path)
        stored += [PortalDocument.objects.get(pk=document.pk).url, default_storage.url(path)]
    return stored


@pytest.mark.parametrize("addresses", [let_in, forced_in])
def test_no_script_of_an_uploaded_file_runs(browser, address, addresses):
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.route("**/embedding", lambda route: route.fulfill(content_type="text/html", body=body[0]))
    body = [""]
    for path in addresses():
        opened = address + path
        with contextlib.suppress(Download):
            page.goto(opened, wait_until="load")
            page.wait_for_timeout(100)
            assert page.evaluate("window.portalMarker") is None, path
            assert page.title() != "portal-marker", path
        body[0] = EMBEDDED.format(opened)
        page.goto(f"{address}/embedding", wait_until="load")
        page.wait_for_timeout(100)
        assert page.evaluate("window.portalMarker") is None, path
        for frame in page.frames:
            assert frame.evaluate("window.portalMarker") is None, path
    context.close()


def test_the_marker_would_tell(browser):
    """The same page, served as a page, does set the marker."""
    page = browser.new_page()
    page.route("**/page", lambda route: route.fulfill(content_type="text/html", body=HTML))
    page.goto("http://localhost:9/page")
    assert page.evaluate("window.portalMarker") == 1
    page.close()


def test_a_picture_that_came_in_is_shown(browser, address):
    make_image()
    page = browser.new_page()
    page.goto(address + PortalImage.objects.get().file.url)
    assert page.evaluate("document.images[0].naturalWidth") == 640
    page.close()
