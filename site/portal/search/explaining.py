"""Why a result stands where it stands: the same steps as `service.search`, with what each of them found."""

from dataclasses import dataclass

from django.http import HttpRequest

from portal.text import search_syllable
from portal.text.tokens import words

from .asking import ask
from .engines.base import Frequencies
from .plan import Plan, Question
from .ranking import Ranked, worth_showing
from .results import Result
from .service import SearchResults, search


@dataclass(frozen=True)
class Word:
    """One syllable of the question as it is looked for; `weight` is its share of all, 0 to 1."""

    text: str
    asks: bool
    in_documents: int
    in_titles: int
    weight: float


@dataclass(frozen=True)
class Term:
    """A token that candidates were looked for by; `weight` is its share of what a title can hold, 0 to 1."""

    text: str
    in_documents: int
    in_titles: int
    weight: float
    in_title: bool
    in_body: bool


@dataclass(frozen=True)
class Placed:
    """One result and why it stands there.

    `ranked` is None for what isn't listed by its score: promoted pages, and those that follow by their age.
    """

    result: Result
    ranked: Ranked | None
    #: its score alone suffices; of the others those are listed that hold every word
    is_best: bool


@dataclass(frozen=True)
class Explanation:
    """What a query was understood as, what was looked for, and the results of the first page."""

    question: Question
    found: SearchResults
    total: int
    words: list[Word]
    terms: list[Term]
    #: what a row must hold to be counted: of each group one
    groups: list[str]
    placed: list[Placed]


def explain(query: str, request: HttpRequest | None = None) -> Explanation:
    """Return how `query` is answered."""
    asked, found = ask(query), search(query, request=request)
    question, known, terms = asked.question, asked.known, asked.plan
    by_score = sorted(found.ranked.values(), key=lambda one: -one.score)
    best = {one.candidate.pk for one in worth_showing(by_score)}
    return Explanation(
        question,
        found,
        known.total,
        _words(terms, known),
        _terms(terms, known),
        [" / ".join(_shown(token) for token in group) for group in terms.every],
        [Placed(result, found.ranked.get(result.pk), result.pk in best) for result in found.results],
    )


def _words(terms: Plan, known: Frequencies) -> list[Word]:
    analysis, total = terms.question.analysis, sum(terms.weights) or 1
    return [
        Word(word, asks, known.body.get(word, 0), known.title.get(word, 0), weight / total)
        for word, asks, weight in zip(analysis.folded, terms.question.asked, terms.weights, strict=True)
    ]


def _terms(terms: Plan, known: Frequencies) -> list[Term]:
    spelled, total = _spelled(terms.question), sum(terms.worth.values()) or 1
    asked = sorted(
        {*terms.title, *terms.body, *terms.own}, key=lambda token: (known.body.get(token, 0), token)
    )
    return [
        Term(
            spelled.get(token) or _shown(token),
            known.body.get(token, 0),
            known.title.get(token, 0),
            # What has a code or number itself stands above everything else.
            1.0 if token in terms.own else terms.worth.get(token, 0) / total,
            token in terms.title or token in terms.own,
            token in terms.body,
        )
        for token in asked
    ]


def _spelled(question: Question) -> dict[str, str]:
    """Return the exact tokens of a question as they are spelled: the keys of an index are no words."""
    texts = [question.text, *question.understood.values()]
    if question.corrected:
        texts.append(question.corrected.shown_as)
    found = (match.group() for text in texts for match in words(text))
    return {f"={search_syllable(word)[1]}": word.lower() for word in found}


def _shown(token: str) -> str:
    """Return a token as editors read it: pairs as two words, codes and numbers without their marks."""
    return token.lstrip("#=").replace("_", " ")
