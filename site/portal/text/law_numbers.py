"""Numbers of legal documents: 63/2010/NĐ-CP, however it is typed.

A number is read into number, year, kind and issuer; equal readings have equal keys, whatever the dash,
the case, the accents and the spaces. Partial keys let "63/2010", "nghị định 63/2010" and "nd 63" find it.
"""

import re
from dataclasses import dataclass

from .folding import fold_in_place
from .normalising import normalise

#: kinds that are spelled out before a number, folded → as the number itself abbreviates them
KINDS = {
    "nghi dinh": "nd",
    "nghi quyet": "nq",
    "thong tu lien tich": "ttlt",
    "thong tu": "tt",
    "quyet dinh": "qd",
    "chi thi": "ct",
    "phap lenh": "pl",
    "nghi quyet lien tich": "nqlt",
    "sac lenh": "sl",
    "cong van": "cv",
    "ke hoach": "kh",
    "bo luat": "luat",
    "luat": "luat",
    "nd": "nd",
    "nq": "nq",
    "ttlt": "ttlt",
    "tt": "tt",
    "qd": "qd",
    "ct": "ct",
    "vbhn": "vbhn",
}

_DASHES = {ord(dash): "-" for dash in "‐‑‒–—―−－﹣"} | {ord(slash): "/" for slash in "∕⁄／"}
_SYMBOL = r"[a-z](?:&?[a-z]){0,13}\d{0,2}"
# What a number abbreviates its kind by. After it a dash may have spaces around it; elsewhere such a dash ends
# the number: "27/2018/QH14 - Luật An ninh mạng".
_KIND = r"(?:ttlt|tt|nqlt|nq|nd|qd|ct|pl|vbhn|kh|cv|lct|l)"
_MINISTRY = (
    r"(?:bca|bqp|btc|btp|bnv|byt|bct|bkhcn|bkhdt|bgddt|bldtbxh|bnn(?:&?ptnt)?|bgtvt|bxd|btttt|btnmt|bvhttdl"
    r"|bng|vksndtc|tandtc|nhnn|ttcp|vpcp|ubdt)"
)
_TAIL = (
    rf"(?P<symbols>{_KIND}\s?[-/_]\s?{_SYMBOL}(?:[-/_]{_SYMBOL}|\s?[-/_]\s?{_MINISTRY}(?!\w)){{0,7}}"
    rf"|{_SYMBOL}(?:[-/_]{_SYMBOL}){{0,7}})"
    # the office that wrote it: 04/TT-BCA(X13)
    r"(?:\s?\([a-z]\d{1,2}\))?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORD = "|".join(sorted((re.escape(word).replace(r"\ ", r"\s+") for word in KINDS), key=len, reverse=True))
_PREFIX = rf"(?:(?P<kind>{_WORD})(?:\s+so)?\s*[:.]?\s*)"
_START, _END = r"(?<![\w/.,\-])", r"(?![\w/])(?!-\w)"

_NUMBER = r"(?P<number>\d{1,5})"
# 63/2010/NĐ-CP · 27/2018/QH14
_WHOLE = rf"{_NUMBER}\s?/\s?{_YEAR}\s?/\s?{_TAIL}{_END}"
# 1842/QĐ-BCA · 02-NQ/TW
_WITHOUT_YEAR = (
    rf"{_START}{_NUMBER}\s?[/-]\s?(?P<symbols>{_SYMBOL}\s?[-/]\s?{_SYMBOL}(?:-{_SYMBOL})?)"
    rf"(?:\([a-z]\d{{1,2}}\))?{_END}"
)
# 73-CP · 619/TTg: before 1997 a number named only its issuer
_ISSUER_ONLY = rf"{_START}{_NUMBER}\s?[/-]\s?(?P<symbols>cp|ttg|hdbt|sl){_END}"
# 63-2010-nd-cp: as addresses and names of files have it
_HYPHENS = rf"{_START}{_NUMBER}[-_]{_YEAR}[-_](?P<symbols>{_KIND}[-_]{_SYMBOL}(?:-{_SYMBOL}){{0,7}}){_END}"
# nghị định 63/2010 · nđ 63 năm 2010
_WITHOUT_SYMBOLS = rf"{_START}{_PREFIX}{_NUMBER}\s?(?:/|\s+nam\s+){_YEAR}{_END}"


def _compiled(*forms: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.ASCII) for form in forms)


# What is certain inside a text (a bare "63/2010" there is often a month), and what a question may mean.
# A text's forms begin with the digits, not with a word before them: that is three times as fast.
_IN_TEXT = _compiled(_START + _WHOLE, _WITHOUT_YEAR, _ISSUER_ONLY)
_IN_TEXT_BY_KIND = re.compile(_WITHOUT_SYMBOLS, re.ASCII)
_IN_QUESTION = _compiled(
    rf"{_START}{_PREFIX}?{_WHOLE}",
    _HYPHENS,
    rf"{_START}{_PREFIX}?{_WITHOUT_YEAR.removeprefix(_START)}",
    rf"{_START}{_PREFIX}?{_ISSUER_ONLY.removeprefix(_START)}",
    _WITHOUT_SYMBOLS,
)
# What may be a number or ordinary words as well: nghị định 63 · 63/2010. "Mẫu CT01" is a form, "luật 2024" says a
# year, "tháng 5/2026" a month.
_GUESSED = _compiled(
    rf"{_START}(?P<kind>{_WORD})(?:(?:\s+so\s*|\s*)[\s:.]\s*|(?<=[nq]d)|(?<=nq)){_NUMBER}{_END}",
    rf"{_START}(?<!thang )(?<!quy ){_NUMBER}/{_YEAR}{_END}",
)
#: kinds of which an office may write two thousand in a year
_MANY = ("qd", "cv")
_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(r"\s?[-/_]\s?")
# 63/2010/NDCP
_IN_ONE_PIECE = re.compile(rf"(ttlt|tt|nq|nd|qd|ct)(cp|ttg|{_MINISTRY})", re.ASCII)
_DASH = re.compile(f"[{''.join(map(chr, _DASHES))}]")
# What every number in a text has. Most texts have none, and looking for it is ten times as fast as the forms.
_SIGN_OF_ONE = re.compile(r"\d\s?(?:[-/]|\s+nam\s)", re.ASCII)
_YEAR_WITHOUT_SYMBOLS = re.compile(rf"\d\s?(?:/|\s+nam\s+){_YEAR}(?!\s?/)", re.ASCII)


@dataclass(frozen=True)
class LawNumber:
    """Number of a legal document, read; `kind` and `issuer` folded ("nd", "cp"), both "" when not known."""

    number: int
    year: int | None = None
    kind: str = ""
    issuer: str = ""

    @property
    def key(self) -> str:
        """The fullest key: `63/2010/nd-cp`, or as much of it as is known."""
        symbols = "-".join(part for part in (self.kind, self.issuer) if part)
        return "/".join(str(part) for part in (self.number, self.year, symbols) if part)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key under which it is found, the fullest first: with and without year, kind and issuer."""
        keys = [self.key]
        if self.year:
            if self.kind:
                keys.append(f"{self.number}/{self.year}/{self.kind}")
            keys.append(f"{self.number}/{self.year}")
        if self.kind:
            if self.issuer:
                keys.append(f"{self.number}/{self.kind}-{self.issuer}")
            keys.append(f"{self.number}/{self.kind}")
        return tuple(dict.fromkeys(keys))


def _read(match: re.Match[str]) -> LawNumber:
    parts = match.groupdict()
    symbols = _BETWEEN.split((parts.get("symbols") or "").replace("&", ""))
    kind, issuer = symbols[0], "-".join(symbols[1:])
    if kind in ("cp", "ttg", "hdbt"):
        kind, issuer = "", kind
    elif not issuer and (glued := _IN_ONE_PIECE.fullmatch(kind)):
        kind, issuer = glued.groups()
    if re.fullmatch(r"qh\d*", kind):
        # Acts of the National Assembly carry its term in place of a kind: 27/2018/QH14.
        kind, issuer = "luat", kind
    elif kind in ("l", "lct"):
        kind = "luat"
    elif not kind and not issuer:
        kind = KINDS[re.sub(r"\s+", " ", parts["kind"])] if parts.get("kind") else ""
    year = parts.get("year")
    return LawNumber(int(parts["number"]), int(year) if year else None, kind, issuer)


def find_law_numbers(
    text: str, *, loose: bool = False, guess: bool = True
) -> list[tuple[int, int, LawNumber]]:
    """Return (start, end, number) of each number in normalised `text`, in order, none overlapping.

    With `loose`, what only a question would mean as one counts too: "nd 63/2010"; and with `guess` what may as well be
    no number at all: "nd 63", "63/2010".
    """
    if not _DIGIT.search(text):
        return []
    folded = fold_in_place(text)
    if _DASH.search(folded):
        folded = folded.translate(_DASHES)
    if not loose and not _SIGN_OF_ONE.search(folded):
        return []
    found: list[tuple[int, int, LawNumber]] = []
    forms = _IN_QUESTION if loose else _IN_TEXT
    if not loose and _YEAR_WITHOUT_SYMBOLS.search(folded):
        forms = (*forms, _IN_TEXT_BY_KIND)
    for form in forms:
        for match in form.finditer(folded):
            if _is_apart(match, found):
                found.append((match.start(), match.end(), _read(match)))
    for form in _GUESSED if loose and guess else ():
        for match in form.finditer(folded):
            number = _read(match)
            if _is_apart(match, found) and not _says_a_year(number):
                found.append((match.start(), match.end(), number))
    return sorted(found, key=lambda item: item[0])


def _is_apart(match: re.Match[str], found: list[tuple[int, int, LawNumber]]) -> bool:
    return all(match.end() <= start or match.start() >= end for start, end, _ in found)


def _says_a_year(number: LawNumber) -> bool:
    """Whether what stands behind a kind alone is rather its year: "kế hoạch 2026"."""
    return not number.year and 1900 <= number.number < 2100 and number.kind not in _MANY


def parse_law_number(text: str) -> LawNumber | None:
    """Return the number that the whole of `text` is ("Nghị định số 63/2010/NĐ-CP"), or None."""
    text = normalise(text).strip(" .,;:\n\t")
    found = find_law_numbers(text, loose=True)
    return found[0][2] if found and found[0][:2] == (0, len(text)) else None
