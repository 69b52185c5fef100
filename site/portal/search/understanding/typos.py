"""Repairs slips of typing: a letter too many, too few, another, two changed over, two words in one.

Only in syllables that the corpus doesn't know. Which of the syllables one slip away was meant is decided by
their neighbours: the best path over pairs of the corpus (Viterbi).
"""

from collections.abc import Sequence
from math import log

from .vocabulary import Vocabulary, without_one

#: syllables proposed for one word
MOST_PROPOSED = 10
#: a word that stands no oftener than this, and in no title, is taken for a slip
HARDLY = 4
#: how much likelier a syllable typed right is than one with a slip, as a logarithm
SLIP = 4.0
_LONGEST_RUN, _LONGEST_SYLLABLE = 40, 7
_COMMON = 20

Path = tuple[float, tuple[tuple[str, ...], ...]]


def is_unknown(folded: str, vocabulary: Vocabulary) -> bool:
    """Return whether a folded syllable may be a slip."""
    return folded.isalpha() and vocabulary.count(folded) <= HARDLY and folded not in vocabulary.titles


def repaired(syllables: Sequence[str], vocabulary: Vocabulary) -> dict[int, tuple[str, ...]]:
    """Return what the unknown of folded `syllables` were meant to be, by their places; one may have been several."""
    if not vocabulary or not any(is_unknown(one, vocabulary) for one in syllables):
        return {}
    choices = [
        proposed(one, vocabulary) if len(one) > 1 and is_unknown(one, vocabulary) else [(one,)]
        for one in syllables
    ]
    best: dict[str, Path] = {"": (0.0, ())}
    for typed, options in zip(syllables, choices, strict=True):
        reached: dict[str, Path] = {}
        for option in options:
            slip = SLIP if option != (typed,) else 0.0
            score, path = max(
                (before + _fit(last, option, vocabulary) - slip, path)
                for last, (before, path) in best.items()
            )
            if option[-1] not in reached or score > reached[option[-1]][0]:
                reached[option[-1]] = (score, (*path, option))
        best = reached
    _, chosen = max(best.values(), key=lambda path: path[0])
    return {at: option for at, option in enumerate(chosen) if option != (syllables[at],)}


def proposed(typed: str, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Return the syllables that are one slip from `typed`, itself first; or the ones that it runs together."""
    near = {
        known
        for form in (typed, *without_one(typed))
        for known in vocabulary.by_deletion.get(form, ())
        if one_slip(typed, known)
    }
    found: list[tuple[str, ...]] = [(typed,)]
    found += [
        (known,) for known in sorted(near, key=lambda one: (-vocabulary.count(one), one))[:MOST_PROPOSED]
    ]
    if apart := taken_apart(typed, vocabulary):
        found.append(apart)
    return found


def one_slip(one: str, other: str) -> bool:
    """Return whether two words differ by one letter added, left out or changed, or by two neighbours changed over."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    one, other = one[at:], other[at:]
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])
    return one[1:] == other if len(one) > len(other) else one == other[1:]


def taken_apart(typed: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the known neighbours that `typed` runs together ("thutuc"), or nothing."""
    if not 4 <= len(typed) <= _LONGEST_RUN:
        return ()
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for end in range(2, len(typed) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end - 1):
            part = typed[start:end]
            if start not in best or vocabulary.count(part) < _COMMON:
                continue
            score, path = best[start]
            together = vocabulary.pairs.get((path[-1], part), 0) if path else 1
            if together and (end not in best or score + log(together) > best[end][0]):
                best[end] = (score + log(together), (*path, part))
    apart = best.get(len(typed), (0.0, ()))[1]
    return apart if len(apart) > 1 else ()


def _fit(last: str, option: tuple[str, ...], vocabulary: Vocabulary) -> float:
    """Return how well syllables follow `last`, as a logarithm of pairs eased by single counts."""
    score = 0.0
    for syllable in option:
        alone = (vocabulary.count(syllable) + 0.1) / vocabulary.total
        pair = vocabulary.pairs.get((last, syllable), 0) / (vocabulary.count(last) + 1)
        score += log(0.8 * pair + 0.2 * alone)
        last = syllable
    return score
