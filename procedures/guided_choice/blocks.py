"""How editors write the questions: a card for each, its answers below it; checked as it is saved."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.text import normalise

from .plan import UNFINISHED, Answer, Plan, Problem, Question


class AnswerBlock(blocks.StructBlock):
    """An answer: on to the next question, or to what there is to do."""

    words = blocks.CharBlock(
        label=_("Answer"), max_length=150, help_text=_("For example: Tổ chức lễ hội ở xã tôi.")
    )
    next = blocks.CharBlock(
        label=_("Leads to the question"),
        required=False,
        max_length=60,
        help_text=_("The short name of a question on this page. Empty where the answer ends the choice."),
    )
    sentence = blocks.TextBlock(
        label=_("What to tell"),
        required=False,
        max_length=600,
        rows=2,
        help_text=_("Where the answer ends the choice: one or two sentences above the procedures."),
    )
    procedures = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="procedures.ProcedurePage"),
        label=_("Procedures to do"),
        default=[],
        max_num=20,
    )

    class Meta:
        icon = "arrow-right"
        label = _("Answer")


class QuestionBlock(blocks.StructBlock):
    """A question with its answers."""

    name = blocks.CharBlock(
        label=_("Short name"),
        max_length=60,
        help_text=_("Answers lead to the question by this name; nobody else sees it. For example: Lễ hội."),
    )
    text = blocks.CharBlock(
        label=_("Question"), max_length=200, help_text=_("As it is asked, for example: Lễ hội ở quy mô nào?")
    )
    help = blocks.TextBlock(
        label=_("Help with the answer"),
        required=False,
        max_length=400,
        rows=2,
        help_text=_("A sentence below the question, where people may not be sure what to answer."),
    )
    answers = blocks.ListBlock(AnswerBlock(), label=_("Answers"), min_num=2, max_num=12)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{name}: {text}"


def plan_of(value: Any) -> Plan:
    """Return the plan that the blocks of a page hold, whatever is missing in them; asks the database nothing."""
    rows = value.get_prep_value() if hasattr(value, "get_prep_value") else value or []
    return Plan(tuple(_question(row["value"]) for row in rows))


def _question(row: dict[str, Any]) -> Question:
    answers = tuple(_answer(item) for item in _items(row.get("answers")))
    return Question(_text(row, "name"), _text(row, "text"), _text(row, "help"), answers)


def _answer(row: dict[str, Any]) -> Answer:
    procedures = tuple(int(pk) for pk in _items(row.get("procedures")) if pk)
    return Answer(_text(row, "words"), _text(row, "next"), _text(row, "sentence"), procedures)


def _text(row: dict[str, Any], name: str) -> str:
    return normalise(row.get(name) or "").strip()


def _items(rows: Any) -> list[Any]:
    """Return the values of a ListBlock, which are wrapped with an id each, or stand as they are."""
    return [row["value"] if isinstance(row, dict) and "value" in row else row for row in rows or []]


def message(problem: Problem) -> str:
    """Return what is wrong in words, and what to do about it."""
    words = {"words": problem.words}
    texts = {
        "same_name": gettext("Two questions have the short name “%(words)s”: give this one another name."),
        "no_such_question": gettext(
            "No question has the short name “%(words)s”: write the name as it stands at the question."
        ),
        "loop": gettext(
            "From the question “%(words)s” people can come back to this one and would go round in circles: "
            "lead this answer elsewhere."
        ),
        "two_ways": gettext(
            "An answer either leads to a question or to procedures: empty one of the two for “%(words)s”."
        ),
        "dead_end": gettext(
            "The answer “%(words)s” leads nowhere: name the next question, or choose procedures, or write "
            "what to tell."
        ),
        "never_asked": gettext(
            "No answer leads to the question “%(words)s”: people would never see it. Lead an answer to it "
            "or delete it."
        ),
    }
    return texts[problem.kind] % words


#: the field of an answer that a problem is shown at
_FIELDS = {"no_such_question": "next", "loop": "next", "two_ways": "next", "dead_end": "next"}


class QuestionsBlock(blocks.StreamBlock):
    """All questions; the first one begins."""

    question = QuestionBlock()

    def clean(self, value: Any) -> Any:
        """Refuse loops and names that are no question's; in what is to be published also dead ends."""
        cleaned = super().clean(value)
        found = plan_of(cleaned).problems()
        if self.is_deferred_validation:
            found = [problem for problem in found if problem.kind not in UNFINISHED]
        if found:
            raise StreamBlockValidationError(block_errors=_errors(found))
        return cleaned

    class Meta:
        required = False


def _errors(found: list[Problem]) -> dict[int, ValidationError]:
    """Return the problems where Wagtail's form shows them."""
    errors: dict[int, ValidationError] = {}
    for place in dict.fromkeys(problem.question for problem in found):
        own = [problem for problem in found if problem.question == place]
        answers = {
            number: StructBlockValidationError(
                block_errors={_FIELDS[p.kind]: ValidationError(message(p)) for p in own if p.answer == number}
            )
            for number in sorted({p.answer for p in own if p.answer is not None})
        }
        blocks_wrong: dict[str, Any] = {}
        if answers:
            blocks_wrong["answers"] = ListBlockValidationError(block_errors=answers)
        if names := [ValidationError(message(p)) for p in own if p.answer is None]:
            blocks_wrong["name"] = names[0]
        errors[place] = StructBlockValidationError(block_errors=blocks_wrong)
    return errors
