"""From what was typed to what an engine is asked, with what the index knows of its words."""

from dataclasses import dataclass

from portal.text.tokens import own_token

from .engines import database_engine
from .engines.base import Frequencies
from .plan import Plan, Question, plan, read


@dataclass(frozen=True)
class Asked:
    """A question, how often its words stand in the index, and the plan that follows."""

    question: Question
    known: Frequencies
    plan: Plan


def ask(query: str, *, as_typed: bool = False) -> Asked:
    """Return how `query` is asked; the plan is empty where it holds nothing that can be looked for.

    One statement for the frequencies; two where it named what might be a law's number, and nobody knows that number.
    """
    question = read(query, as_typed=as_typed)
    known = _frequencies(question)
    if any(_is_unknown(token, known) for token in question.guessed):
        question = read(query, as_typed=as_typed, guess=False)
        known = _frequencies(question)
    return Asked(question, known, plan(question, known.total, known.body, known.title))


def _frequencies(question: Question) -> Frequencies:
    return database_engine().frequencies(question.tokens) if question else Frequencies(0, {}, {})


def _is_unknown(identifier: str, known: Frequencies) -> bool:
    return not known.body.get(identifier) and not known.title.get(own_token(identifier[1:]))
