"""The passage of a text that answers a question, with the words found marked as they are written."""

import re

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from portal.text import fold_in_place, search_syllable

from .plan import Question

#: characters of a snippet
LENGTH = 240
#: characters of a text in which a passage is looked for
LOOKED_AT = 12_000
#: characters before the first hit
LEAD = 50
#: what stands in a snippet between lines that are no whole sentences: a heading, a keyword, a name
BETWEEN = " · "

_I_SOUND = re.compile(r"(?<=[hklmstv])i$")


class Marker:
    """Marks the words of one question in texts."""

    def __init__(self, question: Question) -> None:
        analysis = question.analysis
        subject = [index for index, ask in enumerate(question.asked) if not ask] or range(
            len(analysis.folded)
        )
        syllables = sorted({analysis.folded[index] for index in subject}, key=lambda one: (-len(one), one))
        # As search keys have it, "li" is written ly as well.
        forms = [_I_SOUND.sub("[iy]", re.escape(syllable)) for syllable in syllables]
        self.pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])") if forms else None
        # Typed with accents, "cấp" shall not mark "cặp".
        self.exact = frozenset(analysis.exact[index] for index in subject) if question.accented else None
        self.literal = question.text.lower()

    def hits(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, key) of each word of `text` that was asked for."""
        if self.pattern:
            found = [
                (hit.start(), hit.end(), hit.group()) for hit in self.pattern.finditer(fold_in_place(text))
            ]
            if self.exact is not None:
                found = [hit for hit in found if search_syllable(text[hit[0] : hit[1]])[1] in self.exact]
            if found:
                return found
        at = text.lower().find(self.literal) if len(self.literal) > 2 else -1
        return [(at, at + len(self.literal), self.literal)] if at >= 0 else []

    def mark(self, text: str) -> SafeString:
        """Return `text` escaped, with the words found in mark elements; neighbours share one."""
        return _marked(text, [(start, end) for start, end, _ in self.hits(text)])

    def snippet(self, text: str) -> SafeString:
        """Return the passage of `text` with most different words of the question, escaped and marked."""
        text = _in_one_line(text[:LOOKED_AT])
        hits = self.hits(text)
        start = _best_start(hits)
        begin = 0 if start <= LEAD else text.rfind(" ", 0, start - LEAD + 12) + 1
        if begin and (sentence := max(text.rfind(sign, begin, start) for sign in (". ", "; ", "· "))) >= 0:
            begin = sentence + 2
        end = begin + LENGTH
        if end < len(text):
            cut = text.rfind(" ", begin, end)
            end = cut if cut > begin else end
        passage = text[begin:end]
        inside = [(a - begin, b - begin) for a, b, _ in hits if a >= begin and b <= end]
        before, after = "… " if begin else "", " …" if end < len(text) else ""
        return format_html("{}{}{}", before, _marked(passage, inside), after)


def _in_one_line(text: str) -> str:
    """Return the lines of `text` in one, kept apart where the first of two ends without a sign of its own."""
    joined = ""
    for line in (" ".join(line.split()) for line in text.splitlines()):
        if line:
            joined += (" " if joined.endswith((".", ",", ";", ":", "?", "!", "…")) else BETWEEN) * bool(
                joined
            ) + line
    return joined


def _best_start(hits: list[tuple[int, int, str]]) -> int:
    """Return where the passage begins that holds most different words; the first of equals."""
    best, most = 0, 0
    counts: dict[str, int] = {}
    left = 0
    for _, end, key in hits:
        counts[key] = counts.get(key, 0) + 1
        while end - hits[left][0] > LENGTH - LEAD:
            gone = hits[left][2]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            left += 1
        if len(counts) > most:
            best, most = hits[left][0], len(counts)
    return best


def _marked(text: str, spans: list[tuple[int, int]]) -> SafeString:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start].isspace():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    pieces, at = [], 0
    for start, end in joined:
        pieces.append((text[at:start], text[start:end]))
        at = end
    return format_html_join("", "{}<mark>{}</mark>", pieces) + escape(text[at:])
