"""The one analysis of Vietnamese text that every search engine gets, for the index and for questions alike.

Engines receive ready tokens and only need to cut them at white space. Four kinds share one field without
meeting, because each looks different:

- folded syllables, `dang`: what people type without accents finds everything;
- folded bigrams, `dang_ky`: Vietnamese words are mostly two syllables;
- exact syllables, `=ddaang1`-like (`=đăng`, `=ki4`): hats kept, the tone a digit wherever its mark stood;
- identifiers, `#1.003838` and `#63/2010/nd-cp`: codes and law numbers, found before the text is cut;
  `#=63/2010/nd-cp` is that of the document itself, not of one that it mentions.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .codes import find_codes
from .law_numbers import find_law_numbers
from .normalising import normalise
from .tones import search_syllable

#: raise it when tokens change: an index made by another version is made again
ANALYSIS_VERSION = 3

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 40
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Analysis:
    """A text as tokens. `folded[i]` and `exact[i]` are the same syllable."""

    folded: tuple[str, ...]
    exact: tuple[str, ...]
    identifiers: tuple[str, ...]

    @property
    def bigrams(self) -> list[str]:
        """Each two neighbouring folded syllables."""
        return [f"{one}_{other}" for one, other in zip(self.folded, self.folded[1:], strict=False)]

    @property
    def exact_tokens(self) -> list[str]:
        """The exact syllables as they stand in an index."""
        return [f"={syllable}" for syllable in self.exact]


def own_token(key: str) -> str:
    """Return the token of an identifier that a document has itself."""
    return f"#={key}"


def own_keys(texts: Iterable[str]) -> list[str]:
    """Return every key of the code and of the numbers that a document has itself, as `texts` write them."""
    found: list[str] = []
    for text in texts:
        text = normalise(text)
        found += [code for _, _, code in find_codes(text)]
        found += [key for _, _, number in find_law_numbers(text, loose=True) for key in number.keys]
    return list(dict.fromkeys(found))


def words(text: str) -> list[re.Match[str]]:
    """Return the words of normalised `text` with their places."""
    return list(_WORD.finditer(text))


def identifiers_of(text: str, *, question: bool = False, guess: bool = True) -> tuple[str, list[str]]:
    """Return normalised `text` with its codes and law numbers blanked out, and their tokens.

    A text gives every key of a law number, a `question` only the fullest that it states, so that
    "nghị định 63/2010" finds 63/2010/NĐ-CP and not everything of 2010; without `guess` none that may be words as well.
    """
    if not _DIGIT.search(text):
        return text, []
    found: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, end, code in find_codes(text, bare=question):
        found.append(f"#{code}")
        spans.append((start, end))
    for start, end, number in find_law_numbers(text, loose=question, guess=guess):
        if all(end <= left or start >= right for left, right in spans):
            found.extend(f"#{key}" for key in ((number.key,) if question else number.keys))
            spans.append((start, end))
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text, found


def analyse(text: str, *, question: bool = False, guess: bool = True) -> Analysis:
    """Return `text` as tokens; a `question` may state identifiers more loosely than a text (see `identifiers_of`)."""
    rest, identifiers = identifiers_of(normalise(text), question=question, guess=guess)
    pairs = [search_syllable(word[:_LONGEST]) for word in _WORD.findall(rest)]
    folded, exact = zip(*pairs, strict=True) if pairs else ((), ())
    return Analysis(folded, exact, tuple(identifiers))


def title_tokens(analysis: Analysis) -> list[str]:
    """Return everything that a title is found by."""
    return [*analysis.folded, *analysis.bigrams, *analysis.exact_tokens, *analysis.identifiers]


def body_tokens(parts: Iterable[Analysis]) -> list[str]:
    """Return what a whole document is found by, each token once.

    How often a word stands in a long text says little: of the measured sets one lost by leaving it out and one gained.
    Once each, engines give a document nearly the same score. Exact syllables are left to titles: they would add half,
    and no measured question needed them.
    """
    found: dict[str, None] = {}
    for part in parts:
        found |= dict.fromkeys([*part.folded, *part.bigrams, *part.identifiers])
    return list(found)
