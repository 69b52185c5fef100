"""A query in the form in which two that mean the same are equal."""

from portal.text.tokens import analyse

_VOWELS = frozenset("aeiouy")


def folded_query(text: str) -> str:
    """Return `text` without accents, marks and capitals, codes and law numbers in their one spelling.

    Empty where it holds neither letter nor digit.
    """
    analysis = analyse(text, question=True)
    return " ".join([*analysis.folded, *(token[1:] for token in analysis.identifiers)])


def stands_for_any_accents(folded: tuple[str, ...], exact: tuple[str, ...]) -> bool:
    """Return whether words stand for those with accents too: "khinh khi cau" and "QSDD" do, "ma" isn't "má"."""
    return folded == exact and (len(folded) > 1 or not _VOWELS.intersection(*folded))
