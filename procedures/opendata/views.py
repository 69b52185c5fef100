"""`/du-lieu-mo/`: the files of open data, what they are and how to read them."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.http import condition, require_safe

from portal.core.metadata import json_ld_script
from portal.files.messages import file_size

from . import dictionary, dumps


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Show the files of the newest set, the API and the dictionary."""
    made = dumps.manifest()
    files = [file | {"words": file_size(file["size"])} for file in made["files"]] if made else []
    return render(
        request,
        "procedures/open_data.html",
        {
            "title": gettext("Open data"),
            "made_at": parse_datetime(made["made_at"]) if made else None,
            "made": made,
            "data": [file for file in files if file["name"].startswith(dumps.NAME)],
            "dictionaries": [file for file in files if file["name"].startswith(dumps.DICTIONARY)],
            "headings": dictionary.HEADINGS,
            "rows": list(dictionary.rows()),
            "json_ld": json_ld_script(_dataset(request, made, files)),
        },
    )


def _etag(request: HttpRequest, name: str) -> str | None:
    made = dumps.manifest()
    digests = {file["name"]: file["sha256"] for file in made["files"]} if made else {}
    return f'"{digests[name]}"' if name in digests else None


@require_safe
@condition(etag_func=_etag)
def open_data_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send a file of the newest set."""
    path = dumps.path_of(name)
    if path is None:
        raise Http404(name)
    kind = dumps.TYPES[path.suffix.removeprefix(".")]
    response = FileResponse(path.open("rb"), content_type=kind, as_attachment=True, filename=name)
    response["Cache-Control"] = "public, max-age=300"
    return response


def _dataset(
    request: HttpRequest, made: dict[str, Any] | None, files: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return the set as schema.org sees it."""
    here = request.build_absolute_uri("/du-lieu-mo/")
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": gettext("Administrative procedures"),
        "description": gettext(
            "All procedures that the portal publishes, with every field of the record, made anew each night."
        ),
        "url": here,
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "dateModified": made["made_at"] if made else None,
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": gettext("Department of Culture, Sports and Tourism of Cao Bằng province"),
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{here}{file['name']}",
                "encodingFormat": dumps.TYPES[file["name"].rpartition(".")[2]].partition(";")[0],
                "contentSize": str(file["size"]),
            }
            for file in files
        ],
    }
