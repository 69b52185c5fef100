"""What the public sees of a procedure's versions: that of another day, the list of all, what the next one brings.

What `version_notice.html` and `history.html` get: `versions` (a `History`), and `shown` (a `Shown`) where `?ngay=`
asks for another day.
"""

import copy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.utils.functional import cached_property

from portal.text import parse_vi_date

from .models.version import ProcedureVersion
from .schema import FIELD_NAMES

if TYPE_CHECKING:
    from .models import ProcedurePage

#: longest address part that is read as a date
DATE_LENGTH = 40
#: what a version says instead of the row; code and address are the page's own
_TAKEN = tuple(name for name in FIELD_NAMES if name not in ("code", "field"))
#: kinds of `Shown`
BAD_DATE, BEFORE_FIRST, UNKNOWN, TODAY, PAST, FUTURE = (
    "bad-date",
    "before-first",
    "unknown",
    "today",
    "past",
    "future",
)


class History:
    """The versions of a procedure, the newest first; `today` decides which is in force."""

    def __init__(self, versions: list[ProcedureVersion], today: date) -> None:
        self.versions = versions
        self.today = today

    def on(self, day: date) -> ProcedureVersion | None:
        """Return the version in force on `day`."""
        return next((version for version in self.versions if version.valid_from <= day), None)

    @cached_property
    def current(self) -> ProcedureVersion | None:
        return self.on(self.today)

    @cached_property
    def next(self) -> ProcedureVersion | None:
        """The next version that is announced."""
        ahead = [version for version in self.versions if version.valid_from > self.today]
        return ahead[-1] if ahead else None

    def before(self, version: ProcedureVersion) -> ProcedureVersion | None:
        """Return the version that held until `version` began."""
        return next((other for other in self.versions if other.valid_from < version.valid_from), None)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each version with the one before it, and whether it is in force or still to come."""
        return [
            {
                "version": version,
                "before": self.before(version),
                "is_current": version == self.current,
                "is_ahead": version.valid_from > self.today,
            }
            for version in self.versions
        ]


def history_of(page: "ProcedurePage", today: date) -> History:
    """Return the versions of `page` with their decisions, their records not fetched yet.

    One query, and one for the public pages that replace it, where there are any.
    """
    public = (
        type(page).objects.live().public().only("title", "full_name", "url_path", "slug", "depth", "path")
    )
    if page.pk is None:  # the preview of a page that was never saved
        return History([], today)
    versions = page.versions.select_related("decision__document").defer("record").order_by("-valid_from")
    return History(list(versions.prefetch_related(Prefetch("replaced_by", public))), today)


@dataclass(frozen=True)
class Shown:
    """What `?ngay=` asks for: what it means, the day, and the version of that day."""

    kind: str
    day: date | None = None
    version: ProcedureVersion | None = None
    first: ProcedureVersion | None = None

    @property
    def replaces_page(self) -> bool:
        """Whether the page shows another version than that in force."""
        return self.kind in (PAST, FUTURE)


def shown_on(history: History, text: str) -> Shown:
    """Return what the words of `?ngay=` ask for; any text has an answer."""
    day = parse_vi_date(text) if len(text) <= DATE_LENGTH else None
    if day is None:
        return Shown(BAD_DATE)
    version = history.on(day)
    if version is None:
        first = history.versions[-1] if history.versions else None
        return Shown(BEFORE_FIRST if first else UNKNOWN, day, first=first)
    if version == history.current:
        return Shown(TODAY, day, version)
    return Shown(FUTURE if version.valid_from > history.today else PAST, day, version)


def page_as_of(page: "ProcedurePage", version: ProcedureVersion) -> "ProcedurePage":
    """Return `page` in memory with the record of `version`; at most one query, for its field."""
    record = version.canonical()
    then = copy.copy(page)
    # A copy shares what Django and functools have kept on the original.
    then._state = copy.copy(page._state)
    then._state.fields_cache = dict(page._state.fields_cache)
    for name in ("view", "summary_facts"):
        then.__dict__.pop(name, None)
    then.apply_record(record, _TAKEN)
    field = page._meta.get_field("procedure_field").related_model
    now = page.procedure_field
    if record.field != (now.name if now else ""):
        then.procedure_field = (
            (field.objects.filter(name=record.field).first() or field(name=record.field))
            if record.field
            else None
        )
    return then
