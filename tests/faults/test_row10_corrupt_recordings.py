"""Row 10, for videos and sound: a damaged one is judged by its headers; what is refused leaves nothing."""

import random

import pytest

from tests.files.doors import open_doors, rows, said, stored
from tests.files.factories.recordings import REAL, recording

pytestmark = pytest.mark.django_db


def damaged(extension: str) -> list[bytes]:
    """Cut at four places, four bytes of the first kilobyte turned over at four; the same each time."""
    whole = recording(extension)
    rng = random.Random(extension)
    flipped = []
    for _number in range(4):
        copy = bytearray(whole)
        for _byte in range(4):
            copy[rng.randrange(min(1024, len(copy)))] ^= rng.randrange(1, 256)
        flipped.append(bytes(copy))
    return [whole[: int(len(whole) * share)] for share in (0.01, 0.3, 0.6, 0.97)] + flipped


@pytest.mark.parametrize("extension", REAL)
def test_a_damaged_recording_is_no_error_of_the_server(client, media_folder, extension):
    is_video = REAL[extension][1] is not None
    doors = [
        door for door in open_doors(client) if door.kind == "media" and ("audio" in door.address) != is_video
    ]
    for number, content in enumerate(damaged(extension)):
        door = doors[number % len(doors)]
        before, files = rows(), stored(media_folder)
        response = door.push(client, f"ban-ghi.{extension}", content)
        assert response.status_code < 500, (door, number)
        assert "Traceback" not in said(response)
        was_taken = response.status_code == 302 or rows() != before or "media_chosen" in said(response)
        if not was_taken and "chooser" not in door.address:
            assert stored(media_folder) == files, (door, number)
