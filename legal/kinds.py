"""The kinds of legal documents: known ones in the order of their force, others as they are written.

A kind is text, so that an import or an editor may bring one that isn't in the list; `kind_slug` makes
one of its spellings.
"""

from portal.text import fold, slugify_vi
from portal.text.law_numbers import KINDS as SYMBOLS

#: offered to editors, and the order in which lists count them
KNOWN = (
    "Hiến pháp",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Lệnh",
    "Nghị quyết",
    "Nghị quyết liên tịch",
    "Nghị định",
    "Quyết định",
    "Thông tư",
    "Thông tư liên tịch",
    "Văn bản hợp nhất",
    "Chỉ thị",
    "Kế hoạch",
    "Chương trình",
    "Hướng dẫn",
    "Công văn",
    "Thông báo",
    "Báo cáo",
)


def kind_slug(kind: str) -> str:
    """Return the address of a kind: "Nghị định" → `nghi-dinh`."""
    return slugify_vi(kind, 60)


_PLACES = {kind_slug(kind): place for place, kind in enumerate(KNOWN)}
_NAMES = {kind_slug(kind): kind for kind in KNOWN}


def known_kind(kind: str) -> str:
    """Return `kind` as the list spells it, as it is when the list doesn't have it."""
    return _NAMES.get(kind_slug(kind), kind)


def place_of(slug: str) -> tuple[int, str]:
    """Return the sorting key of a kind's address: known ones by force, the others after them."""
    return (_PLACES.get(slug, len(_PLACES)), slug)


def kind_symbol(kind: str) -> str:
    """Return how numbers abbreviate a kind: "Nghị định" → `nd`; "" when they don't."""
    return SYMBOLS.get(" ".join(fold(kind).split()), "")
