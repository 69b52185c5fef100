"""Ways in which people type the number of a law."""

import re

from portal.text import fold, parse_law_number

ABBREVIATED = {"nghi dinh": "nđ", "thong tu": "tt", "quyet dinh": "qđ", "nghi quyet": "nq", "chi thi": "ct"}


def spellings(kind: str, number: str, year: int) -> list[str]:
    """Return five ways to type the number of a document."""
    plain = fold(number)
    dashed = number.replace("-", " – ").replace("/", " / ")
    value = re.match(r"\d+", number)[0]
    return [
        number,
        plain,
        dashed if parse_law_number(dashed) else number.replace("-", "−"),
        f"{ABBREVIATED.get(fold(kind), kind.lower())} {value}/{year}",
        f"số {number} ngày 08/06/{year}",
    ]
