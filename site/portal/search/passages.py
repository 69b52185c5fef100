"""Chooses the passage of a stored text that answers a question, so that it reads as sentences.

A stored text holds keywords, names and headings beside sentences, each in a line of its own: a passage is taken from
the sentences where it can be.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: characters of a passage
LENGTH = 240
#: characters of a text in which a passage is looked for first; the rest only where nothing was found there
LOOKED_AT = 12_000
#: characters before the first hit, where its sentence is too long to be shown from its beginning
LEAD = 50
#: a line of so many words is a sentence, one that ends like a sentence needs fewer
SENTENCE, SHORT_SENTENCE = 8, 4
#: what stands between lines that are no whole sentences
BETWEEN = " – "
#: sentence starts that are weighed against each other
MOST_STARTS = 400

_SIGNS = (".", ",", ";", ":", "?", "!", "…")
_BULLET = re.compile(r"[-+*•●–—·○▪]+\s*")
_START = re.compile(r"(?<=[.;?!…:])\s+")

#: (start, end, word) of each word found in a text
Hit = tuple[int, int, str]


@dataclass(frozen=True)
class Passage:
    """A passage as it is shown, and where it began in the stored text; `told` whether it holds a hit."""

    text: str = ""
    start: int = 0
    told: bool = False


@dataclass(frozen=True)
class _Line:
    """A line without its bullet: where it stood, where it stands among the lines joined, its words.

    `until` is where, among the lines joined, the sentences end that may be shown after it.
    """

    offset: int
    at: int
    text: str
    is_sentence: bool
    until: int


def choose(body: str, find: Callable[[str], list[Hit]], breaks: Sequence[int] = ()) -> Passage:
    """Return the passage with most of what `find` finds; without any hit the first sentences of `body`.

    No passage goes beyond one of the places `breaks`, in their order: fields of a record aren't one text.
    """
    first = _lines(body[:LOOKED_AT], 0, breaks)
    found = _with_hits(first, find)
    if (found is None or not found[1]) and len(body) > LOOKED_AT:
        beyond = body.rfind("\n", 0, LOOKED_AT) + 1 or LOOKED_AT
        later = _with_hits(_lines(body[beyond:], beyond, breaks), find)
        found = later if later and (later[1] or found is None) else found
    if found:
        return found[0]
    lead = next((line for line in first if line.is_sentence), None)
    return Passage(_written(first, lead, 0)[0], lead.offset) if lead else Passage()


def _lines(text: str, offset: int, breaks: Sequence[int]) -> list[_Line]:
    found: list[tuple[int, int, str]] = []
    at = 0
    for raw in text.splitlines(keepends=True):
        words = " ".join(raw.split())
        words = words[bullet.end() :] if (bullet := _BULLET.match(words)) else words
        if words:
            found.append((offset, at, words))
            at += len(words) + 1
        offset += len(raw)
    lines: list[_Line] = []
    after: _Line | None = None
    for offset, at, words in reversed(found):
        is_sentence = _is_sentence(words)
        goes_on = (
            after is not None
            and is_sentence
            and after.is_sentence
            and bisect_right(breaks, offset) == bisect_right(breaks, after.offset)
        )
        after = _Line(offset, at, words, is_sentence, after.until if after and goes_on else at + len(words))
        lines.append(after)
    return lines[::-1]


def _is_sentence(text: str) -> bool:
    count = text.count(" ") + 1
    return count >= SENTENCE or (count >= SHORT_SENTENCE and text.endswith((*_SIGNS[:1], *_SIGNS[2:])))


def _with_hits(lines: Sequence[_Line], find: Callable[[str], list[Hit]]) -> tuple[Passage, bool] | None:
    """Return the best passage with a hit and whether it is of sentences; None without any hit."""
    hits = find("\n".join(line.text for line in lines))
    if not hits:
        return None
    places = [line.at for line in lines]
    of_line = [lines[bisect_left(places, start + 1) - 1] for start, _, _ in hits]
    in_sentences = [index for index, line in enumerate(of_line) if line.is_sentence]
    if not in_sentences:
        line = of_line[_best([(of_line[at].until, at) for at in range(len(hits))], hits)]
        return Passage(_written(lines, line, 0)[0], line.offset, told=True), False
    starts: dict[int, int] = {}
    for index in in_sentences[:MOST_STARTS]:
        starts.setdefault(_start(of_line[index], hits[index]), index)
    ends = [(min(start + LENGTH, of_line[index].until), index) for start, index in starts.items()]
    best = _best(ends, hits)
    start = next(start for start, index in starts.items() if index == best)
    line = of_line[best]
    text, skipped = _written(lines, line, start - line.at)
    return Passage(text, line.offset + skipped, told=True), True


def _start(line: _Line, hit: Hit) -> int:
    """Return where a passage begins that shows `hit`: at its sentence, or some words before it."""
    inside = line.text[: hit[0] - line.at]
    begin = 0
    for found in _START.finditer(inside):
        begin = found.end()
    if hit[1] - line.at - begin > LENGTH - LEAD:
        begin = max(inside.rfind(" ", 0, max(len(inside) - LEAD, 0)) + 1, begin)
    return line.at + begin


def _best(ends: list[tuple[int, int]], hits: Sequence[Hit]) -> int:
    """Return which hit's passage holds most different words, and most of them side by side; the first of equals.

    `ends` says for each hit that a passage may begin with where that passage ends.
    """
    best, most = ends[0][1], 0.0
    for end, index in ends:
        words, pairs = set(), set()
        for at in range(index, len(hits)):
            if hits[at][1] > end:
                break
            words.add(hits[at][2])
            if at > index and hits[at][0] - hits[at - 1][1] <= 1:
                pairs.add((hits[at - 1][2], hits[at][2]))
        score = len(words) + 0.5 * len(pairs)
        if score > most:
            best, most = index, score
    return best


def _written(lines: Sequence[_Line], line: _Line, skip: int) -> tuple[str, int]:
    """Return about `LENGTH` characters from place `skip` of `line` on, ended after a sentence where there is one."""
    text = line.text[skip:]
    before = "… " if skip and line.text[:skip].rstrip()[-1:] not in ".?!…" else ""
    following = iter(lines[bisect_left([one.at for one in lines], line.at) + 1 :])
    while len(text) < LENGTH * 0.6 and (other := next(following, None)) and other.at < line.until:
        text += f"{' ' if text.endswith(_SIGNS) else BETWEEN}{other.text}"
    return before + _cut(text), skip


def _cut(text: str) -> str:
    if len(text) <= LENGTH:
        return text
    ends = [
        found.start() for found in _START.finditer(text[: LENGTH + 1]) if text[found.start() - 1] in ".?!"
    ]
    if ends and ends[-1] >= LENGTH * 0.5:
        return text[: ends[-1]]
    cut = text.rfind(" ", 0, LENGTH)
    return f"{text[: cut if cut > 0 else LENGTH].rstrip(' ,;:–')} …"
