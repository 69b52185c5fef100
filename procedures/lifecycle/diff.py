"""What differs between two texts or two lists of rows, word by word; bounded, whatever it is given.

Texts are compared in sentences first, then in words inside the sentences that changed. A region with more pairs
than `PAIRS` is told as taken out and put in whole: difflib's work grows with their number, and two texts that share
so little are read one after the other anyway. 100 KB on both sides take well under a second.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
CHANGED = "changed"
#: pairs of tokens, or of rows, that are compared at most in one go
PAIRS = 250_000
#: pairs of rows whose likeness is weighed at most
WEIGHED = 2_500
#: share of common words from which two rows are one row that changed
ALIKE = 0.4

_SENTENCE = re.compile(r"[^\n.;:!?]*[\n.;:!?]*\s*")
_WORD = re.compile(r"\s+|\w+(?:[.,/\-]\w+)*|[^\w\s]")


@dataclass(frozen=True)
class Part:
    """Words that both texts have, that only the old one has or only the new one."""

    kind: str
    text: str


@dataclass(frozen=True)
class RowChange:
    """One row: `kind` is one of same, changed, added, removed; `parts` are its words."""

    kind: str
    parts: list[Part] = field(default_factory=list)


def word_diff(old: str, new: str) -> list[Part]:
    """Return the words of both texts in reading order; what was taken out stands before what was put in."""
    return _joined(_sentences(old, new))


def _sentences(old: str, new: str) -> Iterator[Part]:
    for same, before, after in _regions(_cut(_SENTENCE, old), _cut(_SENTENCE, new)):
        if same:
            yield Part(SAME, "".join(before))
        else:
            yield from _words("".join(before), "".join(after))


def _words(old: str, new: str) -> Iterator[Part]:
    for same, before, after in _regions(_cut(_WORD, old), _cut(_WORD, new)):
        if same:
            yield Part(SAME, "".join(before))
        else:
            yield Part(REMOVED, "".join(before))
            yield Part(ADDED, "".join(after))


def _cut(pattern: re.Pattern[str], text: str) -> list[str]:
    return [piece for piece in pattern.findall(text) if piece]


def _regions(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Yield runs of tokens, equal or not, in order."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if start:
        yield True, old[:start], new[:start]
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    if before and after and len(before) * len(after) <= PAIRS:
        matcher = SequenceMatcher(None, before, after)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            yield tag == "equal", before[i1:i2], after[j1:j2]
    elif before or after:
        yield False, before, after
    if end:
        yield True, old[len(old) - end :], new[len(new) - end :]


def _joined(parts: Iterator[Part]) -> list[Part]:
    """Join neighbours of one kind; a blank between two changes belongs to both."""
    found: list[Part] = []
    gone = come = blank = ""

    def flush() -> None:
        nonlocal gone, come
        found.extend(Part(kind, text) for kind, text in ((REMOVED, gone), (ADDED, come)) if text)
        gone = come = ""

    for part in parts:
        if part.kind == SAME and (gone or come) and part.text.isspace() and "\n" not in part.text:
            blank += part.text
        elif part.kind == SAME:
            flush()
            text, blank = blank + part.text, ""
            if found and found[-1].kind == SAME:
                text = found.pop().text + text
            found.append(Part(SAME, text))
        elif part.text:
            gone, come, blank = gone + blank, come + blank, ""
            gone += part.text if part.kind == REMOVED else ""
            come += part.text if part.kind == ADDED else ""
    flush()
    if blank:
        found.append(Part(SAME, blank))
    return found


def row_diff(old: Sequence[str], new: Sequence[str]) -> list[RowChange]:
    """Return the rows of both lists in reading order; a row that is much like its counterpart is one that changed."""
    found: list[RowChange] = []
    for same, before, after in _regions(list(old), list(new)):
        if same:
            found += [RowChange(SAME, [Part(SAME, text)]) for text in before]
            continue
        for left, right in _pairs(before, after):
            if left is not None and right is not None:
                found.append(RowChange(CHANGED, word_diff(left, right)))
            elif left is not None:
                found.append(RowChange(REMOVED, [Part(REMOVED, left)]))
            else:
                found.append(RowChange(ADDED, [Part(ADDED, right or "")]))
    return found


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Pair the rows that are alike, in order; each row that has no counterpart comes alone."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    matches = _matches(old, new) if len(old) * len(new) <= WEIGHED else []
    i = j = 0
    for left, right in [*matches, (len(old), len(new))]:
        yield from ((text, None) for text in old[i:left])
        yield from ((None, text) for text in new[j:right])
        if left < len(old):
            yield old[left], new[right]
        i, j = left + 1, right + 1


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the pairs of rows, in order, that have most words in common over all."""
    left, right = [_bag(text) for text in old], [_bag(text) for text in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            alike = _likeness(left[i], right[j])
            paired = alike + best[i + 1][j + 1] if alike >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _bag(text: str) -> frozenset[str]:
    return frozenset(_cut(_WORD, text.casefold())) - {" ", "\n"}


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(len(left | right), 1)
