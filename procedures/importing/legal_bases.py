"""The table of legal bases, whose cells stand in page text without separators: title, then number.

A number inside a title is followed by a space, a mark or the cell that repeats it; the cell of the number
stands directly against the end of its title, or the next title directly against it.
"""

import re
from dataclasses import dataclass

from portal.core.importing.notices import Notice

from ..schema import LegalBasis
from .furniture import BASES_HEAD, without_nothing

_ISSUERS = re.findall(
    r"\S+",
    """
    CP TTg BTC BXD BNNMT BNNPTNT BNN BTNMT BGTVT NHNN BCT BKHĐT BKH BKHCN BNV BTP BCA BQP BYT BVHTTDL
    VHTTDL BVHTT BLĐTBXH BGDĐT BTTTT BNG BTS BTM BCN BTCCBCP UBCK UBCKNN HĐND UBND UBTVQH TANDTC VKSNDTC
    TTCP BCNV TCHQ TCT TW UBDT BHXH KTNN VPCP BNGA
""",
)
_ISSUER = "|".join(sorted(_ISSUERS, key=len, reverse=True))
_KIND = r"(?:NĐ|ND|NQ|TT|QĐ|QD|CT|TTLT|PL|VBHN|L|LCT|NQLT|CV|TB|HD|KH|SL)"
_DASH = r"[ ]?[-–][ ]?"
_SYMBOLS = (
    r"(?:UBTVQH\d{1,2}|QH\d{1,2}"
    rf"|{_KIND}(?:/(?=[A-ZĐ])|{_DASH})(?:{_ISSUER})(?:{_DASH}(?:{_ISSUER}))*"
    rf"|{_KIND}-[A-ZĐ]{{2,8}}(?![a-zà-ỹA-ZĐÀ-Ỹ])"
    rf"|{_KIND}-[A-ZĐ]{{2,8}}(?=[A-ZĐÀ-Ỹ][a-zà-ỹ ]))"
)
_PREFIX = (
    r"(?:(?:Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|Quyết định|Pháp lệnh|Chỉ thị)"
    r"(?:\s+số)?:?\s+|[Ss]ố:?\s+)"
)
_NUMBER = re.compile(rf"(?P<run>\d+)(?P<rest>[a-zA-Z]?(?:\.\d{{1,2}})?/(?:\d{{4}}/)?{_SYMBOLS})")
_PREFIX_BEFORE = re.compile(_PREFIX + "$")
_GOES_ON = re.compile(
    r"\s*(?:[,;.)(–-]|ngày\b|của\b|về\b|và\b|năm\b|quy định\b|sửa đổi\b|hướng dẫn\b|được\b|do\b|:)"
)
_YEAR_END = re.compile(r"(?:/|năm |\s)(?:19|20)\d\d$")
# A small letter or a mark straight against a capital: two cells met, and no number was found between them.
_JOINT = re.compile(
    r"[a-zà-ỹ\d.;)](?:Luật|Nghị|Thông tư|Quyết định|Pháp lệnh|Bộ luật|Quy định|Sửa đổi|Về |Hướng dẫn)"
    r"|[A-ZĐ](?:Nghị định|Nghị quyết|Thông tư|Quyết định|Luật )"
    r"|[A-ZĐ]\d{1,4}/\d"
)


@dataclass
class _Cell:
    start: int
    end: int


def parse_legal_bases(text: str) -> tuple[list[LegalBasis], str, list[Notice]]:
    """Return the rows of the table, the words after the last row, and what is not certain.

    A row whose number can't be told from its title keeps both in `title`.
    """
    body = text.strip()
    if not body.startswith(BASES_HEAD):
        body = without_nothing(body)
        return [], body, [Notice("legal_bases", "bases_not_split")] if body else []
    body = without_nothing(body.removeprefix(BASES_HEAD))
    bases: list[LegalBasis] = []
    notices: list[Notice] = []
    start = 0
    while cell := _next_cell(body, start):
        title, number = body[start : cell.start].strip(), body[cell.start : cell.end].strip()
        if _JOINT.search(title):
            whole = body[start : cell.end].strip()
            bases.append(LegalBasis(title=whole))
            notices.append(Notice("legal_bases", "basis_not_split", _shown(whole)))
        else:
            bases.append(LegalBasis(number=number, title=title))
        start = cell.end
    rest = body[start:].strip()
    if rest:
        kind = "basis_not_split" if bases else "bases_not_split"
        notices.append(Notice("legal_bases", kind, _shown(rest)))
    return bases, rest, notices


def _next_cell(body: str, start: int) -> _Cell | None:
    """Return the cell of the number that ends the row beginning at `start`."""
    for match in _NUMBER.finditer(body, start):
        if cell := _cell(body, start, match):
            return cell
    return None


def _cell(body: str, start: int, match: re.Match[str]) -> _Cell | None:
    before, after = body[start : match.start()], body[match.end() :]
    if _repeated(match, after):
        return None
    begin = _split_run(before, match)
    if begin is None:
        return None
    place = match.start() + begin
    if begin == 0 and (prefix := _PREFIX_BEFORE.search(before)):
        place = start + prefix.start()
    title = body[start:place]
    if not title.strip():
        return None
    if not after.strip():
        return _last_cell(body, start, match.start() + begin, match.end())
    against_title = not title[-1].isspace() and title[-1] not in '(/-“"'
    against_next = after[:1].isalpha()
    if against_next or (against_title and not _GOES_ON.match(after)):
        return _Cell(place, match.end())
    return None


def _last_cell(body: str, start: int, place: int, end: int) -> _Cell:
    """Return the cell that ends the table: its number, with the kind before it where a title is left."""
    prefix = _PREFIX_BEFORE.search(body[start:place])
    begin = start + prefix.start() if prefix else place
    return _Cell(begin if body[start:begin].strip() else place, end)


def _repeated(match: re.Match[str], after: str) -> bool:
    """Return whether the number that follows at once is this one again: then this one ends the title."""
    prefix = re.match(_PREFIX, after)
    again = _NUMBER.match(after, prefix.end() if prefix else 0)
    if not again or again["rest"] != match["rest"] or not match["run"].endswith(again["run"]):
        return False
    # "66.7/2025/NQ-CPNghị quyết số 66.7/2025/NQ-CP của Chính phủ": what repeats it begins the next title.
    return not (prefix and _GOES_ON.match(after, again.end()))


def _split_run(before: str, match: re.Match[str]) -> int | None:
    """Return how many digits before the slash belong to the title ("QH14" + "54"); None when unclear."""
    run, rest = match["run"], match["rest"]
    for place in range(len(run)):
        if re.search(rf"(?<!\d){re.escape(run[place:] + rest)}(?!\d)", before):
            return place
    if before.endswith("QH") and len(run) > 2:
        return 2
    if len(run) > 4 and _YEAR_END.search(before + run[:4]):
        return 4
    return 0 if len(run) <= 4 else None


def _shown(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
