"""Row 15: whatever a file is called, its place on disk is safe, and its title keeps its Vietnamese."""

import re
import unicodedata

import pytest
from django.core.files.storage import default_storage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.files.models import PortalDocument, PortalImage, PortalMedia
from portal.files.names import disk_name, extension_of, readable
from tests.factories.files import VTT, docx_bytes, image_bytes, mp4_bytes
from tests.files.doors import open_doors, stored

SAFE = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9]{1,8})?")

NAMES = {
    "../../../etc/passwd.docx": "passwd.docx",
    "..\\..\\windows\\system32\\a.docx": "a.docx",
    "a\0b.docx": "ab.docx",
    "ả" * 300 + ".docx": "a" * 60 + ".docx",
    unicodedata.normalize("NFD", "Lễ hội Nàng Hai.docx"): "le-hoi-nang-hai.docx",
    "Lễ hội Nàng Hai.docx": "le-hoi-nang-hai.docx",
    "Đơn đề nghị.DOCX": "don-de-nghi.docx",
    "bao-cao\u202excod.docx": "bao-caoxcod.docx",
    ".docx": "tep",
    "...": "tep",
    "文件.docx": None,
    "con.docx": "con.docx",
    "a.html.docx": "a-html.docx",
    "   .docx": "tep.docx",
}


@pytest.mark.parametrize("name", NAMES)
def test_known_tricks_come_out_plain(name):
    got = disk_name(name)
    assert SAFE.fullmatch(got)
    assert NAMES[name] in (None, got)


@given(st.text(max_size=400), st.sampled_from(["", ".pdf", ".DOCX", ".tar.gz", ".jpg/", "\0.pdf"]))
def test_any_name_becomes_one_plain_short_segment(stem, ending):
    got = disk_name(stem + ending)
    assert SAFE.fullmatch(got)
    assert len(got) <= 70
    assert default_storage.get_valid_name(got) == got
    assert extension_of(got) in (extension_of(stem + ending), "")


@given(st.text(max_size=300))
def test_a_title_is_composed_and_holds_nothing_invisible(title):
    got = readable(title)
    assert unicodedata.is_normalized("NFC", got)
    assert not set(got) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\0\n\r\t"
    )
    assert readable(got) == got


@pytest.mark.django_db
def test_the_title_keeps_its_vietnamese(client, media_folder):
    decomposed = unicodedata.normalize("NFD", "Lễ hội pháo hoa Quảng Uyên")
    pictures, documents = (door for door in open_doors(client) if "multiple" in door.address)
    pictures.push(client, f"{decomposed}.jpg", image_bytes("jpg"), title=f"{decomposed}\u202e")
    documents.push(client, f"{decomposed}.docx", docx_bytes(), title=decomposed)
    image = PortalImage.objects.latest("pk")
    assert image.title == unicodedata.normalize("NFC", decomposed)
    assert re.fullmatch(r"original_images/[0-9a-f]{8}-le-hoi-phao-hoa-quang-uyen\.jpg", image.file.name)
    document = PortalDocument.objects.latest("pk")
    assert document.title == unicodedata.normalize("NFC", decomposed)
    assert document.file.name == "documents/le-hoi-phao-hoa-quang-uyen.docx"


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(min_size=1, max_size=300), folder=st.sampled_from(["", "../", "..\\", "/etc/", "a/../../"])
)
def test_an_upload_of_any_name_stays_in_its_folder(client, media_folder, name, folder):
    door = getattr(client, "door", None)
    if door is None:
        door = client.door = open_doors(client)[1]
    response = door.push(client, f"{folder}{name}.jpg", image_bytes("jpg", size=(8, 8)), title=name)
    assert response.status_code < 500
    for path in stored(media_folder):
        top, _, rest = path.partition("/")
        assert top in ("original_images", "documents", "media", "wagtail_uploads")
        assert top == "wagtail_uploads" or re.fullmatch(r"[a-z0-9-]+(_\w{7})?\.[a-z0-9]+", rest)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "stem", ["a\0b", "bao-cao\u202e4pm", "../../etc/passwd", "ả" * 300, ".", "con", "<b>x"]
)
def test_recordings_and_captions_of_any_name_stay_in_their_folders(client, media_folder, stem):
    good = {"media": (".mp4", mp4_bytes()), "captions": (".vtt", VTT), "image": (".jpg", image_bytes("jpg"))}
    for door in open_doors(client):
        if "/media/video/add/" not in door.address:
            continue
        ending, content = good[door.kind]
        response = door.push(client, stem + ending, content, title=f"Bản ghi {stem}"[:200])
        assert response.status_code < 500, door
    for path in stored(media_folder):
        top, _, rest = path.partition("/")
        assert top in ("original_images", "documents", "media", "media_thumbnails", "media_captions")
        assert re.fullmatch(r"[a-z0-9-]+(_\w{7})?\.[a-z0-9]+", rest)
    assert not any(set(media.title) & set("\0\u202e") for media in PortalMedia.objects.all())
