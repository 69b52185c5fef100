"""Files as citizens fetch them: nothing that an editor uploaded ever runs in a browser under this address."""

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since
from wagtail.documents.views import serve as wagtail_serve

# Folders of the media storage that may be fetched, each with the age in seconds for which a browser keeps a
# file. Documents are not among them: they go through `serve_document`, which knows who may have them.
YEAR = 31_536_000
PUBLIC_FOLDERS = {"images": YEAR, "original_images": YEAR, "media_thumbnails": 86_400, "avatar_images": 3_600}
PUBLIC_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
}
STERILE = "default-src 'none'; sandbox"


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a picture of the media storage; 404 for any other file, folder or kind.

    A picture's name holds a part of its checksum, so the same address never shows another picture: it may be
    kept for a year.
    """
    parts = PurePosixPath(path).parts
    content_type = PUBLIC_TYPES.get(PurePosixPath(path).suffix.lower())
    if len(path) > 255 or len(parts) < 2 or parts[0] not in PUBLIC_FOLDERS or content_type is None:
        raise Http404
    if any(part == ".." or part.startswith(".") for part in parts) or "\0" in path or "\\" in path:
        raise Http404
    try:
        modified = default_storage.get_modified_time(path).timestamp()
        file = default_storage.open(path)
    except (OSError, ValueError, SuspiciousOperation) as error:
        raise Http404 from error
    response: HttpResponse | FileResponse | HttpResponseNotModified
    if was_modified_since(request.headers.get("If-Modified-Since"), modified):
        response = FileResponse(file, content_type=content_type)
    else:
        file.close()
        response = HttpResponseNotModified()
    response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = _keep(PUBLIC_FOLDERS[parts[0]])
    return _sterile(response)


@require_safe
def serve_document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Send a document as a download, after Wagtail has asked whether this visitor may have it."""
    response: Any = wagtail_serve.serve(request, document_id, filename)
    if response.has_header("Content-Disposition"):
        _sterile(response)
    return response


def _keep(seconds: int) -> str:
    return f"public, max-age={seconds}, immutable" if seconds == YEAR else f"public, max-age={seconds}"


def _sterile(response: Any) -> Any:
    """Forbid the browser to guess another kind than the one declared, and to run anything."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = STERILE
    return response
