"""Orders candidates by how much of a question their titles answer; the same for every engine.

The shares were chosen on titles asked in question forms, not on the sample questions that the tests use.
"""

from dataclasses import dataclass
from itertools import pairwise

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
    ranked = [
        Ranked(
            candidate,
            _title_share(plan, candidate)
            + BODY * candidate.body_score / best_body
            + TITLE * candidate.title_score / best_title
            + (1 if candidate.code and candidate.code in plan.question.codes else 0),
        )
        for candidate in candidates
    ]
    ranked.sort(key=lambda one: (-one.score, -one.candidate.pk))
    least = ranked[0].score * CUT if ranked[0].score < 1 else 0
    return [one for one in ranked if one.score >= least]


def _title_share(plan: Plan, candidate: Candidate) -> float:
    """Return what the words of a title are worth: weight covered, near and in order, tight, exact."""
    folded, weights = plan.question.analysis.folded, plan.weights
    if not folded or not candidate.title_folded:
        return 0.0
    title = candidate.title_folded.split()
    has = set(title)
    whole = sum(weights) or 1
    covered = sum(weight for syllable, weight in zip(folded, weights, strict=True) if syllable in has) / whole

    near = 1.0 if folded[0] in has else 0.0
    if len(folded) > 1:
        neighbours = set(pairwise(title))
        pairs = list(pairwise(folded))
        pair_weights = [one + other for one, other in pairwise(weights)]
        hit = sum(weight for pair, weight in zip(pairs, pair_weights, strict=True) if pair in neighbours)
        near = hit / (sum(pair_weights) or 1)

    asked = set(folded)
    tight = sum(syllable in asked for syllable in title) / len(title)
    exact = covered
    if plan.question.accented:
        there = set(candidate.title_exact.split())
        forms = zip(plan.question.analysis.exact, weights, strict=True)
        exact = sum(weight for syllable, weight in forms if syllable in there) / whole
    return COVERED * covered + NEAR * near + TIGHT * tight * covered + EXACT * exact
