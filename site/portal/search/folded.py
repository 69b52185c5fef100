"""A query in the form in which two that mean the same are equal."""

from portal.text.tokens import analyse


def folded_query(text: str) -> str:
    """Return `text` without accents, marks and capitals, codes and law numbers in their one spelling.

    Empty where it holds neither letter nor digit.
    """
    analysis = analyse(text, question=True)
    return " ".join([*analysis.folded, *(token[1:] for token in analysis.identifiers)])
