"""Row 12: a small file that decodes to a huge picture is refused before it is decoded."""

import os
import subprocess
import sys

import pytest

from tests.files.doors import open_doors, rows, said, stored
from tests.files.factories.hostile import REFUSED_IMAGES, png_of_zeros

BOMBS = ("bomb.png", "wide.png", "swelling-note.png", "swelling-profile.png", "huge-frame.gif")
MEGABYTES = 150

# In a process of its own: what another test needed before would hide the growth.
MEASURE = """
import django, io, resource
django.setup()
from portal.files.checks import Refused, images
from portal.files.checks.rebuild import rebuild
from tests.files.factories.hostile import png_of_zeros
content = png_of_zeros({side}, {side})
def top():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = top()
try:
    stream = io.BytesIO(content)
    rebuild(stream, images.inspect(stream, "png"), max_side=4096)
except Refused as refused:
    print(refused.code, top() - before)
else:
    print("taken", top() - before)
"""


def judged_alone(side: int) -> tuple[str, float]:
    """What became of a picture of `side`² pixels, and by how many MB the memory grew."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE.format(side=side)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    outcome, grown = done.stdout.split()
    return outcome, float(grown)


def test_ten_thousand_pixels_square_are_refused_without_being_decoded():
    assert len(png_of_zeros(10_000, 10_000)) < 20_000
    outcome, grown = judged_alone(10_000)
    assert outcome == "too_many_pixels"
    assert grown <= MEGABYTES


def test_the_largest_picture_that_is_taken_stays_within_the_memory_too():
    outcome, grown = judged_alone(6_000)
    assert outcome == "taken"
    assert grown <= MEGABYTES


@pytest.mark.django_db
def test_bombs_are_refused_at_every_door(client, media_folder):
    for door in open_doors(client):
        if door.kind != "image":
            continue
        before, files = rows(), stored(media_folder)
        for name in BOMBS:
            response = door.push(client, name, REFUSED_IMAGES[name]())
            assert response.status_code == 200, (door, name)
            assert "Traceback" not in said(response)
        assert rows() == before
        assert stored(media_folder) == files
