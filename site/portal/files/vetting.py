"""From an upload to a file that may be stored: the checks, the limits of the settings, the safe name."""

import hashlib
import io
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile

from .checks import Refused, documents, images, media, webvtt
from .checks.facts import MediaFacts
from .checks.rebuild import rebuild
from .messages import explain
from .names import disk_name, extension_of

MARK_LENGTH = 8


class Vetted(UploadedFile):
    """A file that passed: safe to store as it is, under its `name`."""

    def __init__(self, file: Any, *, name: str, size: int, kind: str, sha1: str, sha256: str) -> None:
        super().__init__(file=file, name=name, size=size)
        self.kind = kind
        self.sha1 = sha1
        self.sha256 = sha256
        self.facts = MediaFacts()


def image_upload_limit() -> int:
    """Largest picture in bytes."""
    return cast(int, getattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", 20 * 1024 * 1024))


def document_upload_limit() -> int:
    """Largest document in bytes."""
    return cast(int, getattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", 50 * 1024 * 1024))


def media_upload_limit() -> int:
    """Largest video or recording in bytes."""
    return cast(int, getattr(settings, "PORTAL_MEDIA_MAX_UPLOAD_SIZE", 2 * 1024**3))


def captions_upload_limit() -> int:
    """Largest file of captions in bytes."""
    return cast(int, getattr(settings, "PORTAL_CAPTIONS_MAX_UPLOAD_SIZE", 1024 * 1024))


def image_extensions() -> list[str]:
    return list(getattr(settings, "WAGTAILIMAGES_EXTENSIONS", images.FORMATS_OF_EXTENSION))


def document_extensions() -> list[str]:
    return list(getattr(settings, "WAGTAILDOCS_EXTENSIONS", documents.INSPECTORS))


def vet_image(content: File[Any], name: str, *, max_side: int | None = None) -> Vetted:
    """Return the picture rebuilt from its pixels alone: upright, at most `max_side` pixels a side, a web format.

    What was behind or beside the pixels (places in EXIF, scripts, other files) is gone. Raises
    ValidationError with a text for people when the picture is refused.
    """

    def work(stream: BinaryIO, extension: str) -> Vetted:
        facts = images.inspect(stream, extension, max_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
        picture = rebuild(stream, facts, max_side=max_side or settings.PORTAL_IMAGE_MAX_SIDE)
        sha1, sha256 = _hashes(picture.data)
        stored = disk_name(name, fallback="anh", extension=picture.extension, mark=sha1[:MARK_LENGTH])
        size = picture.data.getbuffer().nbytes
        return Vetted(picture.data, name=stored, size=size, kind=picture.extension, sha1=sha1, sha256=sha256)

    return _vet(content, name, image_extensions(), image_upload_limit(), work)


def vet_document(content: File[Any], name: str) -> Vetted:
    """Return the document, unchanged, once its content is what its extension says and holds nothing active.

    Raises ValidationError with a text for people when it is refused.
    """

    def work(stream: BinaryIO, extension: str) -> Vetted:
        documents.inspect(stream, extension)
        return _unchanged(content, stream, disk_name(name, fallback="tep"), extension)

    return _vet(content, name, document_extensions(), document_upload_limit(), work)


def vet_media(content: File[Any], name: str) -> Vetted:
    """Return the video or recording, unchanged, once its container is the one its extension says.

    Raises ValidationError with a text for people when it is refused.
    """

    def work(stream: BinaryIO, extension: str) -> Vetted:
        facts = media.inspect(stream, extension)
        vetted = _unchanged(content, stream, disk_name(name, fallback="media"), extension)
        vetted.facts = facts
        return vetted

    return _vet(content, name, list(media.CONTAINERS), media_upload_limit(), work)


def vet_captions(content: File[Any], name: str) -> Vetted:
    """Return the captions written anew from their cues alone (see `checks.webvtt`).

    Raises ValidationError with a text for people when they are refused.
    """

    def work(stream: BinaryIO, extension: str) -> Vetted:
        clean = io.BytesIO(webvtt.rebuild(stream.read()))
        sha1, sha256 = _hashes(clean)
        stored = disk_name(name, fallback="phu-de", extension=extension, mark=sha1[:MARK_LENGTH])
        size = clean.getbuffer().nbytes
        return Vetted(clean, name=stored, size=size, kind=extension, sha1=sha1, sha256=sha256)

    return _vet(content, name, ["vtt"], captions_upload_limit(), work)


def dimensions(content: Any) -> tuple[int | None, int | None]:
    """Width and height in pixels of a stored picture, by its header; None for both when it is no picture."""
    closed = content.closed
    try:
        content.open()
        facts = images.read_header(content)
    except (Refused, OSError):
        return None, None
    finally:
        if closed:
            content.close()
        else:
            content.seek(0)
    return facts.width, facts.height


def _vet(
    content: File[Any], name: str, allowed: list[str], limit: int, work: Callable[[BinaryIO, str], Vetted]
) -> Vetted:
    stream = cast(BinaryIO, content)
    extension = extension_of(name)
    try:
        if extension not in allowed:
            raise Refused("extension", extension=extension, allowed=allowed)
        if not content.size:
            raise Refused("empty")
        if content.size > limit:
            raise Refused("too_large", size=content.size, limit=limit)
        stream.seek(0)
        return work(stream, extension)
    except Refused as refused:
        raise explain(refused) from refused
    finally:
        stream.seek(0)


def _unchanged(content: File[Any], stream: BinaryIO, name: str, extension: str) -> Vetted:
    sha1, sha256 = _hashes(stream)
    return Vetted(content, name=name, size=content.size, kind=extension, sha1=sha1, sha256=sha256)


def _hashes(stream: BinaryIO) -> tuple[str, str]:
    sha1 = hashlib.sha1(usedforsecurity=False)
    sha256 = hashlib.sha256()
    stream.seek(0)
    while chunk := stream.read(65536):
        sha1.update(chunk)
        sha256.update(chunk)
    stream.seek(0)
    return sha1.hexdigest(), sha256.hexdigest()
