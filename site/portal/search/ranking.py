"""Orders candidates by how much of a question their titles answer; the same for every engine.

The shares were chosen on titles asked in question forms, not on the sample questions that the tests use.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .engines.base import Candidate
from .plan import Plan

COVERED, NEAR, TIGHT, EXACT, BODY, TITLE = 0.38, 0.24, 0.12, 0.08, 0.10, 0.08
#: a candidate with less than this share of the best score is not shown
CUT = 0.45


@dataclass(frozen=True)
class Ranked:
    """A candidate and its score, 0 to 1; above 1 when the question names it by code or number."""

    candidate: Candidate
    score: float


def rank(plan: Plan, candidates: list[Candidate]) -> list[Ranked]:
    """Return the candidates that are worth showing, best first; equal scores in the order of their rows."""
    if not candidates:
        return []
    best_title = max(candidate.title_score for candidate in candidates) or 1
    best_body = max(candidate.body_score for candidate in candidates) or 1
    title_share = _TitleShare(plan)
    ranked = [
        Ranked(
            candidate,
            title_share.of(candidate)
            + BODY * candidate.body_score / best_body
            + TITLE * candidate.title_score / best_title
            + (1 if candidate.keys and names(plan.question.keys, candidate) else 0),
        )
        for candidate in candidates
    ]
    ranked.sort(key=lambda one: (-one.score, -one.candidate.pk))
    least = ranked[0].score * CUT if ranked[0].score < 1 else 0
    return [one for one in ranked if one.score >= least]


def names(keys: Collection[str], candidate: Candidate) -> bool:
    """Return whether one of `keys` is a code or number that the candidate has itself."""
    return any(f" {key} " in candidate.keys for key in keys)


class _TitleShare:
    """What the words of a title are worth to one question."""

    def __init__(self, plan: Plan) -> None:
        self.words = _summed(zip(plan.question.analysis.folded, plan.weights, strict=True))
        self.exact = _summed(zip(plan.question.analysis.exact, plan.weights, strict=True))
        pair_weights = [one + other for one, other in pairwise(plan.weights)]
        self.pairs = _summed(zip(pairwise(plan.question.analysis.folded), pair_weights, strict=True))
        self.all_words = sum(self.words.values()) or 1
        self.all_pairs = sum(self.pairs.values())
        self.accented = plan.question.accented
        self.others = _others(plan)

    def of(self, candidate: Candidate) -> float:
        """Return 0 to 0.82: weight covered; near and in order; tight; with the accents that were typed."""
        if not candidate.title_folded:
            return 0.0
        folded, exactly, less = candidate.title_folded, candidate.title_exact, 1.0
        for other in self.others:
            if other.folded in f" {folded} " and other.instead not in f" {folded} ":
                folded = f" {folded} ".replace(other.folded, other.instead).strip()
                exactly = f" {exactly} ".replace(other.exact, other.instead_exact).strip()
                less -= other.less
        return less * self._of(folded.split(), exactly.split())

    def _of(self, title: list[str], title_exact: list[str]) -> float:
        words = self.words
        covered = sum(words[syllable] for syllable in words.keys() & title) / self.all_words
        near = covered
        if self.all_pairs:
            pairs = self.pairs
            near = sum(pairs[pair] for pair in pairs.keys() & set(pairwise(title))) / self.all_pairs
        tight = sum(syllable in words for syllable in title) / len(title)
        exact = covered
        if self.accented:
            forms = self.exact
            exact = sum(forms[form] for form in forms.keys() & set(title_exact)) / self.all_words
        return COVERED * covered + NEAR * near + TIGHT * tight * covered + EXACT * exact


@dataclass(frozen=True)
class _Other:
    """What a title may say instead of a part of the question, and how much less it is worth then."""

    folded: str
    exact: str
    instead: str
    instead_exact: str
    less: float


def _others(plan: Plan) -> list[_Other]:
    analysis, weights = plan.question.analysis, plan.weights
    total = sum(weights) or 1
    return [
        _Other(
            f" {' '.join(one.folded)} ",
            f" {' '.join(one.exact)} ",
            f" {' '.join(analysis.folded[one.start : one.end])} ",
            f" {' '.join(analysis.exact[one.start : one.end])} ",
            (1 - one.weight) * sum(weights[one.start : one.end]) / total,
        )
        for one in plan.question.alternatives
    ]


def _summed(weighted: Iterable[tuple[Any, float]]) -> dict[Any, float]:
    sums: dict[Any, float] = {}
    for key, weight in weighted:
        sums[key] = sums.get(key, 0.0) + weight
    return sums
