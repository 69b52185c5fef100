"""The text of a Word document (ECMA-376): what a reader sees, neither deleted nor hidden words, nor comments."""

from typing import BinaryIO

from defusedxml.ElementTree import iterparse

from ..checks import archives
from . import MOST_TEXT

_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: text, and what stands for white space or the end of a line
_TEXT, _RUN, _PARAGRAPH = f"{_WORDS}t", f"{_WORDS}r", f"{_WORDS}p"
_SIGNS = {f"{_WORDS}tab": " ", f"{_WORDS}br": "\n", f"{_WORDS}cr": "\n", f"{_WORDS}noBreakHyphen": "-"}
_HIDDEN = f"{_WORDS}rPr/{_WORDS}vanish"


def text_of(stream: BinaryIO) -> str:
    """Return the text of the body in its order. Raises Refused for a bomb, ParseError for what is no XML."""
    archive = archives.inspect(stream)
    pieces: list[str] = []
    found = 0
    # The same words for programs that don't know a newer way to draw them.
    twice = 0
    with archive.zip.open("word/document.xml") as part:
        for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
            if element.tag == _FALLBACK:
                twice += 1 if event == "start" else -1
            if event == "start":
                continue
            if element.tag == _RUN and not twice and element.find(_HIDDEN) is None:
                pieces += [
                    _SIGNS.get(child.tag, child.text or "") for child in element if _is_text(child.tag)
                ]
            elif element.tag == _PARAGRAPH:
                pieces.append("\n")
                found += sum(map(len, element.itertext()))
                element.clear()
                if found > MOST_TEXT:
                    break
    return "".join(pieces)


def _is_text(tag: str) -> bool:
    return tag == _TEXT or tag in _SIGNS
