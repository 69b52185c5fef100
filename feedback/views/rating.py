"""A visitor rates a procedure's page: one press of a button, and a reason from a list for whoever wants to."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.core.visitors import within_bounds
from procedures.models import ProcedurePage

from ..choices import Reason, Score
from ..models import Rating, RatingSummary
from ..trust import is_ours
from ..visitor import mark_of, remember, token_of

#: new ratings of one procedure from one address in an hour: an office has one address for all its people
MOST_AN_HOUR = 10
#: `?danh-gia=` when there were more
TOO_MANY = "nhieu"
#: no key in the database is larger
LARGEST = 2**31


@csrf_exempt  # `is_ours` asks instead
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keep a rating and lead back to the procedure."""
    found = ProcedurePage.objects.live().public().filter(pk=page_id) if page_id < LARGEST else None
    page = found.first() if found is not None else None
    if page is None:
        raise Http404
    score = read_score(request.POST.get("muc", ""))
    if request.method != "POST" or score is None:
        return redirect(f"{page.get_url(request)}#danh-gia")
    reason = request.POST.get("ly-do", "")
    reason = reason if reason in Reason.values else ""
    if not is_ours(request):
        context = {"procedure": page, "score": Score(score), "reason": reason}
        return render(request, "feedback/confirm_rating.html", context)
    return _keep(request, page, score, reason)


def _keep(request: HttpRequest, page: ProcedurePage, score: int, reason: str) -> HttpResponseRedirect:
    token = token_of(request)
    mark = mark_of(token, page.pk)
    changes = Rating.objects.filter(procedure=page, visitor=mark).exists()
    if not changes and not within_bounds(request, f"feedback.rating|{page.pk}", MOST_AN_HOUR):
        return _back(request, page, TOO_MANY)
    RatingSummary.objects.note(page.pk, mark, score, reason)
    response = _back(request, page, str(score), "1" if reason else "")
    remember(request, response, token)
    return response


def _back(request: HttpRequest, page: ProcedurePage, told: str, reasoned: str = "") -> HttpResponseRedirect:
    query = {"danh-gia": told} | ({"ly-do": reasoned} if reasoned else {})
    return HttpResponseRedirect(f"{page.get_url(request)}?{urlencode(query)}#danh-gia")


def read_score(text: str) -> int | None:
    """Return the score that `text` is; None when it is none."""
    return int(text) if text in {str(value) for value in Score.values} else None
