"""The words that the corpus knows: syllables with their accents, pairs of neighbours, terms by their initials.

Learnt from what everybody may read, packed into one row of the database, unpacked once in a process.
"""

import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from portal.text import search_syllable

#: characters of each document that are read, and of all together
READ_OF_EACH, READ_OF_ALL = 3_000, 30_000_000
#: how often something must stand in the corpus to be kept
PAIR_AT_LEAST, PHRASE_AT_LEAST = 3, 3
MOST_PAIRS, MOST_PHRASES = 60_000, 12_000
#: syllables of the longest term that is found by its initials
LONGEST_PHRASE = 6

_RUN = re.compile(r"[^,;:.()/\[\]\"“”–\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 15
# No term begins or ends with these.
_LINKS = frozenset(
    [
        "và",
        "của",
        "đối",
        "với",
        "theo",
        "tại",
        "cho",
        "trong",
        "từ",
        "đến",
        "do",
        "về",
        "các",
        "những",
        "có",
        "được",
        "bị",
        "là",
        "không",
        "khi",
        "hoặc",
        "trên",
        "dưới",
        "thuộc",
        "một",
        "bằng",
        "để",
        "vào",
        "ra",
        "như",
        "này",
        "đó",
        "phải",
        "trừ",
    ]
)


@dataclass(frozen=True)
class Form:
    """One way to write a syllable: as it is shown, its exact key, how often it stands in the corpus."""

    shown: str
    exact: str
    count: int


@dataclass(frozen=True)
class Vocabulary:
    """What is known; an empty one knows nothing, and nothing is repaired with it."""

    #: folded syllable → its forms, the most frequent first
    forms: dict[str, list[Form]] = field(default_factory=dict)
    #: two neighbours, folded → how often
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    #: two neighbours, folded → how they are written
    written: dict[tuple[str, str], str] = field(default_factory=dict)
    #: folded syllables of titles
    titles: frozenset[str] = frozenset()
    #: initials, folded → (term as it is written, how often), the most frequent first
    initials: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.forms)

    def count(self, folded: str) -> int:
        """Return how often a folded syllable stands in the corpus."""
        return self._counts.get(folded, 0)

    def count_exact(self, exact: str, folded: str) -> int:
        """Return how often a syllable stands there with these accents."""
        return next((form.count for form in self.forms.get(folded, ()) if form.exact == exact), 0)

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {folded: sum(form.count for form in forms) for folded, forms in self.forms.items()}

    @cached_property
    def total(self) -> int:
        """How many syllables were counted."""
        return sum(self._counts.values()) or 1

    @cached_property
    def by_deletion(self) -> dict[str, list[str]]:
        """Return each known syllable under every form of it that lacks one letter, and under itself."""
        index: dict[str, list[str]] = defaultdict(list)
        for folded, count in self._counts.items():
            if count >= 20 and 2 <= len(folded) <= 8:
                for form in {folded, *without_one(folded)}:
                    index[form].append(folded)
        return dict(index)


def without_one(word: str) -> list[str]:
    """Return `word` without each of its letters in turn."""
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def learn(documents: Iterable[tuple[str, str]]) -> bytes:
    """Return what (title, body) pairs teach, packed; body texts are read in part."""
    learner = _Learner()
    for title, body in documents:
        learner.read(title, body)
    return learner.packed()


class _Learner:
    def __init__(self) -> None:
        self.syllables: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.phrases: Counter[tuple[str, ...]] = Counter()
        self.in_titles: set[str] = set()
        self.characters = 0

    def read(self, title: str, body: str) -> None:
        for words in _runs(title):
            self._count(words)
            self.in_titles.update(words)
            for size in range(2, LONGEST_PHRASE + 1):
                self.phrases.update(zip(*(words[at:] for at in range(size)), strict=False))
        if self.characters < READ_OF_ALL:
            part = body[:READ_OF_EACH]
            self.characters += len(part)
            for words in _runs(part):
                self._count(words)

    def _count(self, words: list[str]) -> None:
        self.syllables.update(words)
        self.pairs.update(pairwise(words))

    def packed(self) -> bytes:
        known = [(word, count) for word, count in self.syllables.most_common() if len(word) <= _LONGEST]
        place = {word: at for at, (word, _) in enumerate(known)}
        pairs = [
            (place[one], place[other], count)
            for (one, other), count in self.pairs.most_common(MOST_PAIRS)
            if count >= PAIR_AT_LEAST and one in place and other in place
        ]
        phrases = [
            (" ".join(words), count)
            for words, count in self.phrases.most_common()
            if count >= PHRASE_AT_LEAST and not {words[0], words[-1]} & _LINKS
        ]
        data = {
            "words": [word for word, _ in known],
            "counts": [count for _, count in known],
            "in_titles": [at for at, (word, _) in enumerate(known) if word in self.in_titles],
            "pairs": [number for pair in pairs for number in pair],
            "phrases": phrases[:MOST_PHRASES],
        }
        return zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 6)


def _runs(text: str) -> Iterator[list[str]]:
    """Yield the words of each part of `text` between signs."""
    for run in _RUN.findall(text):
        words = _WORD.findall(run.lower())
        if words:
            yield words


def unpacked(data: bytes) -> Vocabulary:
    """Return what `learn` packed."""
    stored = json.loads(zlib.decompress(data))
    keys = [search_syllable(word) for word in stored["words"]]
    forms: dict[str, dict[str, Form]] = defaultdict(dict)
    for word, (folded, exact), count in zip(stored["words"], keys, stored["counts"], strict=True):
        # Two spellings of one syllable (hòa, hoà) have one key; the frequent one, which comes first, is shown.
        first = forms[folded].get(exact)
        forms[folded][exact] = (
            Form(first.shown, exact, first.count + count) if first else Form(word, exact, count)
        )
    pairs: dict[tuple[str, str], int] = {}
    written: dict[tuple[str, str], str] = {}
    numbers = iter(stored["pairs"])
    for one, other, count in zip(numbers, numbers, numbers, strict=True):
        pair = keys[one][0], keys[other][0]
        pairs[pair] = pairs.get(pair, 0) + count
        written.setdefault(pair, f"{stored['words'][one]} {stored['words'][other]}")
    initials: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for phrase, count in stored["phrases"]:
        initials["".join(search_syllable(word)[0][0] for word in phrase.split())].append((phrase, count))
    return Vocabulary(
        forms={folded: sorted(of.values(), key=lambda form: -form.count) for folded, of in forms.items()},
        pairs=pairs,
        written=written,
        titles=frozenset(keys[at][0] for at in stored["in_titles"]),
        initials=dict(initials),
    )
