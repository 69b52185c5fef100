"""Videos and sound: every real one comes in and is measured; what is cut or holds something else does not."""

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.files.checks import Refused, media
from portal.files.messages import MESSAGES, explain
from portal.files.models import PortalMedia
from tests.factories.files import make_media, mp4_bytes, wav_bytes
from tests.files.doors import open_doors
from tests.files.factories.recordings import REAL, REFUSED_MEDIA, recording

JUDGED = {
    name: make
    for name, make in REFUSED_MEDIA.items()
    if name.rsplit(".", 1)[-1] in media.CONTAINERS and not name.startswith("empty")
}


@pytest.mark.parametrize("extension", REAL)
def test_a_real_recording_comes_in_and_is_measured(extension):
    facts = media.inspect(io.BytesIO(recording(extension)), extension)
    assert facts.duration == pytest.approx(2, abs=0.1)
    has_pictures = REAL[extension][1] is not None
    assert (facts.width, facts.height) == ((320, 180) if has_pictures else (None, None))


def test_a_film_taken_upright_is_measured_upright():
    turned = mp4_bytes(width=1920, height=1080).replace(
        b"\0\x01\0\0" + b"\0" * 12 + b"\0\x01\0\0" + b"\0" * 12 + b"\x40\0\0\0" + b"\x07\x80",
        b"\0" * 4 + b"\0\x01\0\0" + b"\0" * 4 + b"\xff\xff\0\0" + b"\0" * 16 + b"\x40\0\0\0" + b"\x07\x80",
    )
    facts = media.inspect(io.BytesIO(turned), "mp4")
    assert (facts.width, facts.height) == (1080, 1920)


@pytest.mark.parametrize("name", JUDGED)
def test_hostile_recordings_are_refused_for_a_known_reason(name):
    with pytest.raises(Refused) as refused:
        media.inspect(io.BytesIO(JUDGED[name]()), name.rsplit(".", 1)[1])
    assert "%" not in explain(refused.value).messages[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("page.mp4", "mismatch"),
        ("photo.mp4", "mismatch"),
        ("page-behind.mp4", "hidden"),
        ("page-within.mp4", "hidden"),
        ("archive-behind.mp4", "hidden"),
        ("page-in-a-tag.mp3", "hidden"),
        ("boxes.mp4", "bloated"),
        ("lying-box.mp4", "broken"),
        ("no-description.mp4", "broken"),
        ("cut.webm", "broken"),
        ("cut.ogg", "broken"),
    ],
)
def test_the_reason_is_the_true_one(name, code):
    with pytest.raises(Refused) as refused:
        media.inspect(io.BytesIO(JUDGED[name]()), name.rsplit(".", 1)[1])
    assert refused.value.code == code


@pytest.mark.parametrize("extension", sorted(set(REAL) - {"mp3"}))
def test_a_cut_recording_is_refused(extension):
    """An MP3 has no end to miss: it plays as far as it goes."""
    whole = recording(extension)
    for share in (0.02, 0.3, 0.6, 0.97):
        with pytest.raises(Refused):
            media.inspect(io.BytesIO(whole[: int(len(whole) * share)]), extension)


@given(st.sampled_from(sorted(REAL)), st.integers(0, 2**32))
def test_damaged_recordings_are_judged_and_never_crash(extension, seed):
    content = bytearray(recording(extension))
    rng = random.Random(seed)
    for _number in range(8):
        content[rng.randrange(min(len(content), 600))] = rng.randrange(256)
    del content[rng.randrange(len(content)) :]
    try:
        facts, reason = media.inspect(io.BytesIO(bytes(content)), extension), None
    except Refused as refused:
        facts, reason = media.MediaFacts(), refused.code
    assert reason is None or reason in MESSAGES
    assert 0 <= facts.duration <= media.LONGEST


@given(st.sampled_from(sorted(REAL)), st.binary(max_size=400))
def test_any_bytes_are_judged_and_never_crash(extension, content):
    heads = {"mp4": mp4_bytes()[:24], "webm": recording("webm")[:60], "wav": wav_bytes()[:12], "ogg": b"OggS"}
    head = heads.get(media.CONTAINERS[extension], b"ID3")
    try:
        media.inspect(io.BytesIO(head + content), extension)
    except Refused as refused:
        reason = refused.code
    else:
        reason = None
    assert reason is None or reason in MESSAGES


@pytest.mark.django_db
def test_what_the_editor_left_out_is_read_from_the_file(media_folder):
    media = make_media()
    assert (media.duration, media.width, media.height) == (12.5, 640, 360)
    sound = make_media(name="tieng.wav")
    assert (sound.duration, sound.width) == (0.5, None)


@pytest.mark.django_db
def test_what_the_editor_gave_is_kept(media_folder):
    media = make_media(duration=99, width=100, height=50)
    assert (media.duration, media.width, media.height) == (99, 100, 50)


@pytest.mark.django_db
def test_another_file_is_measured_anew(client, media_folder):
    edit = next(
        door for door in open_doors(client) if "/media/edit/" in door.address and door.entry == "file"
    )
    media = PortalMedia.objects.get()
    PortalMedia.objects.update(duration=0)
    edit.push(client, "khac.mp4", mp4_bytes(seconds=7, width=200, height=100))
    media.refresh_from_db()
    assert (media.duration, media.width, media.height) == (7, 200, 100)
