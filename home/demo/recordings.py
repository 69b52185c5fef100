"""The short recordings of the sample performances, as media of the art troupe."""

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils.text import Truncator
from wagtail.models import Collection

from portal.files.models import PortalImage, PortalMedia

from . import campaign_texts as texts
from .files import ensure_image, quick_pictures, sample
from .films import FILMS
from .films.catalogue import KINDS, NOTE, SIZE, Film

CREDIT = "Bản ghi minh họa, dữ liệu mẫu của cổng"


@dataclass(frozen=True)
class Recording:
    """What a performance is shown by."""

    video: PortalMedia
    audio: PortalMedia | None
    poster: PortalImage


def ensure_recordings(collection: Collection) -> tuple[dict[str, Recording], int]:
    """Return the recordings by the address of their performance, and how many were made: three seconds each."""
    found: dict[str, Recording] = {}
    made = 0
    for text in texts.performances():
        film = FILMS[text.slug]
        video = sample(PortalMedia, text.title, f"{text.slug}-video")
        if video is None:
            video = _video(text, film, collection)
            made += 1
        audio = _audio(text, film, collection) if text.audio else None
        found[text.slug] = Recording(video, audio, _poster(text, film, collection))
    return found, made


def _video(text: texts.PerformanceText, film: Film, collection: Collection) -> PortalMedia:
    return PortalMedia.objects.create(
        title=text.title,
        type="video",
        duration=film.seconds,
        width=SIZE[0],
        height=SIZE[1],
        captions=ContentFile(texts.webvtt(text.captions).encode(), name=f"{text.slug}.vtt"),
        transcript=f"{text.transcript}\n\n{NOTE}.",
        file=ContentFile(film.video(KINDS[text.kind], text.title), name=f"{text.slug}-video.mp4"),
        **_common(collection),
    )


def _audio(text: texts.PerformanceText, film: Film, collection: Collection) -> PortalMedia:
    title = f"{text.title} – tiếng đàn"
    found = sample(PortalMedia, title, f"{text.slug}-tieng")
    return found or PortalMedia.objects.create(
        title=title,
        type="audio",
        duration=film.seconds,
        transcript=f"Tiếng đàn tính độc tấu, không có lời.\n\n{NOTE}.",
        file=ContentFile(film.audio(), name=f"{text.slug}-tieng.m4a"),
        **_common(collection),
    )


def _poster(text: texts.PerformanceText, film: Film, collection: Collection) -> PortalImage:
    title = f"{text.title} (hình đại diện)"
    file_name = f"tiet-muc-{text.slug}"
    found = sample(PortalImage, title, file_name)
    return found or ensure_image(
        title, _description(text), file_name, collection, lambda: _png(film), quick_pictures()
    )


def _description(text: texts.PerformanceText) -> str:
    longest = PortalImage._meta.get_field("description").max_length or 0
    return Truncator(text.transcript.split("\n")[0]).chars(longest)


def _png(film: Film) -> bytes:
    buffer = io.BytesIO()
    film.poster().save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def _common(collection: Collection) -> dict[str, object]:
    return {"collection": collection, "credit": CREDIT, "is_sample": True}
