"""Finds telephone numbers, identity numbers and e-mail addresses in what citizens write, without Django.

People forget that a question becomes public. What is found is shown to them before it is sent, and masked in the
wording that editors start from. It is a help, no proof: names and addresses can't be told from other words.
"""

import re
from dataclasses import dataclass

#: kinds of what is found
PHONE, IDENTITY, EMAIL = "phone", "identity", "email"

#: between the digits of a number that is written in groups
_GAP = r"[ .\-]?"
_PATTERNS = (
    (EMAIL, re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+")),
    # Citizens' identity numbers have 12 digits and begin with the code of a province, 001 to 096.
    (IDENTITY, re.compile(rf"(?<![\w.,/])0(?:{_GAP}\d){{11}}(?![\w/])")),
    # At home a number begins with 0 and has 10 or 11 digits; from abroad +84 or 0084 stands for the 0.
    (
        PHONE,
        re.compile(
            rf"(?<![\w,/])(?<!\d\.)(?:0(?:{_GAP}\d){{9,10}}|(?:\+{_GAP}84|0084)(?:{_GAP}\d){{8,10}}"
            rf"|\(0\d{{1,3}}\)(?:{_GAP}\d){{6,8}})(?![\w/])"
        ),
    ),
    # Old identity cards have 9 digits and no gaps; amounts of money are written with dots or with the unit behind.
    (IDENTITY, re.compile(r"(?<![\w.,/])\d{9}(?![\w/]|[.,]\d|\s*(?:đồng|đ\b|VNĐ|VND))", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Found:
    """What looks like personal data: where it stands in the text and its kind."""

    start: int
    end: int
    kind: str


def find(text: str) -> list[Found]:
    """Return what looks like personal data in `text`, in its order, nothing twice."""
    found: list[Found] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= one.start or match.start() >= one.end for one in found):
                found.append(Found(match.start(), match.end(), kind))
    return sorted(found, key=lambda one: one.start)


def mask(text: str, words: dict[str, str]) -> str:
    """Return `text` with what is found replaced by the `words` for its kind, in brackets."""
    parts, done = [], 0
    for one in find(text):
        parts += [text[done : one.start], f"[{words[one.kind]}]"]
        done = one.end
    return "".join([*parts, text[done:]])
