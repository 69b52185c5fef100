"""Which words of a question none of its results holds: said, so that nobody takes them for an answer to all of it."""

from collections.abc import Iterable

from portal.text import fold_in_place, search_syllable
from portal.text.tokens import words

from .plan import Question

#: words of a subject; of a longer one, a story, no page holds every word, and that says nothing
MOST_WORDS = 8
#: characters of all texts that are looked through; beyond them nothing is said
MOST_LOOKED_AT = 400_000


def absent(question: Question, texts: Iterable[str]) -> list[str]:
    """Return the words of `question`, as they were typed, that stand in none of `texts`, nor what means the same.

    Read in the texts of public results alone, which everybody can: how often a word stands elsewhere stays unsaid.
    """
    folded = question.analysis.folded
    subject = [at for at, asks in enumerate(question.asked) if not asks]
    if not 0 < len(subject) <= MOST_WORDS:
        return []
    others = [one for one in question.alternatives if not all(question.asked[one.start : one.end])]
    needed = {folded[at] for at in subject}
    wanted = needed.union(*(one.folded for one in others))
    seen: set[str] = set()
    left = MOST_LOOKED_AT
    for text in texts:
        if needed <= seen:
            return []
        left -= len(text)
        if left < 0:
            return []
        seen |= wanted & {search_syllable(word.group())[0] for word in words(fold_in_place(text))}
    meant = {folded[at] for one in others if seen.issuperset(one.folded) for at in range(one.start, one.end)}
    missing = needed - seen - meant
    typed = (word.group() for word in words(question.text))
    return list(dict.fromkeys(word for word in typed if search_syllable(word)[0] in missing))
