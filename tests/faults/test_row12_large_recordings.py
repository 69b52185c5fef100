"""Row 12, for videos and captions: however large a file is and whatever it says of itself, little memory is taken."""

import os
import subprocess
import sys

import pytest

MEGABYTES = 150

# In a process of its own: what another test needed before would hide the growth.
MEASURE = """
import django, io, resource, tempfile
django.setup()
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from portal.files import vetting
from tests.factories.files import box, mp4_bytes
from tests.files.factories.recordings import REFUSED_CAPTIONS, REFUSED_MEDIA, vtt
def film():
    file = tempfile.NamedTemporaryFile(suffix=".mp4")
    head = mp4_bytes()[:-72]
    file.write(head + (600_000_000).to_bytes(4, "big") + b"mdat")
    file.truncate(len(head) + 600_000_000)
    return File(file, name="phim.mp4"), vetting.vet_media
def boxes():
    return ContentFile(REFUSED_MEDIA["boxes.mp4"](), name="phim.mp4"), vetting.vet_media
def cues():
    return ContentFile(vtt("<v A>" * 180_000), name="phu-de.vtt"), vetting.vet_captions
def bomb():
    return ContentFile(REFUSED_CAPTIONS["a-million-cues.vtt"](), name="phu-de.vtt"), vetting.vet_captions
def top():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
content, vet = {name}()
before = top()
try:
    vet(content, content.name)
except ValidationError as error:
    print("refused", top() - before)
else:
    print("taken", top() - before)
"""


@pytest.mark.parametrize(
    ("name", "outcome"), [("film", "taken"), ("boxes", "refused"), ("cues", "taken"), ("bomb", "refused")]
)
def test_it_is_judged_with_little_memory(name, outcome):
    done = subprocess.run(
        [sys.executable, "-c", MEASURE.replace("{name}", name)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    found, grown = done.stdout.split()
    assert found == outcome
    assert float(grown) <= MEGABYTES
