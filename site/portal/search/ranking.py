"""Orders candidates by how much of a question their titles answer; the same for every engine.

The shares were chosen on titles asked in question forms, not on the sample questions that the tests use.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .engines.base import Candidate
from .plan import Plan

COVERED, NEAR, TIGHT, EXACT, BODY, TITLE = 0.38, 0.24, 0.18, 0.14, 0.05, 0.12
#: syllables of a title of ordinary length, for the BM25 of titles
TITLE_LENGTH = 20
#: what a title gains that begins with the whole question
BEGINS = 0.10
#: what a law loses beside a procedure when nothing in the question speaks of laws: people ask what to do
LAW = 0.12
#: what a procedure loses that changes, renews or ends something of which the question says nothing
OTHER_MATTER = 0.04
#: what is left of a title's share, however much of it is said in other words than the question's
LEAST_MEANT = 0.4
#: what has a code or number of the question itself: more than anything else together
NAMED = 2.0
#: a candidate with less than this share of the best score is not shown
CUT = 0.5
# With these begin the titles of procedures on what somebody has already.
_CHANGES = frozenset(
    [
        "cap_lai",
        "cap_doi",
        "gia_han",
        "dieu_chinh",
        "sua_doi",
        "thu_hoi",
        "xoa_dang",
        "cham_dut",
        "tam_ngung",
        "huy_bo",
        "dinh_chinh",
        "tra_lai",
        "thay_doi",
        "khoi_phuc",
        "dinh_chi",
    ]
)
# By these a question asks for a law itself.
_LAW_WORDS = frozenset(
    {
        "nghi_dinh",
        "thong_tu",
        "van_ban",
        "bo_luat",
        "phap_lenh",
        "nghi_quyet",
        "chi_thi",
        "phap_luat",
        "luat_so",
        "quyet_dinh",
    }
)


@dataclass(frozen=True)
class Ranked:
    """A candidate and its score, up to 1.2; above `NAMED` when the question names it by code or number.

    `parts` are what the score is the sum of: "covered", "near", "tight", "exact" and "title" (its BM25) of its title,
    "body" of the engine's BM25 of the whole, "named" for its code or number, "begins" where the title begins with the
    question, "matter" for what it loses that is on something else, "law" for what a law loses to a procedure.
    """

    candidate: Candidate
    parts: dict[str, float]
    score: float


def rank(plan: Plan, candidates: list[Candidate]) -> list[Ranked]:
    """Return the candidates that are worth showing, best first; equal scores in the order of their rows."""
    ranked = scored(plan, candidates)
    least = ranked[0].score * CUT if ranked and ranked[0].score < NAMED else 0
    return [one for one in ranked if one.score >= least]


def scored(plan: Plan, candidates: list[Candidate]) -> list[Ranked]:
    """Return all candidates with their scores, best first."""
    if not candidates:
        return []
    # Engines score whole documents only: what titles are worth is worked out here, the same for all.
    titles = _Titles(plan.worth)
    title_scores = [titles.score(candidate) for candidate in candidates]
    best_title = max(title_scores) or 1
    best_body = max(candidate.body_score for candidate in candidates) or 1
    title_share = _TitleShare(plan)
    start = " ".join(plan.question.analysis.folded)
    asked = set(plan.question.analysis.bigrams)
    keys = plan.question.keys
    of_law = bool(keys) or not _LAW_WORDS.isdisjoint(plan.question.analysis.bigrams)
    ranked = []
    for candidate, title_score in zip(candidates, title_scores, strict=True):
        parts = title_share.of(candidate)
        parts["body"] = BODY * candidate.body_score / best_body
        parts["title"] = TITLE * title_score / best_title
        if keys and names(keys, candidate):
            parts["named"] = NAMED
        if start and candidate.title_folded.startswith(start):
            parts["begins"] = BEGINS
        if (matter := _matter(candidate.title_folded)) in _CHANGES and matter not in asked:
            parts["matter"] = -OTHER_MATTER
        if candidate.type == "legal" and not of_law:
            parts["law"] = -LAW
        ranked.append(Ranked(candidate, parts, sum(parts.values())))
    return sorted(ranked, key=lambda one: (-one.score, -one.candidate.pk))


def _matter(title: str) -> str:
    """Return what a title says is done, as the pair of its first two syllables."""
    return "_".join(title.removeprefix("thu tuc ").split(" ", 2)[:2])


def names(keys: Collection[str], candidate: Candidate) -> bool:
    """Return whether one of `keys` is a code or number that the candidate has itself."""
    return any(f" {key} " in candidate.keys for key in keys)


class _Titles:
    """BM25 of titles, by what each token of a plan is `worth`; how often a token stands in a title says nothing."""

    def __init__(self, worth: dict[str, float]) -> None:
        self.worth = worth
        self.pairs = {tuple(token.split("_")): token for token in worth if "_" in token}
        self.forms = {token[1:]: token for token in worth if token.startswith("=")}

    def score(self, candidate: Candidate) -> float:
        """Return the sum of what its title holds, less for long titles."""
        folded, worth = candidate.title_folded.split(), self.worth
        held = worth.keys() & folded
        held.update(self.pairs[pair] for pair in self.pairs.keys() & set(pairwise(folded)))
        held.update(self.forms[form] for form in self.forms.keys() & set(candidate.title_exact.split()))
        return sum(worth[token] for token in held) / (1.3 + 0.9 * len(folded) / TITLE_LENGTH)


class _TitleShare:
    """What the words of a title are worth to one question."""

    def __init__(self, plan: Plan) -> None:
        self.words = _summed(zip(plan.question.analysis.folded, plan.weights, strict=True))
        self.exact = _summed(zip(plan.question.analysis.exact, plan.weights, strict=True))
        pair_weights = [one + other for one, other in pairwise(plan.weights)]
        self.pairs = _summed(zip(pairwise(plan.question.analysis.folded), pair_weights, strict=True))
        self.all_words = sum(self.words.values()) or 1
        self.all_pairs = sum(self.pairs.values())
        self.as_written = plan.question.counts_as_written
        self.others = _others(plan)

    def of(self, candidate: Candidate) -> dict[str, float]:
        """Return, 0 to 0.94 in all: weight covered; near and in order; tight; with the accents that were typed."""
        if not candidate.title_folded:
            return {}
        folded, exactly, less = candidate.title_folded, candidate.title_exact, 1.0
        for other in self.others:
            if other.folded in f" {folded} " and other.instead not in f" {folded} ":
                folded = f" {folded} ".replace(other.folded, other.instead).strip()
                exactly = f" {exactly} ".replace(other.exact, other.instead_exact).strip()
                less -= other.less
        less = max(less, LEAST_MEANT)
        return {name: less * share for name, share in self._of(folded.split(), exactly.split()).items()}

    def _of(self, title: list[str], title_exact: list[str]) -> dict[str, float]:
        words = self.words
        covered = sum(words[syllable] for syllable in words.keys() & title) / self.all_words
        near = covered
        if self.all_pairs:
            pairs = self.pairs
            near = sum(pairs[pair] for pair in pairs.keys() & set(pairwise(title))) / self.all_pairs
        tight = sum(syllable in words for syllable in title) / len(title)
        exact = covered
        if self.as_written:
            forms = self.exact
            exact = sum(forms[form] for form in forms.keys() & set(title_exact)) / self.all_words
        return {
            "covered": COVERED * covered,
            "near": NEAR * near,
            "tight": TIGHT * tight * covered,
            "exact": EXACT * exact,
        }


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
