"""Everybody may read open data from any site: CORS for what needs no login, and nothing else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: addresses of open data
OPEN = ("/api/", "/du-lieu-mo/")


class OpenReading:
    """Lets scripts of other sites read below `OPEN`; no cookie is ever taken along.

    Answers their preflight, and HEAD like GET: the servers leave the body out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OPEN):
            return self.get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Allow"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Headers"] = "If-None-Match, Content-Type"
            response["Access-Control-Max-Age"] = "86400"
        else:
            if request.method == "HEAD":
                request.method = "GET"
            response = self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Content-Disposition"
        return response
