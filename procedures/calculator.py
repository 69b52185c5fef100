"""“Nộp hôm nay → nhận ngày …”: the days on which the results of a procedure are due."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from portal.core.metadata import first_words
from portal.text import is_working_day, parse_vi_date

from .deadlines import Deadline, deadline
from .presentation import ProcedureView
from .wording import skipped_label

#: years before and after today within which a day of handing in may lie
BACK, AHEAD = 5, 2
#: longest address part that is read as a date
DATE_LENGTH = 40


@dataclass
class DueRow:
    """When the result is due by one way to submit; `case` tells rows of the same way apart."""

    method: str
    time: str
    case: str
    due: Deadline
    skipped: str


@dataclass
class Calculator:
    """What the form shows: the day that was asked for, why it can't be counted (`problem`), and the results."""

    day: date
    is_today: bool
    problem: str = ""
    asked: str = ""
    received: date | None = None
    rows: list[DueRow] = field(default_factory=list)


def calculator(view: ProcedureView, asked: str | None) -> Calculator | None:
    """Return when results are due for a dossier of the day `asked`; today without one and where it is no day.

    None where no time limit is certain.
    """
    limits = [channel.time_limit for channel in view.record.channels]
    today = timezone.localdate()
    if not any(deadline(limit, today) for limit in limits):
        return None
    day, problem = _day(asked, today)
    found = Calculator(day, day == today, problem, (asked or "")[:DATE_LENGTH] if problem else "")
    ways = [channel.way for channel in view.channels]
    for limit, channel in zip(limits, view.channels, strict=True):
        due = deadline(limit, day)
        if due is None:
            continue
        several = ways.count(channel.way) > 1
        case = first_words(channel.description, 120) if several else ""
        found.rows.append(DueRow(channel.method, channel.time, case, due, skipped_label(due.skipped)))
        found.received = due.received if not is_working_day(day) else None
    return found


def _day(asked: str | None, today: date) -> tuple[date, str]:
    """Return the day that `asked` is, or today and what is wrong with it."""
    if asked is None or not asked.strip():
        return today, ""
    day = parse_vi_date(asked) if len(asked) <= DATE_LENGTH else None
    if day is None:
        return today, gettext("This is no date. Write it like %(example)s.") % {"example": date_format(today)}
    if not today.year - BACK <= day.year <= today.year + AHEAD:
        return today, gettext("Choose a day between the years %(first)s and %(last)s.") % {
            "first": today.year - BACK,
            "last": today.year + AHEAD,
        }
    return day, ""
