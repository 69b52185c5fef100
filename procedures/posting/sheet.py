"""What is printed of a record: plain data for `paper.typ`, which only lays it out."""

import re
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from ..presentation import ChannelView, GroupView, ItemView, ProcedureView, facts
from ..schema import LegalBasis
from ..sharing import qr_svg
from ..text_rendering import depth_of, split_mark

#: characters of a row that surely fit a page, so that it is kept whole; a short line counts as `SHORT_LINE`
WHOLE_ROW = 1200
SHORT_LINE = 60
#: signs of Word's symbol fonts, which no other font has, stand for bullets
_PRIVATE = re.compile("[\ue000-\uf8ff]")

Json = dict[str, Any]


def printable(text: str) -> str:
    """Return `text` as the fonts of the paper can show it, its white space single."""
    return " ".join(_PRIVATE.sub("•", text).split())


def sheet_of(view: ProcedureView, address: str) -> Json:
    """Return the pages of one procedure; `address` leads to it on the site."""
    record = view.record
    about = [
        (gettext("Code"), record.code),
        (gettext("Field of work"), record.field),
        (gettext("Level of administration"), ", ".join(record.levels)),
        (gettext("Announcement decision"), record.decision_number),
        (gettext("Level of online service"), view.online_label),
    ]
    return {
        "name": printable(record.name),
        "address": address,
        "qr": qr_svg(address).decode(),
        "qr_label": gettext("QR code: this procedure on the portal"),
        "about": _pairs(about),
        "parts": [part for part in _parts(view) if part],
    }


def _parts(view: ProcedureView) -> list[Json]:
    record = view.record
    card = [(fact.label, "; ".join(fact.values)) for fact in facts(view) if fact.values]
    parts = [*_part(gettext("At a glance"), {"kind": "pairs", "pairs": _pairs(card)} if card else None)]
    if record.partial_reason:
        parts += [
            {"kind": "pairs", "pairs": _pairs([(gettext("Why only partly online"), record.partial_reason)])}
        ]
    parts += _part(gettext("Papers to prepare"), *_dossier(view))
    parts += _part(gettext("Steps"), *(_step(step.label, step.text) for step in record.steps))
    parts += _part(gettext("How to submit"), *_channels(view.channels), _text(record.channels_text))
    parts += _part(gettext("Requirements and conditions"), _text(record.conditions))
    results = [_result(result.text, result.code) for result in record.results]
    parts += _part(gettext("What you receive"), *results, _text(record.results_text))
    who = [(gettext("Who may apply"), "; ".join(record.audiences)), *view.agencies]
    people = [pair for pair in who if pair[1]]
    parts += _part(
        gettext("Who may apply, who decides"),
        {"kind": "pairs", "pairs": _pairs(people)} if people else None,
    )
    bases = [_basis(basis) for basis in record.legal_bases]
    laws = {"kind": "text", "lines": [{"mark": "–", "depth": 1, "texts": bases}]} if bases else None
    parts += _part(gettext("Legal bases"), laws, _text(record.legal_bases_text))
    return parts + _part(gettext("Description"), _text(record.description))


def _part(heading: str, *blocks: Json | None) -> list[Json]:
    """Return a part under its heading; nothing where it has no content."""
    found = [block for block in blocks if block]
    return [{"kind": "heading", "level": 2, "text": heading}, *found] if found else []


def _pairs(pairs: list[tuple[str, str]]) -> list[list[str]]:
    return [[label, printable(value)] for label, value in pairs if value]


def _text(text: str) -> Json | None:
    lines = lines_of(text)
    return {"kind": "text", "lines": lines} if lines else None


def lines_of(text: str) -> list[Json]:
    """Return the lines of `text`, those with the same mark and depth together: `{"mark", "depth", "texts"}`."""
    rows, depth = [], 0
    for line in text.split("\n"):
        if not line.strip():
            continue
        mark, words = split_mark(line)
        depth = depth_of(mark, depth) if mark else 0
        rows.append((printable(mark), depth, printable(words)))
    return [
        {"mark": mark, "depth": depth, "texts": [row[2] for row in run]}
        for (mark, depth), run in groupby(rows, key=lambda row: row[:2])
    ]


def _step(label: str, text: str) -> Json:
    return {"kind": "step", "label": printable(label), "lines": lines_of(text)}


def _result(text: str, code: str) -> Json:
    lines = lines_of(text)
    if code:
        lines += lines_of(gettext("Code of the result:") + f" {code}")
    return {"kind": "text", "lines": lines}


def _basis(basis: LegalBasis) -> str:
    """Return a legal basis in one line."""
    issued = gettext("Issued:") + f" {date_format(basis.issued_on)}" if basis.issued_on else ""
    head = " ".join(part for part in (basis.number, basis.title) if part)
    return printable("; ".join(part for part in (head, issued, basis.issuer, basis.note) if part))


def _channels(channels: list[ChannelView]) -> list[Json]:
    """Return the ways to submit as a table; a description has a row of its own below."""
    rows: list[Json] = []
    for channel in channels:
        fees = "\n".join(_fee(fee.kind, fee.label, fee.note) for fee in channel.fees)
        if channel.total:
            fees += "\n" + gettext("Together:") + f" {channel.total}"
        nothing = gettext("No information yet")
        rows.append(
            _row(_cell("", strong=channel.method), _cell(channel.time or nothing), _cell(fees or nothing))
        )
        if channel.description:
            rows.append(_row(_cell(channel.description, span=3)))
    head = [gettext("Way to submit"), gettext("Time limit"), gettext("Fees")]
    return _tables([2, 2, 4], head, rows)


def _fee(kind: str, label: str, note: str) -> str:
    words = f"{kind}: {label}" if kind else label
    return f"{words} – {note}" if note else words


def _dossier(view: ProcedureView) -> list[Json | None]:
    parts: list[Json | None] = []
    if view.record.dossier_sets:
        parts.append(_text(gettext("Number of sets:") + f" {view.record.dossier_sets}"))
    for group in view.dossier:
        parts += _group(group)
    return [*parts, _text(view.record.dossier_text)]


def _group(group: GroupView) -> list[Json | None]:
    name = printable(group.name)
    heading = {"kind": "heading", "level": 3, "text": name} if name else None
    head = [gettext("Row number"), gettext("Paper"), gettext("How many")]
    rows = [_paper(number, item) for number, item in enumerate(group.items, start=1)]
    return [heading, *_tables([0, 5, 1.4], head, rows), _text(group.text)]


def _paper(number: int, item: ItemView) -> Json:
    words = [item.name]
    if item.forms:
        words.append(gettext("Form:") + " " + "; ".join(form.file_name for form in item.forms))
    if item.note:
        words.append(gettext("Note on the paper:") + f" {item.note}")
    return _row(_cell(str(number)), _cell("\n".join(words)), _cell(item.quantity or "–"))


def _tables(columns: list[float], head: list[str], rows: list[Json]) -> list[Json]:
    """Return `rows` as tables; one that may be longer than a page stands between them as text.

    A table repeats its head on each page, in the middle of what a row says there.
    """
    blocks: list[Json] = []
    for is_long, run in groupby(rows, key=_is_long):
        if is_long:
            blocks += [_loose(cell) for row in run for cell in row["cells"]]
        else:
            blocks.append({"kind": "table", "columns": columns, "head": head, "rows": list(run)})
    return blocks


def _is_long(row: Json) -> bool:
    lines = [words for cell in row["cells"] for run in cell["lines"] for words in run["texts"]]
    return sum(max(len(words), SHORT_LINE) for words in lines) > WHOLE_ROW


def _loose(cell: Json) -> Json:
    return {"kind": "step", "label": cell["strong"], "lines": cell["lines"]}


def _cell(text: str, *, strong: str = "", span: int = 1) -> Json:
    return {"lines": lines_of(text), "strong": printable(strong), "span": span}


def _row(*cells: Json) -> Json:
    return {"cells": list(cells)}
