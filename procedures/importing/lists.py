"""Cells that hold several values, and the smaller tables."""

import re

from portal.core.importing.notices import Notice
from portal.text import parse_vi_date

from ..schema import LegalBasis, Result, Step
from .furniture import (
    CHOOSER,
    CHOOSER_HEAD,
    DESCRIPTION_LABEL,
    KEYWORDS_LABEL,
    NOTHING,
    RELATED_HEAD,
    RESULT_CODE_LABEL,
    without_nothing,
)


def split_values(text: str) -> list[str]:
    """Return the values of a cell: a comma parts two only outside brackets and before a capital letter.

    "Tổ chức (không bao gồm doanh nghiệp, HTX)" and "Cán bộ, công chức, viên chức" are one value each.
    """
    text = without_nothing(text)
    values, start, depth = [], 0, 0
    for place, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if (
            char == ","
            and depth <= 0
            and text[start:place].strip()
            and text[place + 1 :].lstrip()[:1].isupper()
        ):
            values.append(text[start:place].strip())
            start = place + 1
    values.append(text[start:].strip())
    return [value for value in values if value]


_STEP = re.compile(
    r"(?:^|\n)[ \t]*((?:[-+*•–]|[a-zđ]\)|\d{1,2}[.)])?[ \t]*Bước[ \t]+\d{1,2}(?:\.\d{1,2})?[ \t]*[:.)\-–]?)"
)
_INLINE_STEP = re.compile(r"(?:^|(?<=[.;:\n])\s+)(Bước[ \t]+(\d{1,2})[ \t]*[:.])")


def parse_steps(text: str) -> list[Step]:
    """Return the steps of a text: "Bước 1:" at the start of a line, or in the line where they count 1, 2, 3."""
    text = without_nothing(text)
    if not text:
        return []
    marks = list(_STEP.finditer(text))
    inline = list(_INLINE_STEP.finditer(text))
    if len(inline) > len(marks) and [int(mark[2]) for mark in inline] == list(range(1, len(inline) + 1)):
        marks = inline
    if not marks:
        return [Step("", text)]
    steps = [Step("", text[: marks[0].start()].strip())] if text[: marks[0].start()].strip() else []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        steps.append(Step(mark[1].strip(), text[mark.end() : end].strip()))
    return steps


# KQ.G10.000098 · KQ-G10-KQ00009 · 000.00.00.G10-KQ0001 · TP-G17.0000001 · G19-KQ006178 · BQP-CCS.KQ1234
_CODE = r"(?:KQ\.[GH]\d\d\.\d{6}(?=\d{1,2}[.)/])|[A-Z\d]+(?:[.\-][A-Z\d]+)*\d(?!\d))"
_RESULT = re.compile(rf"(?P<text>.*?){RESULT_CODE_LABEL} ?(?P<code>{_CODE})", re.DOTALL)


def parse_results(text: str) -> tuple[list[Result], str, list[Notice]]:
    """Return the results with their codes ("Giấy phép …Mã: KQ.G10.000098"), the words left, and notices."""
    text = without_nothing(text)
    if RESULT_CODE_LABEL not in text:
        return ([Result(text)] if text else []), "", []
    results, end = [], 0
    for match in _RESULT.finditer(text):
        results.append(Result(match["text"].strip(), match["code"]))
        end = match.end()
    rest = text[end:].strip()
    return results, rest, [Notice("results", "results_left", rest[:80])] if rest else []


def split_page_end(text: str) -> tuple[str, str, str]:
    """Return results, keywords and description of the cell that holds the rest of the page.

    The labels follow one another; what comes after them is the chooser of an agency (see `furniture`).
    """
    body, label, tail = text.partition(KEYWORDS_LABEL)
    while label and DESCRIPTION_LABEL not in tail:
        return text, "", ""
    if not label:
        return text, "", ""
    # The word may stand in a result too: the last pair of labels is the page's.
    if KEYWORDS_LABEL in tail and not tail.startswith(NOTHING):
        head, _, last = text.rpartition(KEYWORDS_LABEL)
        if DESCRIPTION_LABEL in last:
            body, tail = head, last
    keywords, _, description = tail.partition(DESCRIPTION_LABEL)
    description, chooser, rest = (
        description.rpartition(CHOOSER_HEAD)
        if CHOOSER_HEAD in description
        else (
            description,
            "",
            "",
        )
    )
    if chooser and strip_furniture(rest):
        description = f"{description}{chooser}{rest}"
    return body, without_nothing(keywords), without_nothing(description)


def strip_furniture(text: str) -> str:
    """Return what of `text` isn't a word of the portal's chooser of an agency."""
    for words in sorted(CHOOSER, key=len, reverse=True):
        text = text.replace(words, "")
    return text.strip()


def split_keywords(text: str) -> list[str]:
    """Return the keywords of a cell, parted by commas."""
    return [word for part in without_nothing(text).split(",") if (word := part.strip())]


_RELATED = re.compile(r"#(\d+)Tên thủ tục(.*?)(?=#\d+Tên thủ tục|$)", re.DOTALL)


def parse_related(text: str) -> tuple[list[str], str, list[Notice]]:
    """Return the names of related procedures.

    The page prints the list twice, as a table for wide screens and as cards for narrow ones; it is read
    only when both say the same.
    """
    text = without_nothing(text)
    if not text:
        return [], "", []
    names = [match[2].strip() for match in _RELATED.finditer(text)]
    if text == related_text(names):
        return names, "", []
    return [], text, [Notice("related", "related_not_split")]


def related_text(names: list[str]) -> str:
    """Return what the page prints for the related procedures `names`."""
    wide = "".join(f"{number}{name}" for number, name in enumerate(names, 1))
    narrow = "".join(f"#{number}Tên thủ tục{name}" for number, name in enumerate(names, 1))
    return f"{RELATED_HEAD}{wide}{narrow}"


def parse_basis_row(row: dict[str, str]) -> tuple[LegalBasis, list[Notice]]:
    """Return the legal basis that a row of the structured shape is."""
    printed = row.get("ngay_ban_hanh", "").strip()
    day = parse_vi_date(printed)
    basis = LegalBasis(
        number=row.get("so_ky_hieu", "").strip(),
        title=row.get("trich_yeu", "").strip(),
        issued_on=day,
        issuer=row.get("co_quan_ban_hanh", "").strip(),
        note=printed if printed and day is None else "",
    )
    return basis, [Notice("legal_bases", "date_not_read", printed)] if basis.note else []
