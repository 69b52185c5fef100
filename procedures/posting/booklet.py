"""The whole booklet of a posting set: cover, contents, the pages of its procedures."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from portal.core.metadata import first_words

from ..models import PostingSet, ProcedurePage
from ..presentation import view_of
from ..sharing import qr_svg
from .sheet import printable, sheet_of

#: characters of the set's name at the top of each page
HEADER_LENGTH = 90


def booklet_of(
    posting_set: PostingSet,
    pages: list[ProcedurePage],
    *,
    size: str,
    address: str,
    catalogue: str,
    today: date,
    tick: Callable[[int], None] = lambda done: None,
) -> dict[str, Any]:
    """Return what `paper.typ` lays out; `address` is the set's, `catalogue` the one below which procedures lie.

    `tick` is told how many procedures are done.
    """
    sheets = []
    for number, page in enumerate(pages, start=1):
        record = page.record()
        sheets.append(sheet_of(view_of(record), f"{catalogue}{page.code or page.slug}/"))
        tick(number)
    day = date_format(today)
    name = printable(posting_set.name)
    return {
        "size": size,
        "name": name,
        "short_name": first_words(name, HEADER_LENGTH),
        "sample": gettext("Sample data, for trying out only") if posting_set.is_sample else "",
        "publisher": gettext("Department of Culture, Sports and Tourism of Cao Bằng province"),
        "cover": _cover(posting_set, len(pages), day),
        "notes": [printable(line) for line in posting_set.notes.split("\n") if line.strip()],
        "address": address,
        "qr": qr_svg(address).decode(),
        "qr_label": gettext("The newest version of this booklet:"),
        "contents": gettext("Contents of the booklet"),
        "printed": gettext("Made on %(day)s. The portal shows what holds today.") % {"day": day},
        "page_word": gettext("Page of the booklet"),
        "live_word": gettext("Read it on the portal"),
        "codes": {str(number): page.code or "" for number, page in enumerate(pages, start=1)},
        "procedures": sheets,
    }


def _cover(posting_set: PostingSet, count: int, day: str) -> list[list[str]]:
    decision = posting_set.decision_number
    if posting_set.decided_on:
        decision = gettext("%(number)s of %(day)s") % {
            "number": decision,
            "day": date_format(posting_set.decided_on),
        }
    rows = [
        (gettext("Posted at"), posting_set.where),
        (gettext("Announcement decision"), decision),
        (gettext("Number of procedures"), str(count)),
        (gettext("Date of this booklet"), day),
    ]
    return [[label, printable(value)] for label, value in rows if value]
