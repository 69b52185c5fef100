"""The catalogue of procedures.

What `procedures_index_page.html` gets besides `page`: `procedures` (a Django page of `ProcedurePage`s, long
columns deferred), `fields`, `letters` and `levels` (lists of `Option(value, label, count, active)`), `active`
(the chosen filters by name), `law` (the legal document that the procedures stand on, or None) and `query` (the
filters as an address without the page number).
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from legal.models import LegalDocumentPage
from portal.core.models import BasePage
from portal.text import parse_code

from ..choices import Level
from ..names import ALPHABET
from .citation import citing
from .page import ProcedurePage

PAGE_SIZE = 20


@dataclass
class Option:
    """A value that a list can be narrowed by."""

    value: str
    label: str
    count: int
    active: bool


class ProceduresIndexPage(BasePage):
    """All procedures, by field (`linh-vuc`), level (`cap`), first letter (`chu`) and legal document (`can-cu`)."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["procedures.ProcedurePage", "procedures.GuidePage"]
    schema_type = "CollectionPage"

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("catalogue of procedures")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Take a code in any spelling as an address, besides those of the pages below."""
        if self.live and len(path_components) == 1 and (code := parse_code(path_components[0])):
            return RouteResult(self, kwargs={"code": code})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, code: str = "", **kwargs: Any) -> HttpResponse:
        if not code:
            return super().serve(request, *args, **kwargs)
        page = ProcedurePage.objects.child_of(self).live().public().by_code(code)
        address = page and page.get_url(request)
        if not address:
            raise Http404(f"no procedure {code}")
        return HttpResponseRedirect(address)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        listed = ProcedurePage.objects.child_of(self).listed()
        active = {
            "linh-vuc": request.GET.get("linh-vuc", "")[:120],
            "cap": request.GET.get("cap", "") if request.GET.get("cap") in Level.values else "",
            "chu": request.GET.get("chu", "") if request.GET.get("chu") in [*ALPHABET, "#"] else "",
        }
        law = _law(request.GET.get("can-cu", ""))
        if law:
            listed = listed.filter(citing(law))
        fields = _fields(listed, active["linh-vuc"])
        if not any(option.active for option in fields):
            active["linh-vuc"] = ""
        narrowed = listed.filter(_condition(active))
        chosen = {name: value for name, value in active.items() if value}
        if law:
            chosen["can-cu"] = law.slug
        return context | {
            "procedures": Paginator(narrowed, PAGE_SIZE).get_page(request.GET.get("page")),
            "fields": fields,
            "letters": _letters(listed.filter(_condition(active | {"chu": ""})), active["chu"]),
            "levels": _levels(listed, active["cap"]),
            "law": law,
            "active": chosen,
            "query": urlencode(chosen),
        }


def _law(text: str) -> LegalDocumentPage | None:
    """Return the public document whose address or number `text` is, where it can be only one."""
    if not text:
        return None
    public = LegalDocumentPage.objects.live().public()
    found = list(public.filter(slug=text[:255])[:2]) or list(public.by_number(text[:120])[:2])
    return found[0] if len(found) == 1 else None


def _condition(active: dict[str, str]) -> Q:
    condition = Q()
    if active["linh-vuc"]:
        condition &= Q(procedure_field__slug=active["linh-vuc"])
    if active["cap"]:
        condition &= Q(level_index__contains=f"|{active['cap']}|")
    if active["chu"]:
        condition &= Q(letter=active["chu"])
    return condition


def _fields(listed: Any, active: str) -> list[Option]:
    rows = (
        listed.exclude(procedure_field=None)
        .order_by()
        .values_list("procedure_field__slug", "procedure_field__name")
    )
    counted = rows.annotate(total=Count("pk")).order_by("procedure_field__name")
    return [Option(slug, name, total, slug == active) for slug, name, total in counted]


def _letters(listed: Any, active: str) -> list[Option]:
    counts = dict(listed.order_by().values_list("letter").annotate(total=Count("pk")))
    return [
        Option(letter, letter, counts[letter], letter == active)
        for letter in [*ALPHABET, "#"]
        if letter in counts
    ]


def _levels(listed: Any, active: str) -> list[Option]:
    counts = listed.order_by().aggregate(
        **{key: Count("pk", filter=Q(level_index__contains=f"|{key}|")) for key in Level.values}
    )
    return [
        Option(key, str(label), counts[key], key == active) for key, label in Level.choices if counts[key]
    ]
