"""Row 10: a damaged picture gets a message, at every door; nothing of it stays."""

import random

import pytest
from PIL import Image

from portal.files.models import PortalImage
from tests.factories.files import SIX_FORMATS, image_bytes
from tests.files.doors import open_doors, rows, said, stored

pytestmark = pytest.mark.django_db


def damaged(extension: str) -> list[bytes]:
    """Cut at five places, six bytes turned over at ten; the same each time."""
    whole = image_bytes(extension, size=(90, 60))
    rng = random.Random(extension)
    cut = [whole[: int(len(whole) * share)] for share in (0.02, 0.2, 0.5, 0.8, 0.97)]
    flipped = []
    for _ in range(10):
        copy = bytearray(whole)
        for _ in range(6):
            copy[rng.randrange(len(copy))] ^= rng.randrange(1, 256)
        flipped.append(bytes(copy))
    return [*cut, *flipped]


@pytest.mark.parametrize("extension", SIX_FORMATS)
def test_a_damaged_picture_gets_a_message_and_leaves_nothing(client, media_folder, extension):
    pictures = [door for door in open_doors(client) if door.kind == "image"]
    for number, content in enumerate(damaged(extension)):
        door = pictures[number % len(pictures)]
        before, files = rows(), stored(media_folder)
        response = door.push(client, f"anh.{extension}", content)
        assert response.status_code < 500, (door, number)
        if response.status_code == 302 or rows() != before:
            continue  # flipped bytes can leave a picture whole; the next test looks at those
        assert stored(media_folder) == files
        assert "Traceback" not in said(response)


@pytest.mark.parametrize("extension", SIX_FORMATS)
def test_a_cut_picture_is_refused_at_every_door(client, media_folder, extension):
    cut = image_bytes(extension)[:-200]
    for door in open_doors(client):
        if door.kind != "image":
            continue
        before, files = rows(), stored(media_folder)
        response = door.push(client, f"anh.{extension}", cut)
        assert response.status_code == 200, door
        assert rows() == before
        assert stored(media_folder) == files
        assert any(words in said(response) for words in ("bị hỏng", "damaged")), door


@pytest.mark.parametrize("extension", SIX_FORMATS)
def test_what_comes_in_is_a_whole_picture(client, media_folder, extension):
    door = open_doors(client)[1]
    for content in damaged(extension):
        door.push(client, f"anh.{extension}", content)
    for image in PortalImage.objects.all():
        with image.file.open() as file, Image.open(file) as picture:
            picture.load()
            assert picture.size == (image.width, image.height)
