"""File names of forms that run into the name of their paper: "… Nghị định số 33/2026/NĐ-CPMẫu số 34.docx"."""

import re

from ..schema import FormFile

_EXTENSION = r"\.(?:docx?|xlsx?|pptx?|pdf|rtf|odt|ods|zip|rar|jpe?g|png|txt)"
_FILE_END = re.compile(rf"(?:{_EXTENSION})+(?=\S|$)", re.IGNORECASE)
# How names of forms begin; lists of the portal use few words.
_FORM_WORD = re.compile(
    r"(?:Mẫu|MẪU|Mau|MAU|Mus|Mu\d|Mẫ|Ms\d|Phụ lục|PHỤ LỤC|Phu ?l|Phl|PHL|PL|Biểu|BIỂU|BM|Tờ khai|TỜ KHAI"
    r"|Tokhai|TK|Đơn|ĐƠN|Don|Văn bản|VĂN BẢN|Van ban|VB|Giấy|GIẤY|Giay|Báo cáo|Bao cao|BC |Biên bản"
    r"|Bien ban|Bảng|BẢNG|Danh sách|Thông báo|Đề nghị|Bản|Thuyết minh|Thuyet|Nội dung|Nidung|Hợp đồng"
    r"|Kế hoạch|Phiếu"
    r")"
)
# The same words in small letters or against capitals: "CPmau so 12.doc", "BNNPTNTPHỤ LỤC IV.docx".
_AFTER_CAPITALS = re.compile(r"(?<=[A-ZĐ\d])(?:mẫu|mau |phụ lục|phu luc|PHỤ LỤC|MẪU|PHLC)")
# Files called after the code of a procedure: "theo mẫu1.004286.docx".
_CODE_NAME = re.compile(r"(?<=[^\W\d_])\d\.\d{6}(?!\d)")
# Words of a sentence about law, not of a file name.
_SENTENCE = re.compile(r"ban hành|quy định|Nghị định|Thông tư số|;|\n|kèm theo Thông|khoản \d|Điều \d")
MAX_LENGTH = 120


def split_forms(cell: str, *, alone: bool = False) -> tuple[str, list[FormFile], bool]:
    """Return the paper's name, its forms and whether they were told apart for certain.

    Where the first file name begins can't always be seen: then the name keeps it and the forms hold only the
    files after it. With `alone` the cell holds file names only.
    """
    ends = [match.end() for match in _FILE_END.finditer(cell)]
    if alone:
        return "", [FormFile(part) for part in _parts(cell, ends)], True
    if not ends or ends[-1] != len(cell):
        return cell, [], True
    ends = _last_files(cell, ends)
    first, *others = _parts(cell, ends)
    begin = _begin(first)
    forms = [FormFile(name) for name in others]
    if begin is None:
        return first, forms, False
    return first[:begin].strip(), [FormFile(first[begin:].strip()), *forms], True


def _last_files(cell: str, ends: list[int]) -> list[int]:
    """Return the ends of the files that close the cell; one far inside is a name within the text."""
    kept = ends[-1:]
    for end in reversed(ends[:-1]):
        if kept[0] - end > MAX_LENGTH or _SENTENCE.search(cell[end : kept[0]]):
            break
        kept.insert(0, end)
    return kept


def _parts(cell: str, ends: list[int]) -> list[str]:
    starts = [0, *ends]
    bounds = [*ends, len(cell)] if not ends or ends[-1] != len(cell) else ends
    return [part for start, end in zip(starts, bounds, strict=False) if (part := cell[start:end].strip())]


def _begin(text: str) -> int | None:
    """Return where the file name that ends `text` begins; None when it can't be told."""
    places = [place for place in _joints(text) if not _is_sentence(text[place:])]
    if not places:
        return None
    words: dict[int, list[int]] = {}
    for place in places:
        words.setdefault(text.rfind(" ", 0, place), []).append(place)
    if len(words) == 1:
        return places[0]
    named = [place for place in places if _FORM_WORD.match(text, place) or _AFTER_CAPITALS.match(text, place)]
    if named:
        return named[0]
    return None


def _is_sentence(tail: str) -> bool:
    return len(tail) > MAX_LENGTH or bool(_SENTENCE.search(tail))


def _joints(text: str) -> list[int]:
    """Return the places where two cells may meet: a mark or a small letter straight before a capital."""
    found = {match.start() for match in _AFTER_CAPITALS.finditer(text)}
    found |= {match.start() for match in _CODE_NAME.finditer(text)}
    stem = re.sub(f"(?:{_EXTENSION})+$", "", text, flags=re.IGNORECASE)
    for place in range(1, len(stem)):
        before, here, after = stem[place - 1], stem[place], stem[place + 1 : place + 2]
        if before.isspace() or not here.isalnum():
            continue
        number = here.isdigit() and place > 1 and stem[place - 2].isdigit()
        if before in ';:,)”"’…]' or (before == "." and not number):
            joint = not (number and before in ".,:") and not (before == "." and _abbreviation(stem, place))
        elif here.isupper() and after.islower() and not before.islower():
            # "CPMẫu" is a joint, "TTg" is none: between capitals only the word tells.
            joint = bool(_FORM_WORD.match(text, place)) or before.isdigit()
        else:
            joint = here.isupper() and before.islower()
        if joint:
            found.add(place)
    return sorted(place for place in found if not _in_address(text, place))


def _in_address(text: str, place: int) -> bool:
    """Return whether `place` lies in a web address that the paper's name quotes."""
    word = text[text.rfind(" ", 0, place) + 1 : place]
    return "://" in word or "www." in word


def _abbreviation(text: str, place: int) -> bool:
    """Return whether the dot before `place` is inside a short name such as "I.1.9" or "V.VI"."""
    word = text[text.rfind(" ", 0, place) + 1 : place - 1]
    return bool(re.fullmatch(r"[IVX]{1,4}|\d{1,2}", word)) or bool(re.search(r"(?:^|\.)[IVX\d]{1,3}$", word))
