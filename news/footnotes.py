"""Footnotes of an article: marks such as [1] in the text become links to the notes below it. Plain Python."""

import re
from collections import defaultdict

#: ids in the page: of a note, and of the places in the text that refer to it
NOTE_ID = "chu-thich-{number}"
MARK_ID = "dan-{number}"

_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_OPENS_LINK = re.compile(r"<a[\s>]", re.IGNORECASE)
_CLOSES_LINK = re.compile(r"</a\s*>", re.IGNORECASE)
_MARK = re.compile(r"\[([1-9][0-9]{0,2})\]", re.ASCII)


def link_marks(html: str, count: int, title: str) -> tuple[str, dict[int, list[str]]]:
    """Return `html` with its marks [1] … [`count`] as links, and the ids of the marks of each note.

    `title` is what a screen reader says of a link, with `%s` for the number. A mark without a note stays the
    text that it is, and so does one inside a link or a tag; a note without a mark has no ids.
    """
    found: dict[int, list[str]] = defaultdict(list)

    def link(match: re.Match[str]) -> str:
        number = int(match[1])
        if number > count:
            return match[0]
        place = MARK_ID.format(number=number)
        if found[number]:
            place += f"-{len(found[number]) + 1}"
        found[number].append(place)
        target = NOTE_ID.format(number=number)
        return f'<sup class="mark"><a href="#{target}" id="{place}" aria-label="{title % number}">[{number}]</a></sup>'

    parts = _TAG.split(html)
    open_links = 0
    for at, part in enumerate(parts):
        if at % 2:
            if _OPENS_LINK.match(part):
                open_links += 1
            elif _CLOSES_LINK.match(part):
                open_links = max(0, open_links - 1)
        elif not open_links:
            parts[at] = _MARK.sub(link, part)
    return "".join(parts), dict(found)
