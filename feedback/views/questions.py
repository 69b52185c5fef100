"""Questions and answers: the public list, asking, and following an answer by its code."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.visitors import within_bounds
from procedures.models import ProcedurePage

from ..codes import parse_code
from ..forms import AskForm, new_stamp
from ..models import Question
from ..models.question import ANSWER_DAYS, LONGEST
from ..notices import tell_office_later
from ..trust import is_ours

PAGE_SIZE = 20
#: questions from one address in an hour
MOST_AN_HOUR = 5


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """List what is published, of one procedure with `?thu-tuc=`; `?ma=` leads to the question of a code."""
    sought = request.GET.get("ma", "")
    if code := parse_code(sought):
        return redirect("feedback_question", code=code)
    asked = request.GET.get("thu-tuc", "")
    procedure = _procedure(asked)
    found = Question.objects.public().select_related("procedure")
    if asked:
        found = found.filter(procedure=procedure) if procedure else found.none()
    context = {
        "questions": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "procedure": procedure,
        "asked": asked,
        "sought": sought,
    }
    return render(request, "feedback/questions.html", context)


@csrf_exempt  # `is_ours` asks instead, so that nothing that was written is lost
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a question about the procedure `?thu-tuc=`; whatever is wrong, the form comes back filled."""
    procedure = _procedure(request.GET.get("thu-tuc", ""))
    if procedure is None:
        raise Http404
    if request.method != "POST":
        return _form(request, procedure, AskForm(initial={"stamp": new_stamp()}))
    form = AskForm(request.POST.dict())
    if not form.is_valid():
        return _form(request, procedure, form)
    if not is_ours(request):
        form.add_error(
            None, gettext("Your browser did not confirm that you sent this. Press the button again.")
        )
        return _form(request, procedure, form)
    if not within_bounds(request, "feedback.question", MOST_AN_HOUR):
        form.add_error(None, gettext("Many questions came from your network. Try again in an hour."))
        return _form(request, procedure, form, status=429)
    question = Question(procedure=procedure, text=form.cleaned_data["question"])
    question.is_sample = procedure.is_sample
    question.save()
    tell_office_later(question)
    return redirect(f"{reverse('feedback_question', args=[question.code])}?da-gui=1")


def _form(request: HttpRequest, procedure: ProcedurePage, form: AskForm, status: int = 200) -> HttpResponse:
    if form.is_bound:
        # A new stamp, so that what was open for too long can be sent again.
        stamp = new_stamp() if "stamp" in form.errors else form.data.get("stamp", "")
        form.data = {**form.data, "stamp": stamp}
    context = {"procedure": procedure, "form": form, "longest": LONGEST, "days": ANSWER_DAYS}
    return render(request, "feedback/ask.html", context, status=status)


@never_cache
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Show the one who asked what became of it; whoever knows the code may read it."""
    key = parse_code(code)
    question = Question.objects.filter(code=key).select_related("procedure").first() if key else None
    if question is None:
        raise Http404
    if code != key:
        return redirect("feedback_question", code=key)
    context: dict[str, Any] = {"question": question, "sent": "da-gui" in request.GET}
    procedure = question.procedure
    context["procedure"] = procedure if procedure and procedure.live else None
    response = render(request, "feedback/question.html", context)
    response["Referrer-Policy"] = "no-referrer"  # the address itself is the key
    response["X-Robots-Tag"] = "noindex"
    return response


def _procedure(text: str) -> ProcedurePage | None:
    """Return the public procedure with the code that `text` is."""
    found: ProcedurePage | None = ProcedurePage.objects.live().public().by_code(text[:64])
    return found
