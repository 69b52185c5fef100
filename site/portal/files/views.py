"""Files as people fetch them: only what they may have, and nothing of it ever runs in a browser."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import default_storage
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served
from wagtail.users.models import UserProfile

from . import access
from .models import FileUse, PortalDocument, PortalImage, PortalMedia, PortalRendition
from .names import readable
from .sending import send_file

YEAR, DAY, HOUR, MINUTE = 31_536_000, 86_400, 3_600, 60

PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
}
RECORDINGS = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
}
CAPTIONS = {".vtt": "text/vtt; charset=utf-8"}


@dataclass(frozen=True)
class Shelf:
    """A folder of the media storage: whose files lie there, what they may be, how long a browser keeps them.

    `key` is the column of `model` that holds the key of the file as editors know it (the image of a rendition).
    """

    model: type[models.Model]
    column: str
    kind: str
    types: dict[str, str]
    age: int
    key: str = "pk"


# A picture's name holds a part of its checksum, so the same address never shows another picture. Documents are
# not among these: they go through `serve_document`.
SHELVES = {
    "images": Shelf(PortalRendition, "file", FileUse.Kind.IMAGE, PICTURES, YEAR, "image_id"),
    "original_images": Shelf(PortalImage, "file", FileUse.Kind.IMAGE, PICTURES, YEAR),
    "media": Shelf(PortalMedia, "file", FileUse.Kind.MEDIA, RECORDINGS, DAY),
    "media_thumbnails": Shelf(PortalMedia, "thumbnail", FileUse.Kind.MEDIA, PICTURES, DAY),
    "media_captions": Shelf(PortalMedia, "captions", FileUse.Kind.MEDIA, CAPTIONS, DAY),
}
AVATARS = "avatar_images"


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a picture, recording or captions to those who may have it; 404 for everybody and everything else.

    With `?tai-ve=1` it is kept as a file under its title. A file that everybody may have takes one query and
    asks nobody who he is. Browsers keep it for long; caches that many share for a minute, so that what is
    taken down is soon gone.
    """
    folder, _, rest = path.partition("/")
    suffix = PurePosixPath(path).suffix.lower()
    if not rest or len(path) > 255 or "\0" in path:
        raise Http404
    if folder == AVATARS:
        return _serve_avatar(request, path, suffix)
    shelf = SHELVES.get(folder)
    if shelf is None or suffix not in shelf.types:
        raise Http404
    rows = shelf.model._default_manager.filter(**{shelf.column: path})
    everybody = access.for_everybody(shelf.kind, shelf.key)
    found = rows.annotate(for_everybody=everybody).values_list(shelf.key, "for_everybody").first()
    if found is None:
        raise Http404
    key, is_public = found
    if not is_public and not access.visitor_may_have(request, shelf.kind, _file(shelf.kind, key)):
        raise Http404
    title = _file(shelf.kind, key).title if request.GET.get("tai-ve") else ""
    response = _send(request, path, shelf.types[suffix], f"{readable(title)}{suffix}" if title else "")
    _keep(response, shelf.age if is_public else None)
    return response


@require_safe
def serve_document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Send a document as a download; 404 when no page that the visitor may read or edit uses it.

    A visitor who may read the page but not the collection is asked for its password or to log in, by Wagtail.
    """
    kind = FileUse.Kind.DOCUMENT
    everybody = access.for_everybody(kind)
    document: Any = PortalDocument.objects.annotate(for_everybody=everybody).filter(pk=document_id).first()
    if document is None or document.filename != filename:
        raise Http404
    if not document.for_everybody and not access.may_edit_with(request.user, kind, document):
        if not access.may_read_with(request, kind, document):
            raise Http404
        for hook in hooks.get_hooks("before_serve_document"):
            answer = hook(document, request)
            if isinstance(answer, HttpResponse):
                return answer
    document_served.send(sender=PortalDocument, instance=document, request=request)
    response = _send(
        request, document.file.name, document.content_type, document.filename, etag=document.file_hash
    )
    # Its address can show another file tomorrow: a browser asks each time whether it is still the same.
    _keep(response, 0 if document.for_everybody else None)
    return response


def _serve_avatar(request: HttpRequest, path: str, suffix: str) -> HttpResponseBase:
    user: Any = request.user
    if suffix not in PICTURES or not user.is_authenticated:
        raise Http404
    if not UserProfile.objects.filter(avatar=path).exists():
        raise Http404
    response = _send(request, path, PICTURES[suffix])
    patch_cache_control(response, private=True, max_age=HOUR)
    return response


def _file(kind: str, key: int) -> Any:
    return access.MODELS[kind]._default_manager.select_related("collection").get(pk=key)


def _send(
    request: HttpRequest, name: str, content_type: str, download_as: str = "", etag: str = ""
) -> HttpResponseBase:
    try:
        return send_file(
            request, default_storage, name, content_type=content_type, download_as=download_as, etag=etag
        )
    except (OSError, ValueError) as error:
        raise Http404 from error


def _keep(response: HttpResponseBase, seconds: int | None) -> None:
    """Say how long the answer may be kept: by browsers `seconds`, by shared caches a minute; None: by nobody."""
    if seconds is None:
        patch_cache_control(response, private=True, no_store=True)
        return
    shared = {"public": True, "max_age": seconds, "s_maxage": min(seconds, MINUTE)}
    patch_cache_control(response, **shared, **({"immutable": True} if seconds == YEAR else {}))
