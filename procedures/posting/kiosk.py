"""The screen for touching: a set alone, with no way out of it, that goes on when the network drops.

Every page is whole HTML and works without scripts; `kiosk_worker.js` keeps all of them in the browser.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from portal.text import fold

from ..models import PostingSet, ProcedurePage
from ..models.queryset import HEAVY
from ..names import ALPHABET
from ..sharing import qr_svg
from .contents import posted
from .views import set_or_404

WORKER = Path(__file__).parent / "kiosk_worker.js"
#: what the pages load; kept with them
ASSETS = (
    "portal/frame.css",
    "portal/kiosk.css",
    "portal/kiosk.js",
    "portal/mark.svg",
    "vendor/be-vietnam-pro/latin-400.woff2",
    "vendor/be-vietnam-pro/latin-600.woff2",
    "vendor/be-vietnam-pro/vietnamese-400.woff2",
    "vendor/be-vietnam-pro/vietnamese-600.woff2",
)
#: longest words that a search takes
QUERY_LENGTH = 100


def key_of(page: ProcedurePage) -> str:
    """Return what stands for a procedure in the kiosk's addresses."""
    return page.code or page.slug


def words_of(page: ProcedurePage) -> str:
    """Return what a search in the kiosk looks into: name, code in both spellings, field; folded."""
    code = page.code or ""
    field = page.procedure_field.name if page.procedure_field else ""
    return fold(f"{page.full_name} {code} {code.replace('.', '')} {field}")


def _rows(one: PostingSet) -> list[dict[str, Any]]:
    return [
        {"page": page, "key": key_of(page), "words": words_of(page), "letter": page.letter or "#"}
        for page in posted(one).defer(*HEAVY)
    ]


@require_safe
def kiosk(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the procedures of the set, to be narrowed by words, letter and field."""
    one = set_or_404(slug)
    rows = _rows(one)
    fields = {row["page"].procedure_field for row in rows if row["page"].procedure_field}
    have = {row["letter"] for row in rows}
    asked = {
        "words": " ".join(request.GET.get("q", "")[:QUERY_LENGTH].split()),
        "letter": request.GET.get("chu", ""),
        "field": request.GET.get("linh-vuc", ""),
    }
    for row in rows:
        row["hidden"] = not _fits(row, asked)
    context = {
        "set": one,
        "rows": rows,
        "count": sum(not row["hidden"] for row in rows),
        "letters": [letter for letter in (*ALPHABET, "#") if letter in have],
        "fields": sorted(fields, key=lambda field: field.name),
        "asked": asked,
        "is_start": True,
    }
    return _answer(request, "procedures/kiosk/start.html", context)


def _fits(row: dict[str, Any], asked: dict[str, str]) -> bool:
    field = row["page"].procedure_field
    return (
        all(word in row["words"] for word in fold(asked["words"]).split())
        and (not asked["letter"] or row["letter"] == asked["letter"])
        and (not asked["field"] or (field is not None and field.slug == asked["field"]))
    )


@require_safe
def kiosk_procedure(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show a procedure of the set in large type; what is none of it leads back to the start."""
    one = set_or_404(slug)
    found = posted(one)
    page = found.filter(code=key).first() or found.filter(slug=key, code=None).first()
    if page is None:
        return HttpResponseRedirect(reverse("kiosk", args=[one.slug]))
    address = page.short_url(request)
    context = {
        "set": one,
        "page": page,
        "view": page.view,
        "facts": [fact for fact in page.summary_facts if fact.values],
        "address": address,
        "qr": mark_safe(qr_svg(address).decode()),  # noqa: S308 — drawn by segno from an address of ours
    }
    return _answer(request, "procedures/kiosk/procedure.html", context)


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context | {"now": timezone.localtime()})
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def kiosk_worker(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the script that keeps the pages; its folder is all that it rules."""
    set_or_404(slug)
    response = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def kiosk_contents(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell what there is to keep: `{"version", "pages", "assets"}`; the version changes with any of it."""
    one = set_or_404(slug)
    found = posted(one).defer(*HEAVY)
    pages = [(reverse("kiosk_procedure", args=[one.slug, key_of(page)]), page) for page in found]
    assets = [static(path) for path in ASSETS]
    state = [one.changed_at.isoformat(), *assets]
    state += [f"{address} {page.last_published_at}" for address, page in pages]
    version = hashlib.sha256(json.dumps(state).encode()).hexdigest()[:20]
    start = reverse("kiosk", args=[one.slug])
    contents = {"version": version, "pages": [*(address for address, _ in pages), start], "assets": assets}
    response = JsonResponse(contents)
    response["Cache-Control"] = "no-cache"
    return response
