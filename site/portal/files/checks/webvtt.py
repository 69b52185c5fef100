"""Captions (WebVTT, W3C): read cue by cue and written anew, so that nothing else is in the file that is served.

Notes, styles and regions are left out: the player has its own, and a style sheet could fetch.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from portal.text import normalise

from .errors import Refused, require
from .kinds import sniff

_TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+(.*))?")
_SETTING = re.compile(
    r"vertical:(?:rl|lr)|line:-?\d{1,3}(?:\.\d{1,3})?%?(?:,(?:start|center|end))?"
    r"|position:\d{1,3}(?:\.\d{1,3})?%(?:,(?:line-left|center|line-right))?"
    r"|size:\d{1,3}(?:\.\d{1,3})?%|align:(?:start|center|end|left|right)"
)
_TAG = re.compile(rf"</?(?:c|i|b|u|v|lang|ruby|rt)(?:\.[\w-]{{1,40}})*(?:[ \t][^<>&]{{0,200}})?>|<{_TIME}>")
# Invisible characters that turn the reading direction round; none of the portal's languages needs them.
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LEFT_OUT = ("NOTE", "STYLE", "REGION")


def rebuild(content: bytes) -> bytes:
    """Return the captions in `content` with nothing but their cues, in UTF-8 and composed (NFC).

    Refuses what is no WebVTT in UTF-8 (`mismatch`, `not_text`), what has no cues or text outside of them
    (`broken_captions`), times that can't be read or go backwards (`captions_times`) and tags that WebVTT
    doesn't have (`captions_markup`); the last three name the `line`.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("not_text") from error
    require(not any(_is_control(c) for c in set(text)), "not_text")
    lines = [_DIRECTION_MARKS.sub("", line) for line in re.split(r"\r\n|\r|\n", normalise(text))]
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise Refused("mismatch", extension="vtt", found=sniff(content[:4096]).upper())
    cues = [_cue(*block) for block in _blocks(lines) if block[0] > 1 and not _is_left_out(block[1][0])]
    require(cues, "broken_captions", line=len(lines))
    before = 0
    for start, number, _ in cues:
        require(start >= before, "captions_times", line=number)
        before = start
    return "\n\n".join(["WEBVTT", *(cue for _, _, cue in cues)]).encode() + b"\n"


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" and character not in "\t\r\n"


def _is_left_out(line: str) -> bool:
    return line.split(" ")[0].split("\t")[0] in _LEFT_OUT and "-->" not in line


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield what stands between blank lines, each with the number of its first line, from 1."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(number: int, block: list[str]) -> tuple[int, int, str]:
    """Return the start of the cue in milliseconds, the number of its line of times, and the cue, clean."""
    if "-->" not in block[0]:
        block, number = block[1:], number + 1  # its name, which nothing refers to
    require(block and "-->" in block[0], "broken_captions", line=number - (0 if block else 1))
    found = _TIMES.fullmatch(block[0].strip())
    if found is None:
        raise Refused("captions_times", line=number)
    start, end = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:8])
    require(end > start, "captions_times", line=number)
    settings = [word for word in (found[9] or "").split() if _SETTING.fullmatch(word)]
    head = " ".join([f"{_clock(start)} --> {_clock(end)}", *settings])
    texts = [_text(line, number + place) for place, line in enumerate(block[1:], 1)]
    return start, number, "\n".join([head, *texts])


def _text(line: str, number: int) -> str:
    """Return a line of a cue with its tags as they are and everything else escaped."""
    require("-->" not in line, "captions_times", line=number)
    parts: list[str] = []
    position = 0
    for tag in _TAG.finditer(line):
        parts += [_escaped(line[position : tag.start()], number), tag[0]]
        position = tag.end()
    return "".join([*parts, _escaped(line[position:], number)]).strip()


def _escaped(text: str, number: int) -> str:
    require("<" not in text, "captions_markup", line=number)
    plain = "".join(
        c for c in html.unescape(text) if c == "\t" or unicodedata.category(c) not in ("Cc", "Zl")
    )
    return html.escape(_DIRECTION_MARKS.sub("", plain), quote=False)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
