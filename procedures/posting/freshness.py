"""Which papers are out of date, and why: compared with what the set and its procedures say today.

A paper keeps for each procedure the fingerprint of what was printed and when that text went live. Records are read
only where something went live since; six statements for any number of sets.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from portal.core.importing.fingerprints import fingerprint

from ..models import PostingEntry, PostingPaper, PostingSet, ProcedurePage, ProcedureVersion
from ..models.queryset import GONE
from ..records import comparable
from ..schema import FIELD_NAMES, Procedure

#: fields of a record that no paper shows, or that are the name of another record
_NOT_PRINTED = {
    "field", "announced_on", "effective_from", "effective_to", "reviewed_on", "state", "kind", "related",
    "related_text", "keywords", "submission_url", "source_url", "responsible",
}  # fmt: skip
PRINTED = tuple(name for name in FIELD_NAMES if name not in _NOT_PRINTED)

#: kinds of `Reason`
CHANGED, ABOLISHED, REPLACED, HIDDEN, ADDED, REMOVED, ORDER, COVER = (
    "changed", "abolished", "replaced", "hidden", "added", "removed", "order", "cover",
)  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """Why a paper is out of date: what happened to which procedure, and since when (None where nobody noted it)."""

    kind: str
    name: str = ""
    code: str = ""
    since: date | None = None

    @property
    def label(self) -> str:
        """What happened, in words."""
        return {
            CHANGED: gettext("Has changed"),
            ABOLISHED: gettext("Has been abolished"),
            REPLACED: gettext("Has been replaced"),
            HIDDEN: gettext("Is no longer on the public site"),
            ADDED: gettext("Has come into the set"),
            REMOVED: gettext("Has been taken out of the set"),
            ORDER: gettext("The order of the procedures has changed"),
            COVER: gettext("Name, place, decision or notes of the set have changed"),
        }[self.kind]

    @property
    def since_label(self) -> str:
        """Since when, in words; "" where it isn't known."""
        return gettext("since %(day)s") % {"day": date_format(self.since)} if self.since else ""


@dataclass(frozen=True)
class PaperState:
    """The newest finished paper of a size, and what speaks against it."""

    paper: PostingPaper
    reasons: tuple[Reason, ...]
    #: whether each procedure on it is on the public site still; else nobody outside may have it
    is_public: bool

    @property
    def is_fresh(self) -> bool:
        """Whether it says what holds today."""
        return not self.reasons

    @property
    def since(self) -> date | None:
        """Since when it has been out of date, as far as that is known."""
        return min((reason.since for reason in self.reasons if reason.since), default=None)

    @property
    def public_reasons(self) -> list[Reason]:
        """The reasons that name nothing which has left the public site."""
        return [reason for reason in self.reasons if reason.kind != HIDDEN]


def print_of(record: Procedure) -> str:
    """Return the fingerprint of what a paper shows of `record`."""
    data = comparable(record)
    return fingerprint({name: data[name] for name in PRINTED})


def cover_of(posting_set: PostingSet) -> str:
    """Return the fingerprint of what a paper shows of the set itself."""
    decided = posting_set.decided_on
    return fingerprint(
        [
            posting_set.name,
            posting_set.slug,
            posting_set.where,
            posting_set.decision_number,
            decided.isoformat() if decided else "",
            posting_set.notes,
            posting_set.is_sample,
        ]
    )


def stamp_of(page: ProcedurePage, version: date | None) -> dict[str, Any]:
    """Return what a paper keeps of `page` as printed; `version` is the first day of the version in force."""
    return {
        "page": page.pk,
        "code": page.code or "",
        "name": page.full_name,
        "fingerprint": print_of(page.record()),
        "published": page.last_published_at.isoformat() if page.last_published_at else "",
        "version": version.isoformat() if version else "",
    }


def days_in_force(pages: Iterable[int]) -> dict[int, date]:
    """Return the first day of the version in force today, by page."""
    rows = ProcedureVersion.objects.in_force(timezone.localdate()).filter(procedure__in=list(pages))
    return dict(rows.values_list("procedure_id", "valid_from"))


def states_of(sets: Iterable[PostingSet]) -> dict[int, list[PaperState]]:
    """Return the newest finished paper of each size, by set; A4 before A3."""
    known = {one.pk: one for one in sets}
    papers = _newest(known)
    entries: dict[int, list[int]] = {pk: [] for pk in known}
    rows = PostingEntry.objects.filter(posting_set__in=known).order_by("sort_order", "pk")
    for set_pk, page_pk in rows.values_list("posting_set_id", "procedure_id"):
        entries[set_pk].append(page_pk)
    wanted = {pk for pks in entries.values() for pk in pks}
    wanted |= {row["page"] for paper in papers for row in paper.printed}
    today = _Today(wanted, [row for paper in papers for row in paper.printed])
    found: dict[int, list[PaperState]] = {pk: [] for pk in known}
    for paper in papers:
        one = known[paper.posting_set_id]
        found[one.pk].append(_state(one, paper, entries[one.pk], today))
    return found


def _newest(sets: Iterable[int]) -> list[PostingPaper]:
    ready = PostingPaper.objects.filter(posting_set__in=list(sets), status=PostingPaper.Status.READY)
    newest: dict[tuple[int, str], PostingPaper] = {}
    for paper in ready.order_by("made_at", "pk"):
        newest[paper.posting_set_id, paper.size] = paper
    return sorted(newest.values(), key=lambda paper: paper.size, reverse=True)


class _Today:
    """The procedures of all papers and sets as they are today; of what went live since, the record too."""

    def __init__(self, wanted: set[int], printed: list[dict[str, Any]]) -> None:
        rows = ProcedurePage.objects.live().public().filter(pk__in=wanted)
        self.pages = {
            row["pk"]: row for row in rows.values("pk", "code", "full_name", "state", "last_published_at")
        }
        moved = {
            row["page"]
            for row in printed
            if (page := self.pages.get(row["page"])) and _moment(page) != row["published"]
        }
        records = ProcedurePage.objects.filter(pk__in=moved).select_related("procedure_field")
        self.prints = {page.pk: print_of(page.record()) for page in records} if moved else {}
        self.versions: dict[int, list[date]] = {}
        if moved:
            days = ProcedureVersion.objects.filter(procedure__in=moved, valid_from__lte=timezone.localdate())
            for page_pk, day in days.order_by("valid_from").values_list("procedure_id", "valid_from"):
                self.versions.setdefault(page_pk, []).append(day)

    def posted(self, pks: list[int]) -> list[int]:
        """Return those of `pks` that the public sees and that are in force."""
        return [pk for pk in pks if pk in self.pages and self.pages[pk]["state"] not in GONE]

    def since(self, row: dict[str, Any]) -> date | None:
        """Return the day on which the version after the printed one began, else that of the last publication."""
        later = [day for day in self.versions.get(row["page"], []) if day.isoformat() > row["version"]]
        if later and row["version"]:
            return later[0]
        published = self.pages[row["page"]]["last_published_at"]
        return timezone.localdate(published) if published else None


def _moment(page: dict[str, Any]) -> str:
    moment: datetime | None = page["last_published_at"]
    return moment.isoformat() if moment else ""


def _state(one: PostingSet, paper: PostingPaper, entries: list[int], today: _Today) -> PaperState:
    reasons = [reason for row in paper.printed if (reason := _reason(row, entries, one, today))]
    printed = [row["page"] for row in paper.printed]
    posted = today.posted(entries)
    set_day = timezone.localdate(one.changed_at)
    for pk in posted:
        if pk not in printed:
            page = today.pages[pk]
            reasons.append(Reason(ADDED, page["full_name"], page["code"] or "", _later(page, set_day, paper)))
    if [pk for pk in printed if pk in posted] != [pk for pk in posted if pk in printed]:
        reasons.append(Reason(ORDER, since=set_day))
    if paper.cover != cover_of(one):
        reasons.append(Reason(COVER, since=set_day))
    return PaperState(paper, tuple(reasons), all(pk in today.pages for pk in printed))


def _reason(row: dict[str, Any], entries: list[int], one: PostingSet, today: _Today) -> Reason | None:
    """Return what speaks against one printed procedure."""
    page = today.pages.get(row["page"])
    if page is None:
        return Reason(HIDDEN, row["name"], row["code"])
    name, code = page["full_name"], page["code"] or ""
    if row["page"] not in entries:
        return Reason(REMOVED, name, code, timezone.localdate(one.changed_at))
    if page["state"] in GONE:
        kind = ABOLISHED if page["state"] == ABOLISHED else REPLACED
        return Reason(kind, name, code, today.since(row))
    if today.prints.get(row["page"], row["fingerprint"]) != row["fingerprint"]:
        return Reason(CHANGED, name, code, today.since(row))
    return None


def _later(page: dict[str, Any], set_day: date, paper: PostingPaper) -> date | None:
    """Return since when a procedure belongs on the paper: since it went live where the set is older than the paper."""
    made = timezone.localdate(paper.made_at) if paper.made_at else set_day
    published = page["last_published_at"]
    if set_day < made and published:
        return max(made, timezone.localdate(published))
    return set_day
