"""Sizes of printed things in words."""

from decimal import Decimal

from django.utils.formats import number_format

METRE = 100


def size_text(width: Decimal | None, height: Decimal | None) -> str:
    """Return a size, width first, from centimetres: "60 × 80 cm", "3 × 1,5 m"; "" unless both are known."""
    if not width or not height:
        return ""
    if min(width, height) >= METRE:
        return f"{_number(Decimal(width) / METRE)} × {_number(Decimal(height) / METRE)} m"
    return f"{_number(width)} × {_number(height)} cm"


def _number(value: Decimal) -> str:
    plain = f"{Decimal(value):f}"
    shortest = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return number_format(shortest, use_l10n=True)
