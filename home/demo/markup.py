"""The little markup of the sample texts, turned into the blocks of `portal.core.blocks.BodyBlock`.

    ## Section            ### Part of a section            ### A question?  (its text is the answer)
    - list   1. list      > **Title.** a note              **bold**, [words](target)
    Bảng: caption         | cells | of | a | table |       (the first row is the header)

A target is `https://…`, or `kind:key` for a page of the portal: `tin:slug` (news), `trang:slug` (standing
page), `thu-tuc:code` (procedure), `muc:/address/` (one of the lists).
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

#: gives the attributes of a link (`linktype="page" id="7"`) for a target
Resolve = Callable[[str], str]

#: a block as a StreamField stores it, without its id
Block = dict[str, Any]

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`([^`]+)`")
_ORDERED = re.compile(r"\d+\. ")
_NOTE_TITLE = re.compile(r"\*\*(.+?)\*\*:?\s*(.*)", re.DOTALL)


@dataclass
class Chunk:
    """Lines that belong together: `kind` is heading, list, note, table or text."""

    kind: str
    lines: list[str] = field(default_factory=list)


def targets(text: str) -> list[str]:
    """Return the targets of all links of `text`, in order."""
    return [target for _words, target in _LINK.findall(text)]


def plain(text: str) -> str:
    """Return `text` without its marks: what a reader sees."""
    lines = (re.sub(r"^(#{2,3}|>|-|\d+\.|\|)\s*", "", line).strip(" |") for line in text.splitlines())
    kept = "\n".join(line for line in lines if not re.fullmatch(r"[-| ]*", line))
    return _CODE.sub(r"\1", _BOLD.sub(r"\1", _LINK.sub(r"\1", kept)))


def blocks(text: str, resolve: Resolve) -> list[Block]:
    """Return the blocks of a body."""
    found: list[Block] = []
    chunks = list(_chunks(text))
    while chunks:
        chunk = chunks.pop(0)
        if chunk.kind == "heading" and chunk.lines[0].startswith("### ") and chunk.lines[0].endswith("?"):
            answer = []
            while chunks and chunks[0].kind in ("text", "list"):
                answer.append(_rich(chunks.pop(0), resolve))
            found.append(_block("question", {"question": chunk.lines[0][4:], "answer": "".join(answer)}))
        elif chunk.kind == "heading":
            marks, words = chunk.lines[0].split(" ", 1)
            found.append(_block("heading", {"text": words, "level": str(len(marks))}))
        elif chunk.kind == "note":
            found.append(_note(" ".join(chunk.lines), resolve))
        elif chunk.kind == "table":
            found.append(_table(chunk.lines))
        elif found and found[-1]["type"] == "paragraph":
            found[-1]["value"] += _rich(chunk, resolve)
        else:
            found.append(_block("paragraph", _rich(chunk, resolve)))
    return found


def _block(kind: str, value: Any) -> Block:
    return {"type": kind, "value": value}


def _chunks(text: str) -> Iterator[Chunk]:
    chunk: Chunk | None = None
    for line in [*text.strip().splitlines(), ""]:
        line = line.rstrip()
        kind = _kind(line)
        if chunk and (kind != chunk.kind or kind == "heading"):
            yield chunk
            chunk = None
        if kind:
            chunk = chunk or Chunk(kind)
            chunk.lines.append(line.removeprefix("> ") if kind == "note" else line)


def _kind(line: str) -> str:
    if not line:
        return ""
    if line.startswith(("## ", "### ")):
        return "heading"
    if line.startswith("> "):
        return "note"
    if line.startswith(("| ", "Bảng: ")):
        return "table"
    return "list" if line.startswith("- ") or _ORDERED.match(line) else "text"


def _rich(chunk: Chunk, resolve: Resolve) -> str:
    if chunk.kind == "text":
        return f"<p>{_inline(' '.join(chunk.lines), resolve)}</p>"
    tag = "ol" if _ORDERED.match(chunk.lines[0]) else "ul"
    items = (_inline(line.split(" ", 1)[1], resolve) for line in chunk.lines)
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _inline(text: str, resolve: Resolve) -> str:
    text = html.escape(text, quote=False)
    text = _CODE.sub(r"\1", _BOLD.sub(r"<b>\1</b>", text))
    return _LINK.sub(lambda link: f"<a {resolve(link[2])}>{link[1]}</a>", text)


def _note(text: str, resolve: Resolve) -> Block:
    titled = _NOTE_TITLE.fullmatch(text)
    title, rest = (titled[1].rstrip(".:"), titled[2]) if titled else ("", text)
    rest = rest[:1].upper() + rest[1:]
    return _block("note", {"title": title, "text": f"<p>{_inline(rest, resolve)}</p>"})


def _table(lines: list[str]) -> Block:
    caption = lines[0].removeprefix("Bảng: ") if lines[0].startswith("Bảng: ") else ""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines
        if line.startswith("|") and not re.fullmatch(r"[-| ]+", line)
    ]
    value = {
        "data": rows,
        "first_row_is_table_header": True,
        "first_col_is_header": bool(rows) and rows[0][0] == "",
        "table_header_choice": "both" if rows and rows[0][0] == "" else "row",
        "table_caption": caption,
        "cell": [],
        "mergeCells": [],
    }
    return _block("table", value)
