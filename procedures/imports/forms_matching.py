"""Which form a file is, by their names; without a database.

Names are compared without accents, case, marks and blanks: "MAU DON 01.DOCX" is "Mẫu đơn 01.docx".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from portal.files.names import extension_of, readable
from portal.text import fold, parse_code

#: forms that are proposed for a file whose name isn't that of one
PROPOSED = 8
#: how alike two names are from which one is proposed
ALIKE = 0.55
#: the same from which it is proposed as the likely one
LIKELY = 0.85
#: what programs add to archives
_JUNK = ("__macosx/", "thumbs.db", "desktop.ini", ".ds_store")


@dataclass(frozen=True)
class Match:
    """`name` is the form when it is certain; `candidates` are proposed, the most likely first."""

    name: str = ""
    candidates: list[str] = field(default_factory=list)
    likely: bool = False


def is_junk(member: str) -> bool:
    """Return whether a member of an archive is a folder or something that a program left there."""
    name = member.replace("\\", "/").lower()
    base = name.rsplit("/", 1)[-1]
    return (
        name.endswith("/") or name.startswith(_JUNK[0]) or base in _JUNK[1:] or base.startswith(("._", "~$"))
    )


def plain_name(member: str) -> str:
    """Return the name of a member of an archive as people read it, without its folders."""
    return readable(PurePosixPath(member.replace("\\", "/")).name)[:255]


def code_of(member: str) -> str:
    """Return the code of the procedure whose folder the member lies in, "" when in none."""
    for folder in reversed(PurePosixPath(member.replace("\\", "/")).parts[:-1]):
        if code := parse_code(folder.split(" ")[0].split("_")[0]) or parse_code(folder):
            return code
    return ""


def key(name: str) -> tuple[str, str]:
    """Return stem and ending of a name as they are compared."""
    ending = extension_of(name)
    stem = name[: -len(ending) - 1] if ending else name
    return "".join(char for char in fold(stem) if char.isalnum()), ending


def match(name: str, forms: Iterable[str]) -> Match:
    """Return which of the `forms` the file `name` is."""
    stem, ending = key(name)
    keys = {form: key(form) for form in forms}
    same = [form for form, (other, kind) in keys.items() if other == stem and kind in (ending, "")]
    if len(same) == 1 and stem:
        return Match(same[0], same)
    ranked = sorted(
        ((_likeness(stem, other), form) for form, (other, _) in keys.items()),
        key=lambda pair: (-pair[0], pair[1]),
    )
    near = [form for alike, form in ranked[:PROPOSED] if alike >= ALIKE]
    return Match("", same or near, bool(same) or bool(ranked and ranked[0][0] >= LIKELY))


def _likeness(left: str, right: str) -> float:
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return 0.0 if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE else matcher.ratio()
