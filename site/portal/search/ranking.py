"""Orders candidates by how much of a question their titles answer; the same for every engine.

The shares were chosen on titles asked in question forms, not on the sample questions that the tests use.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from .engines.base import Candidate
from .plan import Plan

K = TypeVar("K")

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


def worth_showing(ranked: list[Ranked]) -> list[Ranked]:
    """Return those of `ranked`, best first, that are worth showing whether or not they hold every word."""
    least = ranked[0].score * CUT if ranked and ranked[0].score < NAMED else 0
    return [one for one in ranked if one.score >= least]


def scored(plan: Plan, candidates: list[Candidate]) -> list[Ranked]:
    """Return all candidates with their scores, best first; equal scores in the order of their rows."""
    if not candidates:
        return []
    # Engines score whole documents only: what titles are worth is worked out here, the same for all.
    titles = [_Title(f" {one.title_folded} ", f" {one.title_exact} ") for one in candidates]
    title_scores = list(map(_TitleScore(plan.worth).of, titles))
    best_title = max(title_scores) or 1
    best_body = max(candidate.body_score for candidate in candidates) or 1
    title_share = _TitleShare(plan)
    start = " ".join(plan.question.analysis.folded)
    asked = set(plan.question.analysis.bigrams)
    keys = plan.question.keys
    of_law = bool(keys) or not _LAW_WORDS.isdisjoint(plan.question.analysis.bigrams)
    ranked = []
    for candidate, title, by_title in zip(candidates, titles, title_scores, strict=True):
        parts = title_share.of(title)
        parts["body"] = BODY * candidate.body_score / best_body
        parts["title"] = TITLE * by_title / best_title
        if keys and names(keys, candidate):
            parts["named"] = NAMED
        if start and candidate.title_folded.startswith(start):
            parts["begins"] = BEGINS
        if (matter := title.matter) in _CHANGES and matter not in asked:
            parts["matter"] = -OTHER_MATTER
        if candidate.type == "legal" and not of_law:
            parts["law"] = -LAW
        ranked.append(Ranked(candidate, parts, sum(parts.values())))
    # Sums differ in their last digits from engine to engine: what is as good as equal goes by its row.
    return sorted(ranked, key=lambda one: (-round(one.score, 6), -one.candidate.pk))


def names(keys: Collection[str], candidate: Candidate) -> bool:
    """Return whether one of `keys` is a code or number that the candidate has itself."""
    return any(f" {key} " in candidate.keys for key in keys)


class _Title:
    """A title as it is compared: its text with a space at either end, and what it holds."""

    __slots__ = ("exact", "folded", "listed", "syllables")

    def __init__(self, folded: str, exact: str) -> None:
        self.folded, self.exact = folded, exact
        self.listed = folded.split()
        self.syllables = set(self.listed)

    @property
    def matter(self) -> str:
        """What it says is done: the pair of its first two syllables."""
        start = 2 if self.listed[:2] == ["thu", "tuc"] else 0
        return "_".join(self.listed[start : start + 2])


class _Worth:
    """What folded syllables, pairs of them and exact forms are worth, summed up over those that a title holds."""

    def __init__(
        self,
        syllables: Iterable[tuple[str, float]],
        pairs: Iterable[tuple[tuple[str, ...], float]],
        forms: Iterable[tuple[str, float]],
    ) -> None:
        self._syllables, self._forms = _summed(syllables), _summed(forms)
        # Looked for in the text, and only where their first syllable is there: few titles hold it.
        self._pairs = [(pair[0], f" {' '.join(pair)} ", value) for pair, value in _summed(pairs).items()]
        self.of_all_syllables = sum(self._syllables.values())
        self.of_all_pairs = sum(value for _, _, value in self._pairs)

    def of_syllables(self, title: _Title) -> float:
        return _total(self._syllables, title.syllables)

    def of_pairs(self, title: _Title) -> float:
        held, text = title.syllables, title.folded
        return sum([value for first, pair, value in self._pairs if first in held and pair in text])

    def of_forms(self, title: _Title) -> float:
        # Who types without accents asks for none.
        return _total(self._forms, title.exact.split()) if self._forms else 0.0


class _TitleScore:
    """BM25 of titles, by what each token of a plan is `worth`; how often a token stands in a title says nothing."""

    def __init__(self, worth: dict[str, float]) -> None:
        self.worth = _Worth(
            [(token, value) for token, value in worth.items() if token[0] != "=" and "_" not in token],
            [((*token.split("_"),), value) for token, value in worth.items() if "_" in token],
            [(token[1:], value) for token, value in worth.items() if token[0] == "="],
        )

    def of(self, title: _Title) -> float:
        """Return the sum of what it holds, less for long titles."""
        worth = self.worth
        held = worth.of_syllables(title) + worth.of_pairs(title) + worth.of_forms(title)
        return held / (1.3 + 0.9 * len(title.listed) / TITLE_LENGTH)


class _TitleShare:
    """What the words of a title are worth to one question."""

    def __init__(self, plan: Plan) -> None:
        analysis, weights = plan.question.analysis, plan.weights
        self.worth = _Worth(
            zip(analysis.folded, weights, strict=True),
            zip(pairwise(analysis.folded), (one + other for one, other in pairwise(weights)), strict=True),
            zip(analysis.exact, weights, strict=True),
        )
        self.asked = frozenset(analysis.folded)
        self.as_written = plan.question.counts_as_written
        self.others = _others(plan)

    def of(self, title: _Title) -> dict[str, float]:
        """Return, 0 to 0.94 in all: weight covered; near and in order; tight; with the accents that were typed."""
        if not title.listed:
            return {}
        less = 1.0
        for other in self.others:
            if other.folded in title.folded and other.instead not in title.folded:
                title = _Title(
                    title.folded.replace(other.folded, other.instead),
                    title.exact.replace(other.exact, other.instead_exact),
                )
                less -= other.less
        less, worth = max(less, LEAST_MEANT), self.worth
        whole = worth.of_all_syllables or 1
        covered = worth.of_syllables(title) / whole
        near = worth.of_pairs(title) / worth.of_all_pairs if worth.of_all_pairs else covered
        as_written = worth.of_forms(title) / whole if self.as_written else covered
        tight = sum(map(self.asked.__contains__, title.listed)) / len(title.listed)
        return {
            "covered": less * COVERED * covered,
            "near": less * NEAR * near,
            "tight": less * TIGHT * tight * covered,
            "exact": less * EXACT * as_written,
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


def _summed(weighted: Iterable[tuple[K, float]]) -> dict[K, float]:
    sums: dict[K, float] = {}
    for key, weight in weighted:
        sums[key] = sums.get(key, 0.0) + weight
    return sums


def _total(worth: dict[str, float], held: Iterable[str]) -> float:
    return sum([worth[one] for one in worth.keys() & held])
