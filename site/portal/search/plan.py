"""What to ask an engine for: the terms of a question with their weights, whatever the engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from .understanding import MAX_QUERY, MAX_SYLLABLES, Question, read

__all__ = ["MAX_QUERY", "MAX_SYLLABLES", "Plan", "Question", "plan", "read"]

#: what is left of a question word's weight
QUESTION_WEIGHT = 0.1
#: rows that the terms of one query may touch together in titles and in whole documents, the rarest terms first:
#: bounds the time, whatever the corpus holds. Unbounded, a long question at 20,000 pages takes 140 ms
TITLE_BUDGET = 2_000
BODY_BUDGET = 1_500
#: rows of which no second term is added to the first, however few there are
MOST_ROWS = 8_000
#: in so many documents, or in a twentieth of them where that is more, may a term stand for which these are searched
COMMON = 500
#: terms for which whole documents are searched
BODY_TERMS = 8


@dataclass(frozen=True)
class Plan:
    """Tokens for an engine, and what the ranking weighs.

    `title` and `body` are alternatives (OR), and so is `own`: the tokens of the documents that have the codes and
    numbers of the question themselves, proposed whatever else it holds. `every` is what a row must hold to be
    counted: of each group (AND) at least one token (OR). `weights` has the weight of each syllable of the question,
    `worth` what each word says of a title that holds it: its idf, less where it only stands for what was typed.
    `total`, `in_body` and `in_titles` are the frequencies that all this was made of.
    """

    question: Question
    title: tuple[str, ...]
    body: tuple[str, ...]
    every: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]
    worth: dict[str, float]
    own: tuple[str, ...] = ()
    total: int = 0
    in_body: Mapping[str, int] = field(default_factory=dict)
    in_titles: Mapping[str, int] = field(default_factory=dict)


def idf(total: int, frequency: int) -> float:
    """Return how much a token says that stands in `frequency` of `total` documents."""
    return log(1 + (total - min(frequency, total) + 0.5) / (frequency + 0.5))


def plan(question: Question, total: int, in_body: dict[str, int], in_titles: dict[str, int]) -> Plan:
    """Return the plan for a `question`, given how many of `total` documents and titles hold its tokens."""
    folded, asked = question.analysis.folded, question.asked
    subject = {syllable for syllable, ask in zip(folded, asked, strict=True) if not ask}
    subject.update(question.analysis.identifiers)
    worth = dict.fromkeys((*subject, *_subject_bigrams(question), *_subject_exact(question)), 1.0)
    worth.update(dict.fromkeys(question.bare.values(), 1.0))
    for other in question.alternatives:
        for token in other.tokens:
            worth.setdefault(token, other.weight)
    if not any(in_body.get(token) or in_titles.get(token) for token in worth):
        # Nothing but question words, or a subject that nobody wrote about.
        worth = dict.fromkeys(question.tokens, 1.0)
    limit = max(COMMON, total // 20)
    rare = [token for token in worth if in_body.get(token, 0) <= limit]
    weights = tuple(
        idf(total, in_body.get(syllable, 0)) * (QUESTION_WEIGHT if ask else 1) * share
        for syllable, ask, share in zip(folded, asked, question.shares, strict=True)
    )
    return Plan(
        question=question,
        title=_within_budget(worth, in_titles, TITLE_BUDGET),
        own=_within_budget(question.own, in_titles, TITLE_BUDGET),
        body=_within_budget(rare, in_body, BODY_BUDGET)[:BODY_TERMS],
        every=_groups(question, in_body),
        weights=weights,
        worth={
            token: weight * idf(total, in_titles[token])
            for token, weight in worth.items()
            if in_titles.get(token) and not token.startswith("#")
        },
        total=total,
        in_body=in_body,
        in_titles=in_titles,
    )


def _groups(question: Question, in_body: dict[str, int]) -> tuple[tuple[str, ...], ...]:
    """Return what a row must hold: each weighty syllable, or what may stand in its place."""
    folded, asked = question.analysis.folded, question.asked
    others: dict[tuple[int, int], list[str]] = {}
    for one in question.alternatives:
        rarest = min(one.tokens, key=lambda token: in_body.get(token, 0))
        if in_body.get(rarest):
            others.setdefault((one.start, one.end), []).append(rarest)
    bare = question.bare
    groups: set[tuple[str, ...]] = set()
    groups.update(
        (token, bare[token]) if token in bare else (token,) for token in question.analysis.identifiers
    )
    replaced: set[int] = set()
    for (start, end), tokens in sorted(others.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        if not replaced.isdisjoint(range(start, end)):
            continue
        replaced.update(range(start, end))
        if all(asked[start:end]):
            continue
        pairs = [f"{one}_{other}" for one, other in pairwise(folded[start:end])]
        groups.update((pair, *tokens) for pair in pairs or [folded[start]])
    groups.update((folded[at],) for at in range(len(folded)) if at not in replaced and not asked[at])
    return tuple(sorted(groups or {(token,) for token in folded}))


def _subject_bigrams(question: Question) -> list[str]:
    asked = question.asked
    pairs = zip(question.analysis.bigrams, asked, asked[1:], strict=False)
    return [bigram for bigram, one, other in pairs if not (one and other)]


def _subject_exact(question: Question) -> list[str]:
    if not question.counts_as_written:
        return []
    pairs = zip(question.analysis.exact_tokens, question.asked, strict=True)
    return [token for token, ask in pairs if not ask]


def _within_budget(tokens: Iterable[str], frequencies: dict[str, int], budget: int) -> tuple[str, ...]:
    """Return the rarest tokens whose rows together stay within the budget; at least three, of `MOST_ROWS` one."""
    known = sorted((frequencies[token], token) for token in tokens if frequencies.get(token))
    chosen: list[str] = []
    spent = 0
    for frequency, token in known:
        spent += frequency
        if spent > budget and (len(chosen) >= 3 or (chosen and spent > MOST_ROWS)):
            break
        chosen.append(token)
    return tuple(chosen)
