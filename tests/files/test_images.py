"""Pictures: measured before they are decoded, and rebuilt from their pixels."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from portal.files.checks import Refused, images
from portal.files.checks.rebuild import rebuild
from portal.files.messages import MESSAGES, explain
from tests.factories.files import SIX_FORMATS, drawing, image_bytes
from tests.files.factories.hostile import HTML, REFUSED_IMAGES, gif_of_frames

JUDGED = [name for name in REFUSED_IMAGES if name.rsplit(".", 1)[-1] in images.FORMATS_OF_EXTENSION]
STORED_AS = {"jpg": "jpg", "png": "png", "gif": "png", "webp": "webp", "avif": "jpg", "heic": "jpg"}


def taken_in(content: bytes, extension: str, max_side: int = 4096) -> Image.Image:
    """The picture as it would be stored."""
    stream = io.BytesIO(content)
    facts = images.inspect(stream, extension)
    picture = Image.open(rebuild(stream, facts, max_side=max_side).data)
    picture.load()
    return picture


@pytest.mark.parametrize("extension", SIX_FORMATS)
def test_every_format_of_cameras_and_phones_comes_in_as_a_web_format(extension):
    picture = taken_in(image_bytes(extension), extension)
    assert picture.size == (640, 480)
    assert picture.format == {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[STORED_AS[extension]]
    red, green, blue = picture.convert("RGB").getpixel((20, 20))
    assert red > 230
    assert max(green, blue) < 40


@pytest.mark.parametrize("name", [name for name in JUDGED if not name.startswith("empty")])
def test_hostile_pictures_are_refused_for_a_known_reason(name):
    with pytest.raises(Refused) as refused:
        images.inspect(io.BytesIO(REFUSED_IMAGES[name]()), name.rsplit(".", 1)[1])
    assert refused.value.code in MESSAGES
    assert "%" not in explain(refused.value).messages[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bomb.png", "too_many_pixels"),
        ("wide.png", "too_many_pixels"),
        ("huge-frame.gif", "too_many_pixels"),
        ("thousands-of-frames.gif", "too_many_frames"),
        ("swelling-note.png", "bloated"),
        ("swelling-profile.png", "bloated"),
        ("page-behind.jpg", "hidden"),
        ("archive-behind.jpg", "hidden"),
        ("html.jpg", "mismatch"),
        ("png.jpg", "mismatch"),
        ("script.gif", "broken"),
    ],
)
def test_the_reason_is_the_true_one(name, code):
    with pytest.raises(Refused) as refused:
        images.inspect(io.BytesIO(REFUSED_IMAGES[name]()), name.rsplit(".", 1)[1])
    assert refused.value.code == code


@pytest.mark.parametrize(("orientation", "corner"), [(3, (600, 440)), (6, (460, 20)), (8, (20, 620))])
def test_a_phone_picture_is_turned_upright_and_forgets_where_it_was_taken(orientation, corner):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (22.0, 40.0, 0.0)
    content = image_bytes("jpg", exif=exif)
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)
    picture = taken_in(content, "jpg")
    assert picture.size == ((640, 480) if orientation == 3 else (480, 640))
    assert picture.convert("RGB").getpixel(corner)[0] > 230
    assert not picture.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(picture.info)


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_what_lay_beside_the_pixels_is_gone(extension):
    notes = {"jpg": {"comment": HTML}, "png": {"exif": HTML}, "webp": {"xmp": HTML}}[extension]
    content = image_bytes(extension, **notes)
    assert HTML in content
    stream = io.BytesIO(content)
    stored = rebuild(stream, images.inspect(stream, extension), max_side=4096).data.getvalue()
    assert b"<script" not in stored


def test_harmless_data_behind_a_phone_picture_are_dropped_without_fuss():
    content = image_bytes("jpg") + b"MotionPhoto" + random.Random(3).randbytes(5000).replace(b"<", b"_")
    assert taken_in(content, "jpg").size == (640, 480)


@pytest.mark.parametrize("extension", SIX_FORMATS)
def test_a_large_picture_is_bounded(extension):
    assert taken_in(image_bytes(extension, size=(1600, 900)), extension, max_side=800).size == (800, 450)


def test_transparency_survives_where_the_format_has_it():
    picture = Image.new("RGBA", (60, 60), (0, 0, 255, 0))
    for extension, name in (("png", "PNG"), ("webp", "WEBP"), ("avif", "AVIF")):
        output = io.BytesIO()
        picture.save(output, name)
        assert taken_in(output.getvalue(), extension).convert("RGBA").getpixel((5, 5))[3] == 0
    output = io.BytesIO()
    picture.save(output, "GIF")
    assert taken_in(output.getvalue(), "gif").convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png_comes_in(mode):
    source = drawing((64, 64))
    if mode == "I;16":
        source = Image.frombytes("I;16", (64, 64), b"\x00\x80" * 64 * 64)
    else:
        source = source.convert("L" if mode == "LA" else mode).convert(mode)
    output = io.BytesIO()
    source.save(output, "PNG")
    picture = taken_in(output.getvalue(), "png")
    assert picture.size == (64, 64)
    if mode == "I;16":
        assert abs(picture.getpixel((3, 3)) - 128) <= 1


def test_a_print_jpeg_in_cmyk_becomes_one_for_screens():
    output = io.BytesIO()
    drawing().convert("CMYK").save(output, "JPEG")
    assert taken_in(output.getvalue(), "jpg").mode == "RGB"


def swapped_profile() -> bytes:
    """A profile whose red is blue: what is stored shows whether it was heeded."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = data.index(b"rXYZ", 128), data.index(b"bXYZ", 128)
    data[red : red + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(data.replace("sRGB".encode("utf-16-be"), "mine".encode("utf-16-be")))


def test_a_camera_s_colours_are_turned_into_those_of_the_web():
    picture = taken_in(image_bytes("jpg", icc_profile=swapped_profile()), "jpg")
    red, _, blue = picture.getpixel((20, 20))
    assert blue > 200 > 60 > red
    assert "icc_profile" not in picture.info


def test_a_colour_profile_that_cannot_be_read_is_left_out():
    picture = taken_in(image_bytes("jpg", icc_profile=b"no profile"), "jpg")
    assert picture.size == (640, 480)
    assert "icc_profile" not in picture.info


def test_of_a_moving_picture_the_first_frame_is_kept():
    assert taken_in(gif_of_frames(30), "gif").size == (1, 1)


@pytest.mark.parametrize("extension", SIX_FORMATS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_cut_and_damaged_pictures_are_taken_whole_or_refused(extension, data):
    content = bytearray(image_bytes(extension, size=(80, 60)))
    if data.draw(st.booleans(), label="cut"):
        content = content[: data.draw(st.integers(1, len(content) - 1))]
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[position] ^= data.draw(st.integers(1, 255))
    try:
        taken_in(bytes(content), extension)
    except Refused as refused:
        reason = refused.code
    else:
        reason = None
    assert reason is None or reason in MESSAGES


@pytest.mark.parametrize("extension", SIX_FORMATS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_picture_cut_on_the_way_is_refused(extension, share):
    content = image_bytes(extension)
    with pytest.raises(Refused) as refused:
        taken_in(content[: int(len(content) * share)], extension)
    assert refused.value.code in ("broken", "mismatch")
