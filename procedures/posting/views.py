"""The public pages of posting sets, and their papers."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from portal.files.sending import send_file

from ..models import PostingSet, ProceduresIndexPage
from ..models.queryset import HEAVY
from .contents import posted, public_sets
from .freshness import PaperState, states_of

#: sets and procedures on a page
PER_PAGE = 50
#: who may make papers
PERMISSION = "procedures.change_postingset"


def set_or_404(slug: str) -> PostingSet:
    """Return the public set at this address."""
    found: PostingSet = get_object_or_404(public_sets(), slug=slug)
    return found


def public_papers(posting_set: PostingSet) -> list[PaperState]:
    """Return the newest paper of each size that everybody may have: with nothing on it that isn't public now."""
    return [state for state in states_of([posting_set])[posting_set.pk] if state.is_public]


def _crumbs(request: HttpRequest) -> list[dict[str, Any]]:
    index = ProceduresIndexPage.objects.live().first()
    return [{"url": index.get_url(request), "title": index.title}] if index else []


@require_safe
def posting_sets(request: HttpRequest) -> HttpResponse:
    """Show all public sets."""
    sets = Paginator(public_sets(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "procedures/posting/sets.html", {"sets": sets, "trail": _crumbs(request)})


@require_safe
def posting_set(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one set: its procedures, its papers, whether they still hold."""
    one = set_or_404(slug)
    found = posted(one).defer(*HEAVY)
    address = reverse("posting_sets")
    context = {
        "set": one,
        "papers": public_papers(one),
        "procedures": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "trail": [*_crumbs(request), {"url": address, "title": gettext("Posted procedures")}],
        "may_make": request.user.has_perm(PERMISSION),
    }
    return render(request, "procedures/posting/set.html", context)


@require_safe
def posting_paper(request: HttpRequest, slug: str, size: str) -> HttpResponseBase:
    """Give the newest paper of a size, if everybody may have it."""
    one = set_or_404(slug)
    state = next((state for state in public_papers(one) if state.paper.size == size), None)
    if state is None:
        raise Http404("no such paper")
    return send_paper(request, state.paper)


def send_paper(request: HttpRequest, paper: Any) -> HttpResponseBase:
    """Return the file of a finished paper; who may have it is asked before."""
    name = f"{paper.posting_set.slug}-{paper.size}.pdf"
    try:
        response = send_file(
            request,
            paper.file.storage,
            paper.file.name,
            content_type="application/pdf",
            download_as=name,
            etag=f"{paper.pk}-{paper.file_size}",
        )
    except OSError:
        raise Http404("the file is gone") from None
    # Which papers are public changes with the procedures on them: ask each time.
    response["Cache-Control"] = "no-cache"
    return response
