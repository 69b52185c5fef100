"""What the fees of a way to submit come to, told only as far as the record makes it certain.

What several fees of one channel mean was read in 2,149 real records: wherever there are several they are
alternatives, each with its case in the note, never parts of a sum. So fees are added only where the law makes
them two things, a fee (phí) and a charge (lệ phí); fees of one kind give a span.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .importing.amounts import SMALL
from .schema import Fee, SubmissionChannel


@dataclass(frozen=True)
class Total:
    """What is to be paid, in đồng.

    `low` is what is paid at least (None: not known), `high` what is paid at most (None: not known). Both 0 is
    free. `noted` tells that notes say on what it depends or more about it.
    """

    low: int | None = None
    high: int | None = None
    noted: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one amount."""
        return self.low is not None and self.low == self.high


def total_of(fees: list[Fee]) -> Total:
    """Return what `fees` of one row come to."""
    if not fees:
        return Total()
    noted = any(fee.note for fee in fees)
    kinds = {fee.kind for fee in fees}
    if len(fees) == 1 or "" in kinds or len(kinds) == 1:
        return _alternatives(fees, noted)
    # A fee and a charge are owed beside each other; one with a note perhaps only in its case.
    low, high = 0, 0
    known_high = True
    for kind in sorted(kinds):
        part = _alternatives([fee for fee in fees if fee.kind == kind], noted)
        certain = part.low is not None and not any(fee.note for fee in fees if fee.kind == kind)
        low += (part.low or 0) if certain else 0
        known_high = known_high and part.high is not None
        high += part.high or 0
    if not known_high:
        return Total(low or None, None, noted)
    return Total(low, high, noted)


def _alternatives(fees: list[Fee], noted: bool) -> Total:
    """Return the span of fees of which one is owed; several without notes may be owed together, too."""
    amounts = [amount_of(fee) for fee in fees]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return Total(noted=noted)
    several_in_doubt = len(fees) > 1 and not all(fee.note for fee in fees) and max(known) > 0
    return Total(min(known), None if several_in_doubt else max(known), noted)


def amount_of(fee: Fee) -> int | None:
    """Return the amount of `fee`, 0 when it is free; None when it isn't certain.

    An amount below 1.000 đồng is a slip of its source (45 for 45.000).
    """
    if fee.amount:
        return fee.amount if fee.amount >= SMALL and not fee.free else None
    return 0 if fee.free or fee.amount == 0 else None


def total_of_rows(totals: Iterable[Total]) -> Total:
    """Return the span of rows of one way to submit: each is the price of a case."""
    rows = list(totals)
    if not rows or any(row.low is None for row in rows):
        return Total(noted=any(row.noted for row in rows))
    lows = [row.low for row in rows if row.low is not None]
    highs = [row.high for row in rows if row.high is not None]
    high = max(highs) if len(highs) == len(rows) else None
    return Total(min(lows), high, any(row.noted for row in rows))


def totals_by_channel(channels: list[SubmissionChannel]) -> dict[tuple[str, str], Total]:
    """Return the total of each way to submit, by `(method, method_text)` in the order of the record."""
    rows: dict[tuple[str, str], list[Total]] = {}
    for channel in channels:
        rows.setdefault((channel.method, channel.method_text), []).append(total_of(channel.fees))
    return {way: total_of_rows(totals) for way, totals in rows.items()}
