"""International Standard Serial Numbers (ISO 3297): seven digits and one that checks them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_ISSN = re.compile(r"(\d{4})-(\d{3})([\dX])", re.ASCII)


def check_digit(digits: str) -> str:
    """Return the eighth character for seven digits."""
    rest = -sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def validate_issn(value: str) -> None:
    """Refuse what is no ISSN, or one with a mistyped digit."""
    found = _ISSN.fullmatch(value)
    if not found:
        raise ValidationError(_("An ISSN has eight digits with a dash in the middle, for example 1234-5679."))
    if check_digit(found[1] + found[2]) != found[3]:
        raise ValidationError(_("This ISSN has a mistyped digit: its last one doesn't fit the others."))
