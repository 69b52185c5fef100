"""Which legal documents a procedure stands on, by their numbers: read from its record, stored for both directions.

A row of the legal bases names its document in its number; the titles of such rows name others, which the
procedure doesn't stand on itself. Where number and title could not be told apart, and in text that could not be
split into rows, every number that can be read counts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal.text import LawNumber, find_law_numbers, normalise, parse_law_number

from .schema import LegalBasis, Procedure

# The end of a title before the number: "2026.55/2026/TT-BTC"
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d\.(?=\d)")


@dataclass(frozen=True)
class Citation:
    """A document that is cited: the key of its number, and the year of issue where the number has none."""

    key: str
    year: int


def citations_of(record: Procedure) -> list[Citation]:
    """Return each document that `record` stands on, once, in its order."""
    found = [citation for basis in record.legal_bases for citation in citations_of_basis(basis)]
    found += _citations(number for _, _, number in find_law_numbers(normalise(record.legal_bases_text)))
    return list(dict.fromkeys(found))


def citations_of_basis(basis: LegalBasis) -> list[Citation]:
    """Return the document that a row of the legal bases is; several where its number could not be split off."""
    year = basis.issued_on.year if basis.issued_on else 0
    if not basis.number:
        return _citations((number for _, _, number in find_law_numbers(normalise(basis.title))), year)
    text = _YEAR_BEFORE.sub("", normalise(basis.number))
    number = parse_law_number(text)
    numbers = [number] if number else [number for _, _, number in find_law_numbers(text)[:1]]
    return _citations(numbers, year)


def citations_of_text(text: str) -> list[Citation]:
    """Return the documents whose numbers stand in `text`, each once."""
    return list(dict.fromkeys(_citations(number for _, _, number in find_law_numbers(normalise(text)))))


def _citations(numbers: Iterable[LawNumber], year: int = 0) -> list[Citation]:
    """Return what is certain: a number with its sign, and its year, which old numbers don't name themselves."""
    return [
        Citation(number.key[:100], number.year or year)
        for number in numbers
        if (number.kind or number.issuer) and (number.year or year)
    ]
