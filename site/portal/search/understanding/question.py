"""A query as it was understood: plain data for plan, ranking, snippets and the page."""

import re
from dataclasses import dataclass, field

from portal.text.tokens import Analysis, own_token

_CODE = re.compile(r"#\d\.\d{6}")


@dataclass(frozen=True)
class Alternative:
    """What may stand in a text instead of the syllables from `start` to `end` of a question, and what it is worth."""

    start: int
    end: int
    folded: tuple[str, ...]
    exact: tuple[str, ...]
    weight: float

    @property
    def tokens(self) -> list[str]:
        """Its tokens in an index: the pairs of a term, or the one syllable."""
        pairs = [f"{one}_{other}" for one, other in zip(self.folded, self.folded[1:], strict=False)]
        return pairs or list(self.folded)


@dataclass(frozen=True)
class Correction:
    """The query as it was repaired, with accents where they are known, and as it was typed."""

    shown_as: str
    original: str


@dataclass(frozen=True)
class Question:
    """A query as it was understood. `cut` tells that it was longer than what is read.

    `analysis` is what is looked for: repaired, and with the meaning of abbreviations in their place.
    """

    text: str
    cut: bool
    analysis: Analysis
    #: for each syllable whether it only asks
    asked: tuple[bool, ...]
    #: for each syllable its share of the weight that it has by itself: a long meaning shares that of two short words
    shares: tuple[float, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    corrected: Correction | None = None
    #: what was understood otherwise than typed: typed → meant, for whoever asks why
    understood: dict[str, str] = field(default_factory=dict, hash=False)
    #: tokens of law numbers in it that may as well be words: "quyết định 2 con"
    guessed: frozenset[str] = frozenset()

    @property
    def accented(self) -> bool:
        """Whether it was typed with accents, so that exact forms mean something."""
        return self.analysis.exact != self.analysis.folded

    @property
    def counts_as_written(self) -> bool:
        """Whether what has its very letters goes first: typed with accents, or one syllable, which may need none."""
        return self.accented or len(self.analysis.folded) == 1

    @property
    def keys(self) -> frozenset[str]:
        """Codes and law numbers in it, as keys."""
        return frozenset(token[1:] for token in self.analysis.identifiers)

    @property
    def bare(self) -> dict[str, str]:
        """The digits alone of what may be a code, by its token: seven of them may be a telephone number as well."""
        codes = (token for token in self.analysis.identifiers if _CODE.fullmatch(token))
        return {token: token[1:].replace(".", "") for token in codes}

    @property
    def own(self) -> set[str]:
        """The tokens of the documents that have these codes and numbers themselves."""
        return {own_token(key) for key in self.keys}

    @property
    def tokens(self) -> set[str]:
        """Every token whose frequency matters."""
        tokens = {*self.analysis.folded, *self.analysis.bigrams, *self.analysis.identifiers, *self.own}
        tokens.update(self.bare.values())
        tokens.update(token for one in self.alternatives for token in (*one.tokens, *one.folded))
        return tokens.union(self.analysis.exact_tokens) if self.counts_as_written else tokens

    def __bool__(self) -> bool:
        return bool(self.analysis.folded or self.analysis.identifiers)
