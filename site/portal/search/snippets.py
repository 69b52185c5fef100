"""The passage of a text that answers a question, with the words found marked as they are written."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from portal.text import fold_in_place, search_syllable

from .passages import Hit, Passage, choose
from .plan import Question

_I_SOUND = re.compile(r"(?<=[hklmstv])i$")


class Marker:
    """Marks the words of one question in texts."""

    def __init__(self, question: Question) -> None:
        analysis = question.analysis
        subject = [index for index, ask in enumerate(question.asked) if not ask] or range(
            len(analysis.folded)
        )
        others = [one for one in question.alternatives if not all(question.asked[one.start : one.end])]
        known = {analysis.folded[index] for index in subject}.union(*(one.folded for one in others))
        syllables = sorted(known, key=lambda one: (-len(one), one))
        # As search keys have it, "li" is written ly as well.
        forms = [_I_SOUND.sub("[iy]", re.escape(syllable)) for syllable in syllables]
        self.pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])") if forms else None
        # Typed with accents, "cấp" shall not mark "cặp".
        self.exact = None
        if any(analysis.exact[index] != analysis.folded[index] for index in subject):
            written = {analysis.exact[index] for index in subject}
            self.exact = frozenset(written.union(*(one.exact for one in others)))
        self.literal = question.text.lower()
        #: the different words that may be found
        self.words = frozenset(syllables)
        #: each of them → those that stand beside it in the question
        self.beside = _beside(question, subject)

    def hits(self, text: str) -> list[Hit]:
        """Return (start, end, key) of each word of `text` that was asked for.

        Of a question with some accents, what was typed without may be any word only where it stands beside a neighbour.
        """
        found: list[Hit] = []
        doubtful: set[Hit] = set()
        for match in self.pattern.finditer(fold_in_place(text)) if self.pattern else ():
            start, end = match.span()
            folded, exact = search_syllable(match[0] if self.exact is None else text[start:end])
            if self.exact is None or exact in self.exact:
                found.append((start, end, folded))
            elif folded in self.exact:
                found.append((start, end, folded))
                doubtful.add(found[-1])
        if doubtful:
            joined = (
                (before, hit)
                for before, hit in pairwise(found)
                if hit[2] in self.beside.get(before[2], ()) and text[before[1] : hit[0]].isspace()
            )
            doubtful.difference_update(*joined)
            found = [hit for hit in found if hit not in doubtful]
        if found:
            return found
        at = text.lower().find(self.literal) if len(self.literal) > 2 else -1
        return [(at, at + len(self.literal), self.literal)] if at >= 0 else []

    def mark(self, text: str) -> SafeString:
        """Return `text` escaped, with the words found in mark elements; neighbours share one.

        Where words of the question stand together, one alone isn't marked if it stands there with them too (asked for
        "lễ hội", "hội diễn" is something else), nor if none of its own neighbours does: asked for "giấy phép lao động",
        beside "giấy phép" the end of "hoạt động" is half a word.
        """
        runs = _runs(text, self.hits(text))
        together = {word for _, _, words in runs if len(words) > 1 for word in words}
        return _marked(
            text,
            [(start, end) for start, end, words in runs if len(words) > 1 or self._tells(words[0], together)],
        )

    def _tells(self, word: str, together: set[str]) -> bool:
        """Whether `word` says something alone, where the words `together` stand in runs."""
        return not together or (word not in together and not together.isdisjoint(self.beside.get(word, ())))

    def passage(self, text: str, breaks: Sequence[int] = ()) -> Passage:
        """Return the passage of `text` that answers best, as it is shown, not yet marked; none goes beyond `breaks`."""
        return choose(text, self.hits, breaks)

    def snippet(self, text: str) -> SafeString:
        """Return that passage escaped and marked."""
        return self.mark(self.passage(text).text)


def _beside(question: Question, subject: Iterable[int]) -> dict[str, set[str]]:
    """Return each word of the question with those that stand beside it, meanings in the place of their words."""
    folded = question.analysis.folded
    kept = list(subject)
    rows = [[folded[index] for index in kept]]
    for one in question.alternatives:
        before = [folded[index] for index in kept if index < one.start]
        after = [folded[index] for index in kept if index >= one.end]
        rows.append([*before[-1:], *one.folded, *after[:1]])
    beside: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for word, following in pairwise(row):
            beside[word].add(following)
            beside[following].add(word)
    return beside


def _runs(text: str, hits: list[Hit]) -> list[tuple[int, int, list[str]]]:
    """Return the hits with those joined between which there is only space."""
    runs: list[tuple[int, int, list[str]]] = []
    for start, end, word in hits:
        if runs and text[runs[-1][1] : start].isspace():
            first, _, words = runs.pop()
            runs.append((first, end, [*words, word]))
        else:
            runs.append((start, end, [word]))
    return runs


def _marked(text: str, spans: list[tuple[int, int]]) -> SafeString:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append((text[at:start], text[start:end]))
        at = end
    return format_html_join("", "{}<mark>{}</mark>", pieces) + escape(text[at:])
