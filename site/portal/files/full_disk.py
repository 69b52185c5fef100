"""A full disk is told to whoever uploads; the file and its row are gone by then (`storage`, `uncommitted`)."""

import errno
import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

logger = logging.getLogger(__name__)

FULL = (errno.ENOSPC, errno.EDQUOT)
INSUFFICIENT_STORAGE = 507


class FullDisk:
    """Middleware: answers where writing a file failed for want of room."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.content_type == "multipart/form-data":
            try:
                request.POST  # noqa: B018 - reads the body, large files of it onto the disk
            except OSError as error:
                if answer := self.process_exception(request, error):
                    return answer
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OSError) or error.errno not in FULL:
            return None
        logger.error("No room left on the disk: %s", request.path)
        text = gettext(
            "The server has no room left, so the file was not saved. Tell the administrator; try again later."
        )
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What uploads many files at once shows the message of such an answer beside the file.
            return JsonResponse({"success": False, "error_message": text})
        page = render_to_string("files/full_disk.html", {"text": text})
        return HttpResponse(page, status=INSUFFICIENT_STORAGE)
