"""What an editor's query asks for, part by part."""

from dataclasses import dataclass

from portal.text.tokens import analyse

from ..engines.fts import BODY, START, TITLE
from ..plan import MAX_QUERY, MAX_SYLLABLES


@dataclass(frozen=True)
class Words:
    """One part of a query; `phrase`: side by side, `any_word`: one is enough, `unfinished`: the last may go on."""

    text: str
    phrase: bool = False
    any_word: bool = False
    unfinished: bool = False
    titles_only: bool = False
    #: what it counts beside other parts
    weight: float = 1.0

    def tokens(self) -> list[str]:
        """Return the tokens to look for; none when the text holds no letter or digit."""
        analysis = analyse(self.text[:MAX_QUERY], question=True)
        whole = self.phrase and len(analysis.folded) > 1 and not self.unfinished
        found = analysis.bigrams if whole else analysis.folded
        return [*found[:MAX_SYLLABLES], *analysis.identifiers[:MAX_SYLLABLES]]

    @property
    def table(self) -> str:
        """The full-text table to look in, by its name in `engines.fts`."""
        return START if self.unfinished else TITLE if self.titles_only else BODY
