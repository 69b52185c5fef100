"""From data to a tagged PDF (PDF/UA-1), by Typst; it refuses to write a file that breaks the standard."""

import json
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import typst

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).parent / "paper.typ"
STANDARD: Final = "ua-1"
#: where the template tells its number of pages
PAGES = "<pages>"
#: how often letters that no font has are replaced before it gives up
TRIES = 5
#: stands for a letter that no font of the paper has
MISSING = "□"
_REFUSED = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


@dataclass(frozen=True)
class Booklet:
    """A booklet as PDF, and how many pages it has."""

    pdf: bytes
    pages: int


def typeset(data: dict[str, Any]) -> Booklet:
    """Return the booklet of `data` (`booklet.booklet_of`). Raises `typst.TypstError`."""
    text = json.dumps(data, ensure_ascii=False)
    for _try in range(TRIES):
        try:
            return _compile(text)
        except typst.TypstError as error:
            refused = "".join(_letters(found) for found in _REFUSED.findall(str(error)))
            missing = {letter for letter in refused if not letter.isascii()}
            if not missing:
                raise
            logger.warning("no font for %s", ", ".join(f"U+{ord(letter):04X}" for letter in missing))
            text = text.translate({ord(letter): MISSING for letter in missing})
    return _compile(text)


def _letters(found: str) -> str:
    """Return the text that an error of Typst quotes."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found)


def _compile(text: str) -> Booklet:
    compiler = typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), sys_inputs={"data": text}, ignore_system_fonts=True
    )
    pdf = cast(bytes, compiler.compile(format="pdf", pdf_standards=STANDARD))
    return Booklet(pdf, int(compiler.query(PAGES, field="value", one=True)))
