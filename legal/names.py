"""What is made from kind, number, title and issuer: the names that people see, the words to find it by."""

import re

from portal.core.metadata import first_words
from portal.text import fold, slugify_vi

TITLE_LENGTH = 255

# A title that begins so goes on the sentence: "Nghị định 63/2010/NĐ-CP về kiểm soát …".
_GOES_ON = re.compile(
    r"(?:ve|quy dinh|huong dan|sua doi|bo sung|ban hanh|bai bo|phe duyet|cong bo|thi hanh|dieu chinh"
    r"|thanh lap|cong nhan|thuc hien|trien khai|tang cuong|day manh|giao|quy che|thong qua|don doc)\b"
)
# One issuer of several, each with the words that such a body's name begins with.
_AND = re.compile(
    r"\s*[,;]\s*(?=[A-ZĐ])|\s+(?:và|-|–)\s+(?=(?:Bộ|[UỦ][ỷy] ban|T[oò][àa] án|Viện|Ngân hàng|Thanh tra|Chính phủ"
    r"|Thủ tướng|Văn phòng|Tổng|Ban |Hội |Kiểm toán|Bảo hiểm|Mặt trận|Trung ương|Đoàn|Sở )\b)"
)
_NO_WORDS = re.compile(r"[^a-z0-9/]+")


def heading(kind: str, number: str) -> str:
    """Return what a document is called for short: "Nghị định 63/2010/NĐ-CP"."""
    return " ".join(part for part in (kind, number) if part)


def full_name(kind: str, number: str, title: str) -> str:
    """Return kind, number and title as one sentence, however long."""
    head = heading(kind, number)
    if not head or not title:
        return head or title
    # "Nghị định về kiểm soát …" needn't say its kind a second time.
    rest = title[len(kind) :].lstrip() if fold(title).startswith(f"{fold(kind)} ") else ""
    title = rest if _GOES_ON.match(fold(rest)) else title
    if _GOES_ON.match(fold(title)):
        return f"{head} {title[0].lower()}{title[1:]}"
    return f"{head}: {title}"


def short_title(name: str) -> str:
    """Return `name` as a page title: at most 255 characters, cut after a word with "…"."""
    return first_words(name, TITLE_LENGTH)


def issuers_of(text: str) -> dict[str, str]:
    """Return who issued it, address → name: "Bộ Công an và Bộ Tài chính" are two.

    Spellings with one address are one: "Bộ Công Thương", "Bộ công thương.".
    """
    names = (name.strip(" .,;") for name in _AND.split(text))
    return {slug: name for name in names if (slug := slugify_vi(name, 80))}


def joined(keys: dict[str, str] | list[str]) -> str:
    """Return `keys` as one column that a filter can look into: `|bo-cong-an|bo-tai-chinh|`."""
    return f"|{'|'.join(keys)}|" if keys else ""


def find_words(text: str) -> list[str]:
    """Return the words of `text` as the list looks for them, without accents."""
    return _NO_WORDS.sub(" ", fold(text)).split()


def word_column(*texts: str) -> str:
    """Return all words of `texts` in one column, each after a space."""
    return "".join(f" {word}" for text in texts for word in find_words(text))
