"""A short guided choice: what somebody needs, question by question, until the procedures are found.

What `guide_page.html` gets besides `page`: `step` (`guided_choice.plan.Step`; the first one has no answers yet),
`choices` (list of `(words, address)`), `chosen` (list of `(question, answer, address)`: what was answered, and
where to answer it anew), `back` (address of the step before, "" at the first), `procedures` (those at the end of
the choice that are in force) and `catalogue` (address of the list of all procedures).
"""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.core.fields import StreamField
from portal.core.forms import PublicationForm
from portal.core.models import BasePage

from ..guided_choice.blocks import QuestionsBlock, message, plan_of
from ..guided_choice.plan import Plan
from .page import ProcedurePage

#: where the browser's focus goes at each step: the heading
FRAGMENT = "#cau-hoi"


class GuidePage(BasePage):
    """Questions with answers that lead to further questions or to procedures; each step has its own address."""

    questions = StreamField(
        QuestionsBlock(),
        blank=True,
        verbose_name=_("questions"),
        help_text=_(
            "The first question begins. Each answer leads to another question by its short name, or ends with "
            "procedures. Three to five questions in a row are enough for anybody."
        ),
    )

    parent_page_types = ["procedures.ProceduresIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = PublicationForm

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("questions")], heading=_("Questions with their answers")),
    ]

    class Meta:
        verbose_name = _("guided choice")
        verbose_name_plural = _("guided choices")

    @cached_property
    def plan(self) -> Plan:
        """The questions, ready to be walked."""
        return plan_of(self.questions)

    def missing_for_publication(self) -> dict[str, str]:
        missing = super().missing_for_publication()
        if not self.plan.questions:
            return missing | {"questions": gettext("Write at least one question.")}
        if problems := self.plan.problems():
            missing["questions"] = " ".join(dict.fromkeys(message(problem) for problem in problems))
        return missing

    def search_body(self) -> str:
        lines: list[str] = []
        for question in self.plan.questions:
            lines += [question.text, question.help]
            for answer in question.answers:
                lines += [answer.words, answer.sentence]
        return "\n".join(line for line in lines if line)

    # Each step at its own address

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Take the answers that were given as an address below the page's own."""
        if self.live and path_components and self.plan.step(path_components):
            return RouteResult(self, kwargs={"path": tuple(path_components)})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, path: tuple[str, ...] = (), **kwargs: Any
    ) -> HttpResponse:
        return super().serve(request, *args, path=path, **kwargs)

    def get_context(
        self, request: HttpRequest, *args: Any, path: tuple[str, ...] = (), **kwargs: Any
    ) -> dict[str, Any]:
        own = self.get_url(request) or ""
        step = self.plan.step(path)
        catalogue = self.get_parent()

        def address(answers: tuple[str, ...]) -> str:
            return own + "".join(f"{answer}/" for answer in answers) + FRAGMENT

        context = super().get_context(request, *args, **kwargs) | {"step": step, "catalogue": catalogue}
        if step is None:  # a preview without questions
            return context
        return context | {
            "choices": [(answer.words, address(there)) for answer, there in step.choices()],
            "chosen": [(one.question.text, one.answer.words, address(one.path)) for one in step.chosen],
            "back": address(step.path[:-1]) if step.path else "",
            "procedures": self._procedures(step.answer.procedures)
            if step.answer and not step.question
            else [],
            "step_url": (self.full_url or "") + "".join(f"{answer}/" for answer in step.path),
        }

    def _procedures(self, chosen: tuple[int, ...]) -> list[ProcedurePage]:
        """Return the procedures that are still in force, in the order of the editors."""
        found = ProcedurePage.objects.listed().in_bulk(chosen)
        return [found[pk] for pk in chosen if pk in found]
