"""From a query to a `Question`: composed, repaired, abbreviations and everyday words with their meanings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from portal.text import normalise, search_syllable
from portal.text.tokens import Analysis, identifiers_of
from portal.text.tokens import words as words_of

from ..question_words import TALK_LETTERS, question_words
from . import kept, tables
from .expansion import Meaning, also_written, initials, meanings
from .question import Alternative, Correction, Question
from .telex import composed, is_shaped_like_a_syllable
from .typos import repaired
from .vocabulary import Vocabulary

#: characters of a query that are read; the longest real question of citizens has about 300
MAX_QUERY = 400
#: syllables of a query that are read
MAX_SYLLABLES = 80
#: what a word is worth as it was typed, beside what it was repaired to
AS_TYPED = 0.5
_LONGEST = 40

NOTHING, NO_ROWS = Vocabulary(), tables.Table()


@dataclass(frozen=True)
class Word:
    """One word of a query: as typed, its keys, and as it is shown where it was changed."""

    typed: str
    folded: str
    exact: str
    shown: str = ""


def read(query: str, *, as_typed: bool = False, guess: bool = True, today: date | None = None) -> Question:
    """Return `query` as it is understood with what the portal knows; at most one query of the database, warm.

    With `as_typed` nothing is composed or repaired; abbreviations and synonyms count all the same, those of `today`.
    Without `guess` only what can be nothing else is a law's number.
    """
    day = today or timezone.localdate()
    return understand(query, kept.vocabulary(), tables.table(), as_typed=as_typed, guess=guess, today=day)


def understand(
    query: str,
    vocabulary: Vocabulary = NOTHING,
    known: tables.Table = NO_ROWS,
    *,
    as_typed: bool = False,
    guess: bool = True,
    today: date = date.max,
) -> Question:
    """Return `query` as it is understood, without a database.

    It is cut at `MAX_QUERY` characters and `MAX_SYLLABLES` syllables, and takes time in proportion to what is read.
    """
    # Cut before anything looks at the rest: a query may be a megabyte.
    text = " ".join(normalise(query[: MAX_QUERY * 2]).split())
    cut = len(text) > MAX_QUERY or len(query) > MAX_QUERY * 2
    text = text[:MAX_QUERY]
    rest, identifiers = identifiers_of(text, question=True, guess=guess)
    words = [as_it_is(match.group()[:_LONGEST]) for match in words_of(rest)]
    cut = cut or len(words) > MAX_SYLLABLES
    words = words[:MAX_SYLLABLES]
    if not as_typed:
        words = _mended(decoded(words, vocabulary), vocabulary, known)
    found = meanings(words, known, today, vocabulary)
    found += initials(words, vocabulary, found)
    question = _put_together(text, words, sorted(found, key=lambda meaning: meaning.start))
    looked_for = question.analysis
    also = [
        Alternative(start, end, other.folded, other.exact, other.weight)
        for start, end, other in also_written(looked_for.folded, looked_for.exact, known, today)
    ]
    return replace(
        question,
        cut=cut,
        guessed=frozenset(identifiers).difference(identifiers_of(text, question=True, guess=False)[1]),
        alternatives=(*also, *question.alternatives),
        analysis=replace(question.analysis, identifiers=tuple(identifiers[:MAX_SYLLABLES])),
        corrected=_correction(text, words, vocabulary),
    )


def as_it_is(typed: str) -> Word:
    """Return a word as it was typed."""
    return Word(typed, *search_syllable(typed))


def decoded(words: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """Return `words` with the keys of Telex and VNI composed, where that makes a known syllable of an unknown one."""
    made = [composed(word.typed) if word.exact == word.folded else None for word in words]
    keys = [search_syllable(one) if one else None for one in made]
    strange = [not vocabulary or vocabulary.count(word.folded) <= 3 for word in words]
    sure = [
        key is not None and odd and (not vocabulary or vocabulary.count(key[0]) > 3)
        for key, odd in zip(keys, strange, strict=True)
    ]
    # A single word with a digit is rather a name: "A1", "mẫu 01a".
    if not any(sure) or (
        sum(sure) < 2
        and any(one and any(map(str.isdigit, w.typed)) for one, w in zip(sure, words, strict=True))
    ):
        return list(words)
    mostly = sum(sure) >= 2
    with_hats = any(
        one and set(search_syllable(one)[1]) & set("âêôđăơư")
        for one, yes in zip(made, sure, strict=True)
        if yes
    )
    out = []
    for word, one, key, yes in zip(words, made, keys, sure, strict=True):
        if (
            one is None
            or key is None
            or not (yes or (mostly and vocabulary.count(key[0]) > 20 * vocabulary.count(word.folded)))
        ):
            out.append(word)
        else:
            shown = one if with_hats else _with_hats(one, vocabulary)
            out.append(Word(word.typed, *search_syllable(shown), shown))
    return out


def _with_hats(syllable: str, vocabulary: Vocabulary) -> str:
    """Return the commonest syllable with these letters and this tone: of "cấp" only the tone was left, "caps"."""
    folded, exact = search_syllable(syllable)
    tone = exact[-1] if exact[-1].isdigit() else ""
    return next(
        (
            form.shown
            for form in vocabulary.forms.get(folded, ())
            if (form.exact[-1] if form.exact[-1].isdigit() else "") == tone
        ),
        syllable,
    )


def _mended(words: list[Word], vocabulary: Vocabulary, known: tables.Table) -> list[Word]:
    """Return `words` without slips."""
    looked_at = ["" if _is_a_word(word, known) else word.folded for word in words]
    meant = repaired(looked_at, vocabulary)
    out: list[Word] = []
    for at, word in enumerate(words):
        for place, folded in enumerate(meant.get(at, ())):
            form = vocabulary.forms[folded][0]
            typed = word.typed if place == 0 else ""
            out.append(Word(typed, folded, form.exact, form.shown))
        if at not in meant:
            out.append(word)
    return out


def _is_a_word(word: Word, known: tables.Table) -> bool:
    """Whether a word is one, even if the corpus doesn't know it: nothing that is typed with its accents is a slip."""
    if word.folded in known.syllables or word.folded in TALK_LETTERS or _is_short(word):
        return True
    return word.exact != word.folded and is_shaped_like_a_syllable(word.typed.lower())


def _is_short(word: Word) -> bool:
    """Whether a word is rather an abbreviation than a slip: in capitals, or without a vowel."""
    return (word.typed.isupper() and len(word.typed) > 1) or not set(word.folded) & set("aeiouy")


def _put_together(text: str, words: list[Word], found: Sequence[Meaning]) -> Question:
    folded: list[str] = []
    exact: list[str] = []
    shares: list[float] = []
    alternatives: list[Alternative] = []
    understood: dict[str, str] = {}
    at = 0
    accented = any(word.exact != word.folded for word in words if not word.shown) or all(
        word.shown for word in words
    )
    for meaning in [*found, None]:
        until = meaning.start if meaning else len(words)
        for word in words[at:until]:
            if word.shown and search_syllable(word.typed)[0] != word.folded and word.typed:
                typed = search_syllable(word.typed)
                understood[word.typed] = word.shown
                if not composed(word.typed):
                    alternatives.append(
                        Alternative(len(folded), len(folded) + 1, typed[:1], typed[1:], AS_TYPED)
                    )
            folded.append(word.folded)
            exact.append(word.exact if accented or not word.shown else word.folded)
            shares.append(1.0)
        if meaning is None:
            break
        start = len(folded)
        folded += meaning.folded
        exact += meaning.exact if accented else meaning.folded
        shares += [meaning.share] * len(meaning.folded)
        alternatives += [
            Alternative(start, len(folded), other.folded, other.exact, other.weight)
            for other in meaning.others
        ]
        understood[" ".join(word.typed for word in words[meaning.start : meaning.end])] = meaning.shown
        at = meaning.end
    folded, exact, shares = folded[:MAX_SYLLABLES], exact[:MAX_SYLLABLES], shares[:MAX_SYLLABLES]
    return Question(
        text,
        False,
        Analysis(tuple(folded), tuple(exact), ()),
        tuple(question_words(tuple(folded), tuple(exact))),
        tuple(shares),
        tuple(one for one in alternatives if one.end <= len(folded)),
        None,
        understood,
    )


def _correction(text: str, words: list[Word], vocabulary: Vocabulary) -> Correction | None:
    """Return how the repaired query is shown; None where nothing was repaired."""
    if not any(word.shown for word in words):
        return None
    plain = all(word.exact == word.folded for word in words if not word.shown)
    shown, at = "", 0
    for place, word in enumerate(words):
        if not word.typed:
            shown += f" {_written(words, place, vocabulary)}"
            continue
        start = text.find(word.typed, at)
        if start < 0:
            return None
        better = _written(words, place, vocabulary) if word.shown or plain else word.typed
        shown += text[at:start] + (
            better.capitalize() if word.typed[:1].isupper() and word.typed[1:].islower() else better
        )
        at = start + len(word.typed)
    shown += text[at:]
    return Correction(shown, text) if shown != text else None


def _written(words: list[Word], at: int, vocabulary: Vocabulary) -> str:
    """Return a word with the accents that it has beside its neighbours."""
    word = words[at]
    if word.shown and composed(word.typed) and search_syllable(word.shown)[1] != word.folded:
        return word.shown
    if at and (pair := vocabulary.written.get((words[at - 1].folded, word.folded))):
        return pair.split()[1]
    if at + 1 < len(words) and (pair := vocabulary.written.get((word.folded, words[at + 1].folded))):
        return pair.split()[0]
    forms = vocabulary.forms.get(word.folded)
    return forms[0].shown if forms else word.shown or word.typed
