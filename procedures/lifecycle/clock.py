"""The five working days within which what a decision announces must be public.

Counted from the day after its signing (Civil Code 2015, Article 147.2), without Saturdays, Sundays and public
holidays, Tết included (`portal.text.working_days`).
"""

from dataclasses import dataclass
from datetime import date

from portal.text import add_working_days, working_days_between

WORKING_DAYS = 5


@dataclass(frozen=True)
class Clock:
    """When an entry of a decision had to be public, when it was, and how that compares `today`."""

    signed_on: date
    published_on: date | None
    today: date

    @property
    def due_on(self) -> date:
        """The last day in time."""
        return add_working_days(self.signed_on, WORKING_DAYS)

    @property
    def days_left(self) -> int | None:
        """Working days until the last day, 0 on it; None once it is published or past."""
        if self.published_on or self.today > self.due_on:
            return None
        return working_days_between(self.today, self.due_on)

    @property
    def days_late(self) -> int:
        """Working days after the last day, until publication or today; 0 when in time.

        A day late that is a Sunday is late all the same: it counts as one.
        """
        end = self.published_on or self.today
        return max(working_days_between(self.due_on, end), 1) if end > self.due_on else 0
