"""Performances for tests, and short recordings that really play."""

import io
import wave
from fractions import Fraction
from typing import Any

import av
import factory
from django.core.files.base import ContentFile
from PIL import Image

from media_assets.models import PerformanceIndexPage, PerformancePage, ProgrammePage
from portal.files.models import PortalMedia
from portal.organisations.models import AdministrativeUnit

from .pages import LivePageFactory, build_site
from .posters import MediaIndexPageFactory

CAPTIONS = """WEBVTT

00:00.000 --> 00:01.500
Chào bà con xóm Nà Luông!

00:01.500 --> 00:03.000
Hôm nay ta nói chuyện một cửa.
"""
TRANSCRIPT = "Người dẫn chuyện chào bà con xóm Nà Luông rồi nói chuyện một cửa."
RATE = 16_000  # samples of sound in a second


def clip_bytes(seconds: int = 3, *, size: tuple[int, int] = (160, 90), rate: int = 10) -> bytes:
    """A WebM film whose colour changes, without sound."""
    output = io.BytesIO()
    with av.open(output, "w", format="webm") as container:
        stream = container.add_stream("libvpx", rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for number in range(seconds * rate):
            picture = Image.new("RGB", size, (15, 107, 40 + number * 5 % 200))
            frame = av.VideoFrame.from_image(picture)
            frame.pts, frame.time_base = number, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return output.getvalue()


def sound_bytes(seconds: int = 2) -> bytes:
    """A WAV recording of silence."""
    output = io.BytesIO()
    with wave.open(output, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(b"\0\0" * RATE * seconds)
    return output.getvalue()


def make_video(title: str = "Bản ghi hình", *, captions: str = CAPTIONS, **fields: Any) -> PortalMedia:
    """A saved video of three seconds with captions and transcript; `captions=""` leaves them out."""
    values: dict[str, Any] = {"duration": 3, "width": 160, "height": 90, "transcript": TRANSCRIPT}
    video = PortalMedia(title=title, type="video", **{**values, **fields})
    video.file = ContentFile(clip_bytes(), name="ban-ghi.webm")
    if captions:
        video.captions = ContentFile(captions.encode(), name="phu-de.vtt")
    video.save()
    return video


def make_sound(title: str = "Bản ghi âm", **fields: Any) -> PortalMedia:
    """A saved sound recording of two seconds with its transcript."""
    values: dict[str, Any] = {"duration": 2, "transcript": TRANSCRIPT}
    sound = PortalMedia(title=title, type="audio", **{**values, **fields})
    sound.file = ContentFile(sound_bytes(), name="ban-ghi.wav")
    sound.save()
    return sound


class AdministrativeUnitFactory(factory.django.DjangoModelFactory):
    code = factory.Sequence(lambda n: f"{n:05}")
    name = factory.Sequence(lambda n: f"Xã số {n}")
    slug = factory.Sequence(lambda n: f"xa-so-{n}")
    kind = AdministrativeUnit.Kind.COMMUNE

    class Meta:
        model = AdministrativeUnit


class PerformanceIndexPageFactory(LivePageFactory):
    title = "Tiết mục và chương trình biểu diễn"
    slug = "bieu-dien"

    class Meta:
        model = PerformanceIndexPage


class PerformancePageFactory(LivePageFactory):
    title = factory.Sequence(lambda n: f"Tiểu phẩm số {n}")
    slug = factory.Sequence(lambda n: f"tieu-pham-so-{n}")
    summary = "Một buổi sáng ở bộ phận một cửa."

    class Meta:
        model = PerformancePage


class ProgrammePageFactory(LivePageFactory):
    title = factory.Sequence(lambda n: f"Chương trình số {n}")
    slug = factory.Sequence(lambda n: f"chuong-trinh-so-{n}")

    class Meta:
        model = ProgrammePage


def build_performances() -> PerformanceIndexPage:
    """Make the site with an empty list of performances; return the list."""
    return PerformanceIndexPageFactory(parent=MediaIndexPageFactory(parent=build_site()))
