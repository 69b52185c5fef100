"""What to ask an engine for: the terms of a question with their weights, whatever the engine."""

from dataclasses import dataclass
from math import log

from portal.text import normalise
from portal.text.tokens import Analysis, analyse, own_token

from .question_words import question_words

#: characters of a query that are read; the longest real question of citizens has about 300
MAX_QUERY = 400
#: syllables of a query that are read
MAX_SYLLABLES = 80

#: what is left of a question word's weight
QUESTION_WEIGHT = 0.1
#: rows that the terms of one query may touch together in titles and in whole documents, the rarest terms first:
#: bounds the time, whatever the corpus holds. Unbounded, a long question at 20,000 pages takes 140 ms
TITLE_BUDGET = 2_000
BODY_BUDGET = 1_500
#: terms for which whole documents are searched
BODY_TERMS = 8


@dataclass(frozen=True)
class Question:
    """A query as it was understood. `cut` tells that it was longer than what is read."""

    text: str
    cut: bool
    analysis: Analysis
    asked: tuple[bool, ...]

    @property
    def accented(self) -> bool:
        """Whether it was typed with accents, so that exact forms mean something."""
        return self.analysis.exact != self.analysis.folded

    @property
    def keys(self) -> frozenset[str]:
        """Codes and law numbers in it, as keys."""
        return frozenset(token[1:] for token in self.analysis.identifiers)

    @property
    def own(self) -> set[str]:
        """The tokens of the documents that have these codes and numbers themselves."""
        return {own_token(key) for key in self.keys}

    @property
    def tokens(self) -> set[str]:
        """Every token whose frequency matters."""
        tokens = {*self.analysis.folded, *self.analysis.bigrams, *self.analysis.identifiers, *self.own}
        return tokens.union(self.analysis.exact_tokens) if self.accented else tokens

    def __bool__(self) -> bool:
        return bool(self.analysis.folded or self.analysis.identifiers)


@dataclass(frozen=True)
class Term:
    """A token to look for, and what it is worth beside others; an engine that can't weigh takes all alike."""

    token: str
    weight: float = 1.0


@dataclass(frozen=True)
class Plan:
    """Terms for an engine, and the weight of each syllable of the question for the ranking.

    `title` and `body` are alternatives (OR), and so is `own`: the tokens of the documents that have the codes and
    numbers of the question themselves, proposed whatever else it holds. `every` is what a row must hold to be
    counted: of each group (AND) at least one token (OR).
    """

    question: Question
    title: tuple[Term, ...]
    body: tuple[Term, ...]
    every: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]
    own: tuple[str, ...] = ()


def read(query: str) -> Question:
    """Return `query` as it is understood: cut at `MAX_QUERY` characters and `MAX_SYLLABLES` syllables."""
    # Cut before anything looks at the rest: a query may be a megabyte.
    text = " ".join(normalise(query[: MAX_QUERY * 2]).split())
    cut = len(text) > MAX_QUERY or len(query) > MAX_QUERY * 2
    text = text[:MAX_QUERY]
    analysis = analyse(text, question=True)
    if len(analysis.folded) > MAX_SYLLABLES:
        cut = True
        analysis = Analysis(
            analysis.folded[:MAX_SYLLABLES],
            analysis.exact[:MAX_SYLLABLES],
            analysis.identifiers[:MAX_SYLLABLES],
        )
    return Question(text, cut, analysis, tuple(question_words(analysis.folded)))


def idf(total: int, frequency: int) -> float:
    """Return how much a token says that stands in `frequency` of `total` documents."""
    return log(1 + (total - min(frequency, total) + 0.5) / (frequency + 0.5))


def plan(question: Question, total: int, in_body: dict[str, int], in_titles: dict[str, int]) -> Plan:
    """Return the plan for a `question`, given how many of `total` documents and titles hold its tokens."""
    folded, asked = question.analysis.folded, question.asked
    subject = {syllable for syllable, ask in zip(folded, asked, strict=True) if not ask}
    subject.update(question.analysis.identifiers)
    tokens = {*subject, *_subject_bigrams(question), *_subject_exact(question)}
    if not any(in_body.get(token) or in_titles.get(token) for token in tokens):
        # Nothing but question words, or a subject that nobody wrote about.
        tokens = question.tokens
    limit = max(500, total // 20)
    rare = {token for token in tokens if in_body.get(token, 0) <= limit}
    weights = tuple(
        idf(total, in_body.get(syllable, 0)) * (QUESTION_WEIGHT if ask else 1)
        for syllable, ask in zip(folded, asked, strict=True)
    )
    return Plan(
        question=question,
        title=_within_budget(tokens, in_titles, TITLE_BUDGET),
        own=tuple(term.token for term in _within_budget(question.own, in_titles, TITLE_BUDGET)),
        body=_within_budget(rare, in_body, BODY_BUDGET)[:BODY_TERMS],
        every=tuple((token,) for token in sorted(subject or set(folded))),
        weights=weights,
    )


def _subject_bigrams(question: Question) -> list[str]:
    asked = question.asked
    pairs = zip(question.analysis.bigrams, asked, asked[1:], strict=False)
    return [bigram for bigram, one, other in pairs if not (one and other)]


def _subject_exact(question: Question) -> list[str]:
    if not question.accented:
        return []
    pairs = zip(question.analysis.exact_tokens, question.asked, strict=True)
    return [token for token, ask in pairs if not ask]


def _within_budget(tokens: set[str], frequencies: dict[str, int], budget: int) -> tuple[Term, ...]:
    """Return the rarest tokens whose rows together stay within the budget; at least three."""
    known = sorted((frequencies[token], token) for token in tokens if frequencies.get(token))
    chosen: list[Term] = []
    spent = 0
    for frequency, token in known:
        spent += frequency
        if spent > budget and len(chosen) >= 3:
            break
        chosen.append(Term(token))
    return tuple(chosen)
