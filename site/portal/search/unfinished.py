"""Reads what somebody is still typing into the search box."""

import re

from portal.text import fold_in_place, normalise
from portal.text.tokens import analyse

# "63/20", "nghị định 63/2010/n", "1842/q": a law number of which the end is missing; "tháng 5/2026" is none
_NUMBER = re.compile(
    r"(?<![\w/.,\-])(?<!thang )(?<!quy )"
    r"0*(?P<number>\d{1,5})\s?/\s?(?P<rest>(?:19|20)\d\d/[a-z\-]*|\d{0,4}|[a-z][a-z\-/]*)$",
    re.ASCII,
)


def read_unfinished(query: str, *, guess: bool = True) -> tuple[list[str], list[str]]:
    """Return the folded words of `query`, and the beginnings of codes and law numbers in it, as keys without dots.

    Without `guess` what may be words as well are words: "quyết định 2 con".
    """
    typed = analyse(query, question=True, guess=guess)
    keys = [token[1:].replace(".", "") for token in typed.identifiers]
    words = list(typed.folded)
    if not keys and (number := _NUMBER.search(fold_in_place(normalise(query).strip()))):
        words = list(analyse(query[: number.start()], question=True).folded)
        return words, [f"{number['number']}/{number['rest']}"]
    if len(words) > 1 and words[0].isdigit() and len(words[0]) == 1 and words[1].isdigit():
        words = [words[0] + words[1], *words[2:]]  # "1.0038" on the way to 1.003838
    return words, keys
