"""How a stored file is sent: whole or in part, in small pieces, with nothing in it that a browser would run."""

from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

from .ranges import OutsideFile, requested_range

#: for whatever an editor uploaded: as a document of its own it may load and run nothing
STERILE = "default-src 'none'; sandbox"


class Pieces(FileResponse):
    """Reads 64 KB at a time, however large the file."""

    block_size = 65_536


class Part:
    """The next `length` bytes of an open file, read piece by piece."""

    def __init__(self, file: File[Any], start: int, length: int) -> None:
        file.seek(start)
        self.file = file
        self.left = length

    def read(self, size: int) -> bytes:
        data: bytes = self.file.read(min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()


def send_file(
    request: HttpRequest,
    storage: Storage,
    name: str,
    *,
    content_type: str,
    download_as: str = "",
    etag: str = "",
) -> HttpResponseBase:
    """Return the file `name` of `storage`, or the one byte range of it that is asked for.

    304 and 412 are answered as the conditions of the request want it, 416 when the range is behind the end.
    `download_as` is the file name under which it is to be kept instead of shown. Raises OSError when it is
    not there.
    """
    modified = storage.get_modified_time(name).timestamp()
    size = storage.size(name)
    etag = f'"{etag}"' if etag else f'"{int(modified * 1000):x}-{size:x}"'
    response: HttpResponseBase | None = get_conditional_response(
        request, etag=etag, last_modified=int(modified)
    )
    if response is None:
        response = _content(request, storage, name, etag, int(modified), size)
        if response.status_code != 416:
            response["Content-Type"] = content_type
        if download_as:
            # In all its letters (RFC 6266).
            response["Content-Disposition"] = content_disposition_header(True, download_as)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = STERILE
    return response


def _content(
    request: HttpRequest, storage: Storage, name: str, etag: str, modified: int, size: int
) -> HttpResponseBase:
    header = request.headers.get("Range", "")
    wanted = None
    if header and request.method == "GET" and _is_unchanged(request, etag, modified):
        try:
            wanted = requested_range(header, size)
        except OutsideFile:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if wanted is None:
        return Pieces(storage.open(name), headers={"Content-Length": str(size)})
    start, end = wanted
    length = end - start + 1
    part = Pieces(Part(storage.open(name), start, length), status=206)
    part["Content-Range"] = f"bytes {start}-{end}/{size}"
    part["Content-Length"] = str(length)
    return part


def _is_unchanged(request: HttpRequest, etag: str, modified: int) -> bool:
    """Whether the part fits what the player has already (If-Range): else it gets the whole new file."""
    condition = request.headers.get("If-Range", "")
    return not condition or condition == etag or parse_http_date_safe(condition) == modified
