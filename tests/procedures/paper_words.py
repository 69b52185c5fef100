"""Reading a printed booklet back, to compare it with the records that it was made of."""

import re
from datetime import date
from types import SimpleNamespace

import pypdfium2

from procedures.models import PostingSet
from procedures.posting.booklet import booklet_of
from procedures.posting.sheet import printable
from procedures.posting.typesetting import typeset
from procedures.presentation import view_of
from procedures.schema import Procedure

MM = 72 / 25.4
#: what lies above and below the text of a page: its header and footer, in points (see `paper.typ`)
EDGES = {"a4": (22 * MM, 18 * MM), "a3": (28 * MM, 24 * MM)}
CATALOGUE = "https://so.example/thu-tuc/"
#: white space, and how pdfium gives a hyphen at the end of a line
_GAPS = re.compile(r"[\s\u00ad]+")


def booklet(records: list[Procedure], size: str = "a4", **values: object) -> bytes:
    """Return the booklet of `records` as PDF."""
    made = PostingSet(**{"name": "Thủ tục ở quầy", "slug": "quay", "place": "Quầy 1"} | values)
    pages = [SimpleNamespace(record=lambda one=one: one, code=one.code, slug="x") for one in records]
    data = booklet_of(
        made,
        pages,
        size=size,
        address="https://so.example/thu-tuc/niem-yet/quay/",
        catalogue=CATALOGUE,
        today=date(2026, 11, 23),
    )
    return typeset(data).pdf


def body_text(pdf: bytes, size: str = "a4") -> str:
    """Return the words of all pages, in order, without headers and footers; see `bare`."""
    document = pypdfium2.PdfDocument(pdf)
    top, bottom = EDGES[size]
    parts = []
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage().get_text_bounded(0, bottom, width, height - top)
        parts.append(text)
    return bare("\n".join(parts))


def bare(text: str) -> str:
    """Return `text` without white space, hyphens at ends of lines as hyphens."""
    return _GAPS.sub("", text.replace("\x02", "-").replace("\ufffe", "-"))


def words_of(record: Procedure) -> list[str]:
    """Return every text that the booklet must hold of `record`, in its order on paper, ready to be looked for."""
    view = view_of(record)
    parts = [record.name, record.code, record.field, record.decision_number, f"{CATALOGUE}{record.code}/"]
    parts += [record.partial_reason, record.dossier_sets]
    for group in view.dossier:
        parts.append(group.name)
        for item in group.items:
            parts += [item.name, *(form.file_name for form in item.forms), item.note]
        parts.append(group.text)
    parts.append(record.dossier_text)
    for step in record.steps:
        parts += [step.label, step.text]
    for channel in view.channels:
        parts += [channel.method, channel.time]
        for fee in channel.fees:
            parts += [fee.kind, fee.label, fee.note]
        parts += [channel.total, channel.description]
    parts += [record.channels_text, record.conditions]
    for result in record.results:
        parts += [result.text, result.code]
    parts += [record.results_text, *record.audiences]
    parts += [text for _label, text in view.agencies]
    for basis in record.legal_bases:
        parts += [basis.number, basis.title, basis.issuer, basis.note]
    parts += [record.legal_bases_text, record.description]
    return [bare(printable(part)) for part in parts if part.strip()]


def missing_words(text: str, record: Procedure) -> list[str]:
    """Return what of `record` isn't whole in `text`, or not in order."""
    place, missing = text.find(bare(printable(record.name))), []
    for words in words_of(record):
        found = text.find(words, place)
        if found < 0:
            missing.append(words)
        else:
            place = found + len(words)
    return missing
