"""Amounts, times and counts of a record in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from portal.text import holiday_name

from .choices import FeeKind, Unit
from .fees import Total
from .schema import DossierItem, Fee, TimeLimit


@dataclass
class FeeView:
    """A fee: `label` is its amount in words ("120.000 đồng", "Miễn phí"), or the words of the source.

    `in_words` tells that those words ("Theo quy định") are all there is to know.
    """

    kind: str
    label: str
    note: str
    in_words: bool


def number_label(number: float) -> str:
    """Return a number as it is written in Vietnamese: 1.500 and 1,5."""
    whole = f"{int(number):,}".replace(",", ".")
    return whole if number == int(number) else f"{whole},{f'{number:g}'.partition('.')[2]}"


def time_label(limit: TimeLimit) -> str:
    """Return a time limit in words: "15 ngày làm việc", or the words of the source when it isn't certain."""
    if limit.number is not None and limit.unit:
        return f"{number_label(limit.number)} {Unit(limit.unit).label}"
    # A bare number without a unit tells a reader nothing.
    return "" if limit.text.replace(".", "").replace(",", "").isdigit() else limit.text


def amount_label(amount: int) -> str:
    """Return an amount in đồng in words: "120.000 đồng", "Miễn phí"."""
    if amount == 0:
        return gettext("Free of charge")
    return gettext("%(amount)s đồng") % {"amount": number_label(amount)}


def fee_view(fee: Fee) -> FeeView:
    """Return a fee in words."""
    if fee.free or fee.amount is not None:
        label = amount_label(0 if fee.free else fee.amount or 0)
    else:
        # "Miễn phí" that the note contradicts would mislead.
        label = "" if fee.note and not any(char.isdigit() for char in fee.text) else fee.text
    kind = str(FeeKind(fee.kind).label) if fee.kind else ""
    in_words = bool(label) and not fee.free and fee.amount is None and not fee.note
    return FeeView(kind, label or gettext("See the note"), fee.note, in_words)


def total_label(total: Total) -> str:
    """Return what is to be paid in words; "" where it isn't known."""
    if total.low is None or (total.high is None and not total.low):
        return ""
    low = amount_label(total.low)
    if total.high is None:
        return gettext("At least %(amount)s") % {"amount": low}
    if total.low < total.high:
        high = amount_label(total.high)
        if not total.low:
            return gettext("Free or up to %(most)s, by case") % {"most": high}
        return gettext("From %(least)s to %(most)s, by case") % {"least": low, "most": high}
    return gettext("%(amount)s (see the note)") % {"amount": low} if total.noted else low


def quantity_label(item: DossierItem) -> str:
    """Return how many originals and copies are needed, or "" when that isn't known."""
    parts = []
    if item.originals:
        parts.append(
            ngettext("%(count)d original", "%(count)d originals", item.originals) % {"count": item.originals}
        )
    if item.copies:
        parts.append(ngettext("%(count)d copy", "%(count)d copies", item.copies) % {"count": item.copies})
    return ", ".join(parts)


def skipped_label(days: list[date]) -> str:
    """Return days off in words: how many, and each public holiday with its name; "" where there are none."""
    if not days:
        return ""
    parts = []
    weekend = [day for day in days if not holiday_name(day)]
    if weekend:
        count = ngettext("%(count)d day of weekends", "%(count)d days of weekends", len(weekend))
        parts.append(count % {"count": len(weekend)})
    named = [f"{date_format(day)} ({name})" for day in days if (name := holiday_name(day))]
    return "; ".join([*parts, *named])
