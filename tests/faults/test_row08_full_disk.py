"""Fault 8: the disk is full at an upload: a message, no row, no stub, and the site reads on."""

import errno
import os
import re

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from portal.files.uses import MODELS
from tests.factories.files import docx_bytes, image_bytes, mp4_bytes, wav_bytes
from tests.factories.pages import build_site
from tests.files.doors import open_doors, rows, stored

pytestmark = pytest.mark.django_db

CONTENTS = {
    "image": ("anh.jpg", image_bytes),
    "document": ("tep.docx", docx_bytes),
    "media": ("phim.mp4", mp4_bytes),
}
TOLD = "Máy chủ đã hết chỗ"


def full(*args, **kwargs):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def said(response):
    return (
        response.json()["error_message"] if "json" in response["Content-Type"] else response.content.decode()
    )


def test_every_door_says_so_and_keeps_nothing(client, media_folder, monkeypatch):
    home = build_site()
    doors = [door for door in open_doors(client) if door.kind in CONTENTS]
    before, files = rows(), stored(media_folder)
    monkeypatch.setattr(os, "fsync", full)
    for door in doors:
        if "avatar" in door.entry:
            continue
        audio = door.kind == "media" and "audio" in door.address
        name, content = ("am.wav", wav_bytes) if audio else CONTENTS[door.kind]
        response = door.push(client, name, content())
        assert TOLD in said(response), door
        assert rows() == before, door
        assert stored(media_folder) == files, door
    assert len(doors) > 5
    assert client.get(home.url).status_code == 200


def test_so_does_an_upload_that_fills_the_disk_before_it_arrived(client, media_folder, monkeypatch, settings):
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)
    doors = [door for door in open_doors(client) if door.kind == "document"]
    before = rows()
    assert TOLD in said(doors[0].push(client, "tep.docx", docx_bytes()))
    assert rows() == before


@pytest.mark.parametrize("kind", ["image", "document", "media"])
def test_a_file_that_could_not_be_replaced_stays(
    client, media_folder, monkeypatch, django_capture_on_commit_callbacks, kind
):
    doors = [door for door in open_doors(client) if re.search(r"/\d+/$", door.address)]
    door = next(door for door in doors if (door.kind, door.entry) == (kind, "file"))
    before = stored(media_folder)
    name, content = CONTENTS[kind]
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert TOLD in said(door.push(client, name, content()))
    model = MODELS[kind]
    assert stored(media_folder) == before
    assert model.objects.get().file.size
    with django_capture_on_commit_callbacks(execute=True):
        assert door.push(client, name, content()).status_code in (200, 302)
    assert model.objects.get().file.size
    # The old one goes with its row.
    assert len(stored(media_folder)) == len(before)
    assert stored(media_folder) != before
